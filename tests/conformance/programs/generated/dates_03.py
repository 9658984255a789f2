"""dates_03: written by generate.py."""
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


y = 1963
m = 11
d = 15
s = 188865585
zone = 'America/New_York'
show('datetime.date.fromisocalendar(y, 20, 3), datetime.date.fromordinal(700000 + s % 9999), datetime.date(y, m, d).toordinal()')
show('calendar.month(y, m)')
show('datetime.date(y, m, d).strftime("%d %B %Y, %A %j %U %W %u %w %y %b %a")')
show('datetime.datetime.strptime(f"{y}-{m:02}-{d:02} 01:02:03", "%Y-%m-%d %H:%M:%S")')
show('datetime.timedelta(seconds=s), str(datetime.timedelta(seconds=-s, microseconds=7)), datetime.timedelta(seconds=s).total_seconds()')
show('datetime.datetime.fromtimestamp(s, zoneinfo.ZoneInfo(zone)).isoformat()')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset(), zone')
show('datetime.date(y, m, d) - datetime.date(2000, 1, 1)')
show('datetime.datetime(y, m, d, 15, 4, 5).strftime("%H:%M:%S %I %p %X %x %c")')
show('datetime.datetime(y, m, d) < datetime.datetime(y, m, d, tzinfo=datetime.UTC)')
show('format(datetime.date(y, m, d), "%d.%m.%y"), f"{datetime.date(y, m, d):%A}"')
show('datetime.datetime(y, m, d).replace(hour=7), datetime.datetime(y, m, d).timetuple()[:9]')
show('datetime.datetime.fromisoformat(f"{y}{m:02}{d:02}T101112.5+0530")')
show('calendar.TextCalendar(6).formatmonth(y, m)')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).tzname(), datetime.datetime(y, m, d, tzinfo=zoneinfo.ZoneInfo(zone)).dst()')
show('datetime.datetime.strptime("12 March 2021 PM 03", "%d %B %Y %p %I")')
