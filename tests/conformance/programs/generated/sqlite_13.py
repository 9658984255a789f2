"""sqlite_13: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('straße', -89, 0.815), ('birch', 86, 4.972), ('islet', 64, 2.211), ('naïve', -54, 6.621), ('heron', -94, 7.757), ('maple', 78, 8.349), ('islet', 28, 5.932), ('birch', 28, 6.437), ('niche', 8, 5.699), ('lagoon', -36, 5.027), ('islet', 87, 8.588), ('grove', 15, 0.715)]
k = -13
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('db.execute("insert into t values(1, 2)")')
show('db.execute("select abs(-9223372036854775808)").fetchone()')
show('db.execute("explain query plan select * from t where name = \'a\'").fetchall()[0][3][:6]')
show('db.execute("select n, row_number() over (order by n, x), sum(n) over (order by n, x) from t order by n, x limit 5").fetchall()')
show('(db.create_function("twice", 1, lambda v: v * 2), db.execute("select twice(n) from t order by n limit 3").fetchall())')
show('db.execute("select ?", (2**64,)).fetchone()')
show('(db.execute("pragma foreign_keys = on"), db.execute("create table c(p references p(id))"), db.execute("insert into c values(99)"))')
show('db.execute("select name, count(*), group_concat(n) from t group by name order by name").fetchall()')
show('db.execute("select name from t where name like \'s%\' or name glob \'*a*\' order by 1").fetchall()')
show('(db.execute("create unique index if not exists u on t(name, n, x)"), db.execute("pragma index_list(t)").fetchall()[0][1])')
show('db.execute("select json_extract(\'{\\"a\\": [1, 2]}\', \'$.a[1]\'), json_group_array(n) from (select n from t order by n)").fetchone()')
show('db.execute("select count(*), sum(n), max(x), total(n) from t").fetchone()')
show('db.execute("selec 1")')
show('db.execute("select 9223372036854775807 + 1, 1/0, 7/2, -7 % 3, 1e308*10, x\'00ff\', null is null").fetchone()')
show('db.execute("select 1; select 2")')
show('db.execute("select * from nothing")')
