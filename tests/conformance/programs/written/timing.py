"""Clocks go on; what is asked for them is of the right kind."""
import time

a, b, c = time.time(), time.monotonic(), time.perf_counter_ns()
time.sleep(0.01)
print(time.time() > a, time.monotonic() - b >= 0.01, time.perf_counter_ns() - c >= 10**7)
print(time.gmtime(0)[:], time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(86399)), time.asctime(time.gmtime(10**9)))
print(time.mktime((2001, 9, 9, 1, 46, 40, 0, 0, 0)), time.timezone, time.tzname, time.daylight, time.localtime(10**9).tm_hour)
print(time.strptime("30 Nov 00", "%d %b %y")[:], time.ctime(0), time.get_clock_info("monotonic").monotonic)
for bad in (lambda: time.sleep(-1), lambda: time.gmtime(1e20), lambda: time.strptime("x", "%Y"), lambda: time.mktime((1,))):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
