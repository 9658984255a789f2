"""dates_11: written by generate.py."""
import re
import datetime
import calendar
import zoneinfo


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


y = 2026
m = 7
d = 6
s = 683460802
zone = 'Europe/Vienna'
show('datetime.datetime.fromisoformat(f"{y}{m:02}{d:02}T101112.5+0530")')
show('datetime.datetime(y, m, d, 15, 4, 5).strftime("%H:%M:%S %I %p %X %x %c")')
show('datetime.date.fromisocalendar(y, 20, 3), datetime.date.fromordinal(700000 + s % 9999), datetime.date(y, m, d).toordinal()')
show('zoneinfo.ZoneInfo("Mars/Olympus")')
show('datetime.datetime.max + datetime.timedelta(1)')
show('datetime.datetime.fromtimestamp(s, datetime.UTC).isoformat()')
show('datetime.datetime.strptime("31 Feb", "%d %b")')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset(), zone')
show('datetime.timedelta(days=3) / datetime.timedelta(hours=5), divmod(datetime.timedelta(s), datetime.timedelta(7)), datetime.timedelta(hours=7) * 1.5')
show('datetime.datetime.max - datetime.datetime(y, m, d), datetime.datetime.min')
show('repr(datetime.datetime(y, m, d, fold=1)), hash(datetime.date(y, m, d)) == hash(datetime.date(y, m, d))')
show('datetime.date(y, m, d).isoformat(), datetime.date(y, m, d).isocalendar()')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).tzname(), datetime.datetime(y, m, d, tzinfo=zoneinfo.ZoneInfo(zone)).dst()')
show('datetime.datetime(y, m, d, 15, 4, 5, 678).strftime("%f %G-W%V-%u %F %T %R %D %e %C %h %n%t%%")')
show('[*calendar.Calendar().itermonthdays(y, m)][:10]')
show('calendar.month(y, m)')
