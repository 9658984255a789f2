"""sqlite_10: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('quartz', 59, 1.816), ('niche', -58, 7.333), ('ridge', -52, 8.227), ('ember', -73, 2.411), ('islet', -45, 1.236), ('birch', 9, 7.365), ('knoll', 47, 3.242), ('tundra', -1, 0.191), ('straße', 68, 6.425), ('tundra', 41, 1.442), ('grove', 80, 1.295), ('ember', 55, 5.775)]
k = -9
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('(db.execute("update t set n = n + 1 where n < 0").rowcount, db.execute("delete from t where n > 90").rowcount, db.total_changes > 0)')
show('sqlite3.complete_statement("select 1;"), sqlite3.complete_statement("select")')
show('(db.execute("pragma foreign_keys = on"), db.execute("create table c(p references p(id))"), db.execute("insert into c values(99)"))')
show('[description[0] for description in db.execute("select name as a, n from t").description]')
show('db.execute("select ?", (2**64,)).fetchone()')
show('db.execute("select name, count(*), group_concat(n) from t group by name order by name").fetchall()')
show('db.execute("with recursive f(a, b) as (values(0, 1) union all select b, a + b from f limit 12) select group_concat(a) from f").fetchone()')
show('db.execute("select name from t where name like \'s%\' or name glob \'*a*\' order by 1").fetchall()')
show('db.execute("select ?", ()).fetchone()')
show('db.execute("select abs(-9223372036854775808)").fetchone()')
show('(db.create_collation("rev", lambda a, b: (a < b) - (a > b)), db.execute("select distinct name from t order by name collate rev").fetchall())')
show('(db.commit(), db.execute("insert into t values(\'z\', 1, 1)"), db.rollback(), db.in_transaction)')
show('db.execute("select json_extract(\'{\\"a\\": [1, 2]}\', \'$.a[1]\'), json_group_array(n) from (select n from t order by n)").fetchone()')
show('(db.execute("create table p(id integer primary key, v blob)"), db.execute("insert into p(v) values(?)", (b"ab\\x00",)).lastrowid, db.execute("select v, hex(v) from p").fetchone())')
show('len(list(db.iterdump())) > 3, sqlite3.threadsafety in (0, 1, 3), sqlite3.paramstyle')
show('(db.execute("create unique index if not exists u on t(name, n, x)"), db.execute("pragma index_list(t)").fetchall()[0][1])')
