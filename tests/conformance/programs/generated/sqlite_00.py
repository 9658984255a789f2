"""sqlite_00: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('islet', -84, 4.22), ('straße', 21, 4.4), ('naïve', 90, 5.6), ('amber', 9, 2.017), ('birch', -68, 6.759), ('amber', 19, 7.145), ('islet', 79, 2.182), ('birch', -36, 8.526), ('naïve', 10, 6.612), ('islet', 19, 4.894), ('naïve', -7, 5.32), ('tundra', 47, 4.935)]
k = 21
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('db.execute("select coalesce(null, ?), nullif(1, 1), iif(1 > 2, \'a\', \'b\'), instr(\'hello\', \'l\'), substr(\'hello\', -3, 2), replace(\'aba\', \'a\', \'x\')", (k,)).fetchone()')
show('(db.commit(), db.execute("insert into t values(\'z\', 1, 1)"), db.rollback(), db.in_transaction)')
show('(db.execute("update t set n = n + 1 where n < 0").rowcount, db.execute("delete from t where n > 90").rowcount, db.total_changes > 0)')
show('db.execute("with recursive f(a, b) as (values(0, 1) union all select b, a + b from f limit 12) select group_concat(a) from f").fetchone()')
show('db.execute("select count(*), sum(n), max(x), total(n) from t").fetchone()')
show('db.execute("select n, row_number() over (order by n, x), sum(n) over (order by n, x) from t order by n, x limit 5").fetchall()')
show('db.execute("select 9223372036854775807 + 1, 1/0, 7/2, -7 % 3, 1e308*10, x\'00ff\', null is null").fetchone()')
show('(setattr(db, "row_factory", sqlite3.Row), (lambda row: (row.keys(), row["a"], tuple(row)))(db.execute("select 1 as a, 2 as b").fetchone()), setattr(db, "row_factory", None))')
show('db.execute("select name from t where name like \'s%\' or name glob \'*a*\' order by 1").fetchall()')
show('db.execute("explain query plan select * from t where name = \'a\'").fetchall()[0][3][:6]')
show('len(list(db.iterdump())) > 3, sqlite3.threadsafety in (0, 1, 3), sqlite3.paramstyle')
show('(db.create_collation("rev", lambda a, b: (a < b) - (a > b)), db.execute("select distinct name from t order by name collate rev").fetchall())')
show('db.execute("select name, count(*), group_concat(n) from t group by name order by name").fetchall()')
show('db.execute("select :a || :b, typeof(:a), quote(:b)", {"a": "x", "b": k}).fetchone()')
show('(db.execute("create table p(id integer primary key, v blob)"), db.execute("insert into p(v) values(?)", (b"ab\\x00",)).lastrowid, db.execute("select v, hex(v) from p").fetchone())')
