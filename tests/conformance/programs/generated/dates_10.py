"""dates_10: written by generate.py."""
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


y = 2010
m = 11
d = 1
s = 188368568
zone = 'UTC'
show('calendar.month(y, m)')
show('datetime.datetime(y, m, d).replace(hour=7), datetime.datetime(y, m, d).timetuple()[:9]')
show('datetime.datetime(y, m, d) < datetime.datetime(y, m, d, tzinfo=datetime.UTC)')
show('datetime.date(y, m, d).strftime("%d %B %Y, %A %j %U %W %u %w %y %b %a")')
show('datetime.date(y, m, d) - datetime.date(2000, 1, 1)')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).tzname(), datetime.datetime(y, m, d, tzinfo=zoneinfo.ZoneInfo(zone)).dst()')
show('calendar.monthrange(y, m), calendar.isleap(y), calendar.weekday(y, m, d)')
show('datetime.datetime.strptime("12 March 2021 PM 03", "%d %B %Y %p %I")')
show('[*calendar.Calendar().itermonthdays(y, m)][:10]')
show('datetime.datetime.fromisoformat("2024-13-01")')
show('datetime.datetime.strptime(f"{y}-{m:02}-{d:02} 01:02:03", "%Y-%m-%d %H:%M:%S")')
show('calendar.TextCalendar(6).formatmonth(y, m)')
show('zoneinfo.ZoneInfo("Mars/Olympus")')
show('datetime.datetime.fromisoformat(f"{y}{m:02}{d:02}T101112.5+0530")')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset(), zone')
show('datetime.datetime(y, m, d, 15, 4, 5).strftime("%H:%M:%S %I %p %X %x %c")')
