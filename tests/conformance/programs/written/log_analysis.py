"""Reads a log that it wrote with the module logging."""
import collections
import io
import logging
import logging.handlers
import re

stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)s|%(name)s|%(funcName)s|%(lineno)d|%(message)s"))
root = logging.getLogger()
root.addHandler(handler)
root.setLevel(logging.INFO)


def work(n):
    log = logging.getLogger(f"app.part{n % 3}")
    log.debug("never seen %d", n)
    log.info("step %d of %s", n, 20)
    if n % 7 == 0:
        log.warning("slow: %.2f s", n / 3)
    try:
        1 / (n % 5)
    except ZeroDivisionError:
        log.exception("failed at %d", n)


for n in range(20):
    work(n)
lines = stream.getvalue().splitlines()
print(collections.Counter(line.split("|")[0] for line in lines if "|" in line))
print(collections.Counter(match[1] for line in lines if (match := re.search(r"\|(app\.part\d)\|", line))))
print(*(line for line in lines if line.startswith("WARN")), sep="\n")
print(lines[3] if len(lines) > 3 else None, sum("ZeroDivisionError" in line for line in lines))
rotating = logging.handlers.RotatingFileHandler("app.log", maxBytes=200, backupCount=2)
rotating.setFormatter(logging.Formatter("%(message)s"))
root.addHandler(rotating)
for n in range(30):
    root.error("line %03d of the file", n)
rotating.close()
import glob
print([(name, len(open(name).read())) for name in sorted(glob.glob("app.log*"))])
