"""sqlite_04: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('knoll', -97, 5.256), ('ocean', 19, 4.332), ('islet', -49, 4.928), ('islet', -98, 7.2), ('prairie', -72, 8.419), ('amber', -98, 4.244), ('fjord', 66, 4.374), ('straße', -54, 5.565), ('amber', 71, 3.198), ('quartz', 65, 0.608), ('cedar', -17, 2.297), ('jetty', -76, 8.488)]
k = 2
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('db.execute("select ?", (2**64,)).fetchone()')
show('db.execute("insert into t values(1, 2)")')
show('db.execute("with recursive f(a, b) as (values(0, 1) union all select b, a + b from f limit 12) select group_concat(a) from f").fetchone()')
show('db.execute("select json_extract(\'{\\"a\\": [1, 2]}\', \'$.a[1]\'), json_group_array(n) from (select n from t order by n)").fetchone()')
show('db.execute("select * from nothing")')
show('(db.execute("create unique index if not exists u on t(name, n, x)"), db.execute("pragma index_list(t)").fetchall()[0][1])')
show('(db.execute("update t set n = n + 1 where n < 0").rowcount, db.execute("delete from t where n > 90").rowcount, db.total_changes > 0)')
show('(db.create_collation("rev", lambda a, b: (a < b) - (a > b)), db.execute("select distinct name from t order by name collate rev").fetchall())')
show('db.execute("select count(*), sum(n), max(x), total(n) from t").fetchone()')
show('db.execute("select name, count(*), group_concat(n) from t group by name order by name").fetchall()')
show('db.execute("select :a || :b, typeof(:a), quote(:b)", {"a": "x", "b": k}).fetchone()')
show('db.execute("select n, row_number() over (order by n, x), sum(n) over (order by n, x) from t order by n, x limit 5").fetchall()')
show('(db.execute("pragma foreign_keys = on"), db.execute("create table c(p references p(id))"), db.execute("insert into c values(99)"))')
show('db.execute("select name from t where name like \'s%\' or name glob \'*a*\' order by 1").fetchall()')
show('(db.create_function("twice", 1, lambda v: v * 2), db.execute("select twice(n) from t order by n limit 3").fetchall())')
