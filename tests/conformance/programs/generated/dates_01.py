"""dates_01: written by generate.py."""
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


y = 1980
m = 7
d = 8
s = 144778470
zone = 'Europe/Vienna'
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).tzname(), datetime.datetime(y, m, d, tzinfo=zoneinfo.ZoneInfo(zone)).dst()')
show('datetime.date(y, m, d).strftime("%d %B %Y, %A %j %U %W %u %w %y %b %a")')
show('datetime.date(y, m, d) - datetime.date(2000, 1, 1)')
show('calendar.timegm((y, m, d, 1, 2, 3))')
show('datetime.datetime(y, m, d, 15, 4, 5, 678).strftime("%f %G-W%V-%u %F %T %R %D %e %C %h %n%t%%")')
show('datetime.datetime.strptime(f"{y}-{m:02}-{d:02} 01:02:03", "%Y-%m-%d %H:%M:%S")')
show('repr(datetime.datetime(y, m, d, fold=1)), hash(datetime.date(y, m, d)) == hash(datetime.date(y, m, d))')
show('datetime.datetime(y, m, d, 23, tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(datetime.UTC)')
show('datetime.datetime.fromtimestamp(s, zoneinfo.ZoneInfo(zone)).isoformat()')
show('datetime.datetime.max + datetime.timedelta(1)')
show('datetime.datetime(y, m, d).replace(hour=7), datetime.datetime(y, m, d).timetuple()[:9]')
show('datetime.datetime(y, m, d) < datetime.datetime(y, m, d, tzinfo=datetime.UTC)')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset(), zone')
show('format(datetime.date(y, m, d), "%d.%m.%y"), f"{datetime.date(y, m, d):%A}"')
show('datetime.datetime.strptime("12 March 2021 PM 03", "%d %B %Y %p %I")')
show('zoneinfo.ZoneInfo("Mars/Olympus")')
