"""dates_06: written by generate.py."""
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


y = 1953
m = 5
d = 11
s = 765714035
zone = 'Asia/Kolkata'
show('datetime.datetime.max - datetime.datetime(y, m, d), datetime.datetime.min')
show('datetime.datetime.fromtimestamp(s, zoneinfo.ZoneInfo(zone)).isoformat()')
show('datetime.time(12, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))).isoformat()')
show('datetime.datetime(y, m, d).replace(hour=7), datetime.datetime(y, m, d).timetuple()[:9]')
show('datetime.datetime.fromisoformat("2024-13-01")')
show('[*calendar.Calendar().itermonthdays(y, m)][:10]')
show('datetime.timedelta(days=3) / datetime.timedelta(hours=5), divmod(datetime.timedelta(s), datetime.timedelta(7)), datetime.timedelta(hours=7) * 1.5')
show('datetime.datetime.strptime("31 Feb", "%d %b")')
show('datetime.datetime(y, m, d, 15, 4, 5, 678).strftime("%f %G-W%V-%u %F %T %R %D %e %C %h %n%t%%")')
show('datetime.date.fromisocalendar(y, 20, 3), datetime.date.fromordinal(700000 + s % 9999), datetime.date(y, m, d).toordinal()')
show('datetime.datetime.strptime(f"{y}-{m:02}-{d:02} 01:02:03", "%Y-%m-%d %H:%M:%S")')
show('datetime.datetime.max + datetime.timedelta(1)')
show('datetime.date(y, m, d).isoformat(), datetime.date(y, m, d).isocalendar()')
show('calendar.timegm((y, m, d, 1, 2, 3))')
show('datetime.date(y, m, d) + datetime.timedelta(days=s % 5000)')
show('datetime.datetime.fromisoformat(f"{y}{m:02}{d:02}T101112.5+0530")')
