# What: `locale.setlocale` of a name that is unknown
# Why: musl takes any name and stays with C's rules; here it is refused unless it is C, POSIX or C.UTF-8
# Do: nothing
import locale
for name in ("C", "C.UTF-8", "xx_YY.UTF-8", "nonsense"):
    try:
        print(name, locale.setlocale(locale.LC_ALL, name))
    except locale.Error as error:
        print(name, "Error:", error)
