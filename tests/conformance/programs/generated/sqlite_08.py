"""sqlite_08: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('delta', -87, 3.463), ('prairie', 75, 0.929), ('birch', -7, 6.247), ('heron', -98, 1.986), ('ocean', 56, 1.532), ('fjord', -44, 5.835), ('grove', 6, 1.032), ('quartz', 3, 0.639), ('fjord', 60, 0.397), ('naïve', 24, 6.392), ('ember', -23, 6.097), ('fjord', 60, 7.136)]
k = 23
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('(db.execute("create unique index if not exists u on t(name, n, x)"), db.execute("pragma index_list(t)").fetchall()[0][1])')
show('db.execute("select round(avg(x), 6), printf(\'%05d|%.2f\', ?, 1.5), upper(\'äbc\'), length(\'äbc\')", (k,)).fetchone()')
show('db.execute("select coalesce(null, ?), nullif(1, 1), iif(1 > 2, \'a\', \'b\'), instr(\'hello\', \'l\'), substr(\'hello\', -3, 2), replace(\'aba\', \'a\', \'x\')", (k,)).fetchone()')
show('db.execute("select name, n from t where n > ? order by n, name", (k,)).fetchall()')
show('(setattr(db, "row_factory", sqlite3.Row), (lambda row: (row.keys(), row["a"], tuple(row)))(db.execute("select 1 as a, 2 as b").fetchone()), setattr(db, "row_factory", None))')
show('db.execute("select ?", ()).fetchone()')
show('(db.execute("update t set n = n + 1 where n < 0").rowcount, db.execute("delete from t where n > 90").rowcount, db.total_changes > 0)')
show('db.execute("insert into t values(1, 2)")')
show('db.execute("select name from t where name like \'s%\' or name glob \'*a*\' order by 1").fetchall()')
show('db.execute("selec 1")')
show('db.execute("select n, row_number() over (order by n, x), sum(n) over (order by n, x) from t order by n, x limit 5").fetchall()')
show('db.execute("select date(\'2024-02-29\', \'+1 year\'), strftime(\'%Y-%j\', \'2024-12-31\'), julianday(\'2000-01-01\')").fetchone()')
show('(db.create_collation("rev", lambda a, b: (a < b) - (a > b)), db.execute("select distinct name from t order by name collate rev").fetchall())')
show('db.execute("select 1; select 2")')
show('db.execute("select name, count(*), group_concat(n) from t group by name order by name").fetchall()')
show('db.execute("select abs(-9223372036854775808)").fetchone()')
