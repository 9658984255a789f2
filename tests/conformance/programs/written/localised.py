"""locale and gettext where there is the C locale alone."""
import gettext
import locale

print(locale.setlocale(locale.LC_ALL, "C"), locale.getlocale(), locale.localeconv()["decimal_point"])
print(locale.format_string("%.2f %d", (1234.5, 10**6), grouping=True), locale.atof("3.25"), locale.str(0.1))
print(locale.strxfrm("abc"), locale.strcoll("a", "b") < 0, sorted("bAaB", key=locale.strxfrm))
print(gettext.gettext("hello"), gettext.ngettext("%d file", "%d files", 3) % 3)
print(locale.normalize("de"), locale.getpreferredencoding(False), f"{1234567:n}")
