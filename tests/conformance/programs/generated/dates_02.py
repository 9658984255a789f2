"""dates_02: written by generate.py."""
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
m = 7
d = 21
s = 150027744
zone = 'UTC'
show('datetime.datetime.fromisoformat("2024-13-01")')
show('datetime.datetime.strptime("12 March 2021 PM 03", "%d %B %Y %p %I")')
show('datetime.datetime(y, m, d, 15, 4, 5, 678).strftime("%f %G-W%V-%u %F %T %R %D %e %C %h %n%t%%")')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).tzname(), datetime.datetime(y, m, d, tzinfo=zoneinfo.ZoneInfo(zone)).dst()')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset(), zone')
show('datetime.date(y, m, d) + datetime.timedelta(days=s % 5000)')
show('calendar.monthrange(y, m), calendar.isleap(y), calendar.weekday(y, m, d)')
show('datetime.datetime(y, m, d).replace(hour=7), datetime.datetime(y, m, d).timetuple()[:9]')
show('datetime.datetime(y, m, d, 23, tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(datetime.UTC)')
show('datetime.timedelta(seconds=s), str(datetime.timedelta(seconds=-s, microseconds=7)), datetime.timedelta(seconds=s).total_seconds()')
show('datetime.datetime(y, m, d) < datetime.datetime(y, m, d, tzinfo=datetime.UTC)')
show('datetime.date(y, m, d).isoformat(), datetime.date(y, m, d).isocalendar()')
show('calendar.TextCalendar(6).formatmonth(y, m)')
show('datetime.time(12, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))).isoformat()')
show('datetime.date(y, m, d) - datetime.date(2000, 1, 1)')
show('datetime.datetime.fromtimestamp(s, datetime.UTC).isoformat()')
