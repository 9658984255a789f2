# What: local time is UTC; `TZ` and `time.tzset` have no effect
# Why: WASI has no time zone
# Do: `zoneinfo.ZoneInfo("Europe/Vienna")`, whose tables are in lib/
import os, time
os.environ["TZ"] = "Asia/Tokyo"
if hasattr(time, "tzset"):
    time.tzset()
print(time.tzname, time.localtime(0).tm_hour)
