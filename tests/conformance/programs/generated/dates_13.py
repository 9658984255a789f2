"""dates_13: written by generate.py."""
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


y = 1978
m = 6
d = 11
s = 688177229
zone = 'Pacific/Auckland'
show('datetime.datetime(y, m, d, 15, 4, 5).strftime("%H:%M:%S %I %p %X %x %c")')
show('datetime.time(12, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))).isoformat()')
show('datetime.datetime.fromtimestamp(s, datetime.UTC).isoformat()')
show('datetime.timedelta(seconds=s), str(datetime.timedelta(seconds=-s, microseconds=7)), datetime.timedelta(seconds=s).total_seconds()')
show('calendar.TextCalendar(6).formatmonth(y, m)')
show('datetime.date(y, 2, 29)')
show('datetime.datetime(y, m, d) < datetime.datetime(y, m, d, tzinfo=datetime.UTC)')
show('datetime.datetime.strptime("12 March 2021 PM 03", "%d %B %Y %p %I")')
show('datetime.datetime(y, m, d).replace(hour=7), datetime.datetime(y, m, d).timetuple()[:9]')
show('repr(datetime.datetime(y, m, d, fold=1)), hash(datetime.date(y, m, d)) == hash(datetime.date(y, m, d))')
show('calendar.month(y, m)')
show('calendar.monthrange(y, m), calendar.isleap(y), calendar.weekday(y, m, d)')
show('zoneinfo.ZoneInfo("Mars/Olympus")')
show('datetime.date(y, m, d).strftime("%d %B %Y, %A %j %U %W %u %w %y %b %a")')
show('datetime.date(y, m, d) - datetime.date(2000, 1, 1)')
show('datetime.datetime.fromtimestamp(s, zoneinfo.ZoneInfo(zone)).isoformat()')
