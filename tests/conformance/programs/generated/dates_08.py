"""dates_08: written by generate.py."""
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


y = 2005
m = 11
d = 17
s = 790387603
zone = 'UTC'
show('datetime.date(y, m, d).strftime("%d %B %Y, %A %j %U %W %u %w %y %b %a")')
show('datetime.datetime.fromtimestamp(s, datetime.UTC).isoformat()')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset(), zone')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).tzname(), datetime.datetime(y, m, d, tzinfo=zoneinfo.ZoneInfo(zone)).dst()')
show('calendar.month(y, m)')
show('datetime.timedelta(seconds=s), str(datetime.timedelta(seconds=-s, microseconds=7)), datetime.timedelta(seconds=s).total_seconds()')
show('datetime.timedelta(days=3) / datetime.timedelta(hours=5), divmod(datetime.timedelta(s), datetime.timedelta(7)), datetime.timedelta(hours=7) * 1.5')
show('datetime.datetime.fromisoformat(f"{y}{m:02}{d:02}T101112.5+0530")')
show('datetime.datetime.max + datetime.timedelta(1)')
show('datetime.datetime.max - datetime.datetime(y, m, d), datetime.datetime.min')
show('datetime.time(12, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))).isoformat()')
show('datetime.date(y, m, d).isoformat(), datetime.date(y, m, d).isocalendar()')
show('datetime.datetime.strptime("12 March 2021 PM 03", "%d %B %Y %p %I")')
show('datetime.datetime.strptime("31 Feb", "%d %b")')
show('datetime.date(y, m, d) + datetime.timedelta(days=s % 5000)')
show('zoneinfo.ZoneInfo("Mars/Olympus")')
