"""dates_07: written by generate.py."""
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


y = 2008
m = 9
d = 25
s = 829792984
zone = 'Pacific/Auckland'
show('datetime.date(y, m, d) + datetime.timedelta(days=s % 5000)')
show('datetime.datetime.fromisoformat("2024-13-01")')
show('datetime.datetime(y, m, d, 15, 4, 5, 678).strftime("%f %G-W%V-%u %F %T %R %D %e %C %h %n%t%%")')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).tzname(), datetime.datetime(y, m, d, tzinfo=zoneinfo.ZoneInfo(zone)).dst()')
show('datetime.datetime.max + datetime.timedelta(1)')
show('datetime.date(y, m, d).strftime("%d %B %Y, %A %j %U %W %u %w %y %b %a")')
show('[*calendar.Calendar().itermonthdays(y, m)][:10]')
show('repr(datetime.datetime(y, m, d, fold=1)), hash(datetime.date(y, m, d)) == hash(datetime.date(y, m, d))')
show('datetime.date(y, m, d).isoformat(), datetime.date(y, m, d).isocalendar()')
show('datetime.datetime.fromtimestamp(s, datetime.UTC).isoformat()')
show('datetime.datetime(y, m, d).replace(hour=7), datetime.datetime(y, m, d).timetuple()[:9]')
show('datetime.datetime.fromtimestamp(s, zoneinfo.ZoneInfo(zone)).isoformat()')
show('datetime.datetime.strptime("12 March 2021 PM 03", "%d %B %Y %p %I")')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset(), zone')
show('calendar.TextCalendar(6).formatmonth(y, m)')
show('datetime.timedelta(days=3) / datetime.timedelta(hours=5), divmod(datetime.timedelta(s), datetime.timedelta(7)), datetime.timedelta(hours=7) * 1.5')
