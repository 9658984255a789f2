"""sqlite_03: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('quartz', 62, 4.123), ('knoll', -48, 1.705), ('lagoon', -72, 0.461), ('straße', -83, 1.459), ('ridge', 81, 0.003), ('heron', -16, 8.209), ('birch', 43, 2.807), ('cedar', -82, 1.083), ('naïve', 69, 0.396), ('maple', 56, 2.705), ('ember', 18, 1.765), ('amber', 0, 2.21)]
k = -13
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('(db.execute("pragma foreign_keys = on"), db.execute("create table c(p references p(id))"), db.execute("insert into c values(99)"))')
show('(db.create_function("twice", 1, lambda v: v * 2), db.execute("select twice(n) from t order by n limit 3").fetchall())')
show('(db.execute("create unique index if not exists u on t(name, n, x)"), db.execute("pragma index_list(t)").fetchall()[0][1])')
show('(db.create_collation("rev", lambda a, b: (a < b) - (a > b)), db.execute("select distinct name from t order by name collate rev").fetchall())')
show('db.execute("select n, row_number() over (order by n, x), sum(n) over (order by n, x) from t order by n, x limit 5").fetchall()')
show('db.execute("select date(\'2024-02-29\', \'+1 year\'), strftime(\'%Y-%j\', \'2024-12-31\'), julianday(\'2000-01-01\')").fetchone()')
show('db.executescript("create view v as select n from t; select 1;").fetchall(), db.execute("select count(*) > 0 from v").fetchone()')
show('db.execute("select name, n from t where n > ? order by n, name", (k,)).fetchall()')
show('db.execute("selec 1")')
show('(db.execute("update t set n = n + 1 where n < 0").rowcount, db.execute("delete from t where n > 90").rowcount, db.total_changes > 0)')
show('db.execute("select 9223372036854775807 + 1, 1/0, 7/2, -7 % 3, 1e308*10, x\'00ff\', null is null").fetchone()')
show('db.execute("select json_extract(\'{\\"a\\": [1, 2]}\', \'$.a[1]\'), json_group_array(n) from (select n from t order by n)").fetchone()')
show('db.execute("explain query plan select * from t where name = \'a\'").fetchall()[0][3][:6]')
show('(db.commit(), db.execute("insert into t values(\'z\', 1, 1)"), db.rollback(), db.in_transaction)')
show('db.execute("select ?", (2**64,)).fetchone()')
show('db.execute("select round(avg(x), 6), printf(\'%05d|%.2f\', ?, 1.5), upper(\'äbc\'), length(\'äbc\')", (k,)).fetchone()')
