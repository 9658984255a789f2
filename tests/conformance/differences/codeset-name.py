# What: the name of the encoding that goes with the locale C
# Why: musl and glibc call it otherwise; Python opens files as UTF-8 in both where the locale is not changed
# Do: `encoding="utf-8"` in every open(), as everywhere
import locale
locale.setlocale(locale.LC_ALL, "C")
print(locale.getpreferredencoding(False), locale.getencoding())
