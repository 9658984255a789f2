"""sqlite_07: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('ember', 73, 6.663), ('maple', -9, 5.805), ('delta', 81, 8.776), ('tundra', -42, 3.064), ('amber', -39, 6.39), ('islet', -68, 6.035), ('quartz', -40, 3.51), ('cedar', -29, 4.755), ('quartz', -99, 8.699), ('quartz', -45, 7.86), ('fjord', 55, 4.575), ('niche', -81, 5.165)]
k = -6
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('db.execute("select :a || :b, typeof(:a), quote(:b)", {"a": "x", "b": k}).fetchone()')
show('db.execute("selec 1")')
show('db.execute("select name, count(*), group_concat(n) from t group by name order by name").fetchall()')
show('db.execute("with recursive f(a, b) as (values(0, 1) union all select b, a + b from f limit 12) select group_concat(a) from f").fetchone()')
show('db.execute("select ?", (2**64,)).fetchone()')
show('db.executescript("create view v as select n from t; select 1;").fetchall(), db.execute("select count(*) > 0 from v").fetchone()')
show('db.execute("select * from nothing")')
show('db.execute("explain query plan select * from t where name = \'a\'").fetchall()[0][3][:6]')
show('db.execute("select name from t where name like \'s%\' or name glob \'*a*\' order by 1").fetchall()')
show('db.execute("select round(avg(x), 6), printf(\'%05d|%.2f\', ?, 1.5), upper(\'äbc\'), length(\'äbc\')", (k,)).fetchone()')
show('db.execute("select count(*), sum(n), max(x), total(n) from t").fetchone()')
show('db.execute("select 9223372036854775807 + 1, 1/0, 7/2, -7 % 3, 1e308*10, x\'00ff\', null is null").fetchone()')
show('(db.create_collation("rev", lambda a, b: (a < b) - (a > b)), db.execute("select distinct name from t order by name collate rev").fetchall())')
show('db.execute("select date(\'2024-02-29\', \'+1 year\'), strftime(\'%Y-%j\', \'2024-12-31\'), julianday(\'2000-01-01\')").fetchone()')
show('db.execute("select json_extract(\'{\\"a\\": [1, 2]}\', \'$.a[1]\'), json_group_array(n) from (select n from t order by n)").fetchone()')
show('db.execute("select coalesce(null, ?), nullif(1, 1), iif(1 > 2, \'a\', \'b\'), instr(\'hello\', \'l\'), substr(\'hello\', -3, 2), replace(\'aba\', \'a\', \'x\')", (k,)).fetchone()')
