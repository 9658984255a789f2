"""dates_00: written by generate.py."""
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


y = 1999
m = 5
d = 1
s = 212534366
zone = 'Europe/Vienna'
show('repr(datetime.datetime(y, m, d, fold=1)), hash(datetime.date(y, m, d)) == hash(datetime.date(y, m, d))')
show('datetime.timedelta(seconds=s), str(datetime.timedelta(seconds=-s, microseconds=7)), datetime.timedelta(seconds=s).total_seconds()')
show('datetime.date.fromisocalendar(y, 20, 3), datetime.date.fromordinal(700000 + s % 9999), datetime.date(y, m, d).toordinal()')
show('calendar.timegm((y, m, d, 1, 2, 3))')
show('datetime.datetime.max - datetime.datetime(y, m, d), datetime.datetime.min')
show('datetime.date(y, m, d).strftime("%d %B %Y, %A %j %U %W %u %w %y %b %a")')
show('datetime.datetime(y, m, d, 15, 4, 5).strftime("%H:%M:%S %I %p %X %x %c")')
show('datetime.date(y, m, d) - datetime.date(2000, 1, 1)')
show('datetime.datetime(y, m, d).replace(hour=7), datetime.datetime(y, m, d).timetuple()[:9]')
show('datetime.datetime(y, m, d, 15, 4, 5, 678).strftime("%f %G-W%V-%u %F %T %R %D %e %C %h %n%t%%")')
show('calendar.monthrange(y, m), calendar.isleap(y), calendar.weekday(y, m, d)')
show('zoneinfo.ZoneInfo("Mars/Olympus")')
show('datetime.datetime.fromtimestamp(s, datetime.UTC).isoformat()')
show('format(datetime.date(y, m, d), "%d.%m.%y"), f"{datetime.date(y, m, d):%A}"')
show('datetime.datetime(y, m, d, 23, tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(datetime.UTC)')
show('calendar.month(y, m)')
