# What: `locale.setlocale` of a name that the system does not have
# State: mended
# Why: musl takes any name and stays with C's rules; a patch refuses all but C, POSIX and C.UTF-8
# Do: nothing
import locale
for name in ("C", "C.UTF-8", "", "de_DE", "xx_YY.UTF-8", "nonsense"):
    try:
        locale.setlocale(locale.LC_ALL, name)
        print(repr(name), "taken", end="; ")
    except locale.Error as error:
        print(repr(name), "Error:", error, end="; ")
print()
