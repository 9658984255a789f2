# What: `%P`, `%k`, `%l` and unknown letters in `strftime`
# State: mended
# Why: musl's strftime gives nothing at all for a format with a letter that it does not know; a patch writes them as glibc does
# Do: nothing
import time
when = time.gmtime(10**9)
for letter in "%P %k %l %+ %E %s %q %i".split():
    print(letter, repr(time.strftime(letter, when)), end="; ")
print()
