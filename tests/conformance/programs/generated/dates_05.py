"""dates_05: written by generate.py."""
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


y = 2057
m = 12
d = 15
s = 529704059
zone = 'Asia/Kolkata'
show('datetime.date(y, m, d).isoformat(), datetime.date(y, m, d).isocalendar()')
show('datetime.date.fromisocalendar(y, 20, 3), datetime.date.fromordinal(700000 + s % 9999), datetime.date(y, m, d).toordinal()')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset(), zone')
show('datetime.date(y, 2, 29)')
show('datetime.datetime.fromisoformat("2024-13-01")')
show('datetime.datetime.strptime("31 Feb", "%d %b")')
show('datetime.datetime.fromisoformat(f"{y}{m:02}{d:02}T101112.5+0530")')
show('datetime.datetime(y, m, d).replace(hour=7), datetime.datetime(y, m, d).timetuple()[:9]')
show('format(datetime.date(y, m, d), "%d.%m.%y"), f"{datetime.date(y, m, d):%A}"')
show('datetime.date(y, m, d) + datetime.timedelta(days=s % 5000)')
show('calendar.monthrange(y, m), calendar.isleap(y), calendar.weekday(y, m, d)')
show('datetime.timedelta(seconds=s), str(datetime.timedelta(seconds=-s, microseconds=7)), datetime.timedelta(seconds=s).total_seconds()')
show('calendar.month(y, m)')
show('zoneinfo.ZoneInfo("Mars/Olympus")')
show('datetime.timedelta(days=3) / datetime.timedelta(hours=5), divmod(datetime.timedelta(s), datetime.timedelta(7)), datetime.timedelta(hours=7) * 1.5')
show('datetime.datetime(y, m, d) < datetime.datetime(y, m, d, tzinfo=datetime.UTC)')
