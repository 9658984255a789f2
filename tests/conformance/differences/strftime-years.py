# What: years before 1000 have four digits in `%Y`
# Why: musl pads them, glibc does not
# Do: `isoformat()`
import datetime
print(datetime.date(33, 4, 3).strftime("%Y|%G|%C|%F"), datetime.date(33, 4, 3).isoformat())
