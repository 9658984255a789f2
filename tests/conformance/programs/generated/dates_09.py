"""dates_09: written by generate.py."""
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
m = 8
d = 14
s = 157886933
zone = 'America/New_York'
show('datetime.date(y, m, d).isoformat(), datetime.date(y, m, d).isocalendar()')
show('calendar.month(y, m)')
show('datetime.datetime(y, m, d).replace(hour=7), datetime.datetime(y, m, d).timetuple()[:9]')
show('datetime.date(y, m, d).strftime("%d %B %Y, %A %j %U %W %u %w %y %b %a")')
show('datetime.datetime.fromtimestamp(s, zoneinfo.ZoneInfo(zone)).isoformat()')
show('datetime.datetime.strptime("31 Feb", "%d %b")')
show('[*calendar.Calendar().itermonthdays(y, m)][:10]')
show('datetime.datetime.max - datetime.datetime(y, m, d), datetime.datetime.min')
show('zoneinfo.ZoneInfo("Mars/Olympus")')
show('datetime.timedelta(seconds=s), str(datetime.timedelta(seconds=-s, microseconds=7)), datetime.timedelta(seconds=s).total_seconds()')
show('datetime.date(y, m, d) + datetime.timedelta(days=s % 5000)')
show('datetime.date(y, m, d) - datetime.date(2000, 1, 1)')
show('calendar.monthrange(y, m), calendar.isleap(y), calendar.weekday(y, m, d)')
show('datetime.datetime(y, m, d) < datetime.datetime(y, m, d, tzinfo=datetime.UTC)')
show('datetime.date.fromisocalendar(y, 20, 3), datetime.date.fromordinal(700000 + s % 9999), datetime.date(y, m, d).toordinal()')
show('datetime.time(12, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))).isoformat()')
