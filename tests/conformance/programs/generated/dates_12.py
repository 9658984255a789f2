"""dates_12: written by generate.py."""
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


y = 1956
m = 2
d = 10
s = 817293747
zone = 'America/New_York'
show('calendar.timegm((y, m, d, 1, 2, 3))')
show('datetime.datetime(y, m, d).replace(hour=7), datetime.datetime(y, m, d).timetuple()[:9]')
show('datetime.date(y, m, d) - datetime.date(2000, 1, 1)')
show('datetime.datetime.fromisoformat(f"{y}{m:02}{d:02}T101112.5+0530")')
show('datetime.date(y, 2, 29)')
show('datetime.time(12, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))).isoformat()')
show('format(datetime.date(y, m, d), "%d.%m.%y"), f"{datetime.date(y, m, d):%A}"')
show('datetime.datetime.strptime("31 Feb", "%d %b")')
show('datetime.datetime(y, m, d, 15, 4, 5, 678).strftime("%f %G-W%V-%u %F %T %R %D %e %C %h %n%t%%")')
show('datetime.date(y, m, d) + datetime.timedelta(days=s % 5000)')
show('datetime.datetime(y, m, d, 15, 4, 5).strftime("%H:%M:%S %I %p %X %x %c")')
show('datetime.datetime.strptime("12 March 2021 PM 03", "%d %B %Y %p %I")')
show('datetime.date.fromisocalendar(y, 20, 3), datetime.date.fromordinal(700000 + s % 9999), datetime.date(y, m, d).toordinal()')
show('datetime.datetime(y, m, d, 12, tzinfo=zoneinfo.ZoneInfo(zone)).tzname(), datetime.datetime(y, m, d, tzinfo=zoneinfo.ZoneInfo(zone)).dst()')
show('repr(datetime.datetime(y, m, d, fold=1)), hash(datetime.date(y, m, d)) == hash(datetime.date(y, m, d))')
show('datetime.date(y, m, d).isoformat(), datetime.date(y, m, d).isocalendar()')
