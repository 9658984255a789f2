"""sqlite_09: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('ember', 31, 2.999), ('maple', 76, 8.33), ('tundra', -44, 0.127), ('amber', 29, 5.077), ('ember', 64, 4.807), ('ridge', 43, 3.299), ('prairie', -80, 3.018), ('ember', 78, 4.587), ('lagoon', 67, 2.405), ('heron', -96, 7.459), ('birch', -72, 5.26), ('ridge', 59, 3.136)]
k = 18
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('(setattr(db, "row_factory", sqlite3.Row), (lambda row: (row.keys(), row["a"], tuple(row)))(db.execute("select 1 as a, 2 as b").fetchone()), setattr(db, "row_factory", None))')
show('db.execute("select name, n from t where n > ? order by n, name", (k,)).fetchall()')
show('db.execute("select count(*), sum(n), max(x), total(n) from t").fetchone()')
show('(db.execute("update t set n = n + 1 where n < 0").rowcount, db.execute("delete from t where n > 90").rowcount, db.total_changes > 0)')
show('db.execute("select round(avg(x), 6), printf(\'%05d|%.2f\', ?, 1.5), upper(\'äbc\'), length(\'äbc\')", (k,)).fetchone()')
show('db.execute("select * from nothing")')
show('db.execute("select abs(-9223372036854775808)").fetchone()')
show('db.execute("select date(\'2024-02-29\', \'+1 year\'), strftime(\'%Y-%j\', \'2024-12-31\'), julianday(\'2000-01-01\')").fetchone()')
show('db.execute("select 9223372036854775807 + 1, 1/0, 7/2, -7 % 3, 1e308*10, x\'00ff\', null is null").fetchone()')
show('(db.execute("pragma foreign_keys = on"), db.execute("create table c(p references p(id))"), db.execute("insert into c values(99)"))')
show('db.execute("select name from t where name like \'s%\' or name glob \'*a*\' order by 1").fetchall()')
show('db.execute("select ?", (2**64,)).fetchone()')
show('(db.execute("create unique index if not exists u on t(name, n, x)"), db.execute("pragma index_list(t)").fetchall()[0][1])')
show('db.execute("select name, count(*), group_concat(n) from t group by name order by name").fetchall()')
show('(db.commit(), db.execute("insert into t values(\'z\', 1, 1)"), db.rollback(), db.in_transaction)')
