# What: `%P`, `%k` and `%l` are empty, as are other letters that glibc alone knows
# Why: strftime is the C library's, musl's
# Do: `%p`, `%H`, `%I` and `str.lower`, `str.lstrip`
import time
when = time.gmtime(10**9)
for letter in "%P %k %l %+ %E %s %q %i".split():
    print(letter, repr(time.strftime(letter, when)), end="; ")
print()
