"""sqlite_12: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('ocean', -10, 2.387), ('niche', 24, 4.047), ('islet', -73, 7.252), ('delta', -48, 4.071), ('prairie', -43, 1.277), ('naïve', -64, 1.296), ('prairie', -25, 8.157), ('ridge', -61, 8.61), ('delta', 56, 5.99), ('birch', 90, 7.088), ('birch', -96, 7.524), ('maple', -26, 3.482)]
k = -4
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('(db.create_function("twice", 1, lambda v: v * 2), db.execute("select twice(n) from t order by n limit 3").fetchall())')
show('db.execute("select :a || :b, typeof(:a), quote(:b)", {"a": "x", "b": k}).fetchone()')
show('[description[0] for description in db.execute("select name as a, n from t").description]')
show('(db.commit(), db.execute("insert into t values(\'z\', 1, 1)"), db.rollback(), db.in_transaction)')
show('db.execute("select abs(-9223372036854775808)").fetchone()')
show('db.execute("explain query plan select * from t where name = \'a\'").fetchall()[0][3][:6]')
show('len(list(db.iterdump())) > 3, sqlite3.threadsafety in (0, 1, 3), sqlite3.paramstyle')
show('db.execute("select name, count(*), group_concat(n) from t group by name order by name").fetchall()')
show('db.execute("select ?", ()).fetchone()')
show('db.execute("select name from t where name like \'s%\' or name glob \'*a*\' order by 1").fetchall()')
show('db.executescript("create view v as select n from t; select 1;").fetchall(), db.execute("select count(*) > 0 from v").fetchone()')
show('db.execute("select name, n from t where n > ? order by n, name", (k,)).fetchall()')
show('db.execute("select ?", (2**64,)).fetchone()')
show('(db.execute("create table p(id integer primary key, v blob)"), db.execute("insert into p(v) values(?)", (b"ab\\x00",)).lastrowid, db.execute("select v, hex(v) from p").fetchone())')
show('(db.execute("pragma foreign_keys = on"), db.execute("create table c(p references p(id))"), db.execute("insert into c values(99)"))')
show('(db.execute("update t set n = n + 1 where n < 0").rowcount, db.execute("delete from t where n > 90").rowcount, db.total_changes > 0)')
