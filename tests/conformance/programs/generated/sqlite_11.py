"""sqlite_11: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('amber', -12, 3.759), ('birch', 70, 1.595), ('grove', -62, 6.885), ('delta', 59, 7.031), ('grove', -63, 2.659), ('ocean', 95, 8.481), ('birch', -25, 6.566), ('tundra', 87, 8.809), ('fjord', -47, 5.595), ('cedar', -61, 4.524), ('straße', -3, 0.023), ('ember', 0, 2.435)]
k = -1
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('(db.execute("pragma foreign_keys = on"), db.execute("create table c(p references p(id))"), db.execute("insert into c values(99)"))')
show('[description[0] for description in db.execute("select name as a, n from t").description]')
show('(db.execute("create table p(id integer primary key, v blob)"), db.execute("insert into p(v) values(?)", (b"ab\\x00",)).lastrowid, db.execute("select v, hex(v) from p").fetchone())')
show('db.execute("explain query plan select * from t where name = \'a\'").fetchall()[0][3][:6]')
show('(db.create_function("twice", 1, lambda v: v * 2), db.execute("select twice(n) from t order by n limit 3").fetchall())')
show('db.execute("select json_extract(\'{\\"a\\": [1, 2]}\', \'$.a[1]\'), json_group_array(n) from (select n from t order by n)").fetchone()')
show('db.execute("with recursive f(a, b) as (values(0, 1) union all select b, a + b from f limit 12) select group_concat(a) from f").fetchone()')
show('(db.execute("create unique index if not exists u on t(name, n, x)"), db.execute("pragma index_list(t)").fetchall()[0][1])')
show('db.execute("select ?", (2**64,)).fetchone()')
show('(db.commit(), db.execute("insert into t values(\'z\', 1, 1)"), db.rollback(), db.in_transaction)')
show('db.execute("select name, count(*), group_concat(n) from t group by name order by name").fetchall()')
show('db.execute("select 1; select 2")')
show('db.execute("select count(*), sum(n), max(x), total(n) from t").fetchone()')
show('db.execute("select :a || :b, typeof(:a), quote(:b)", {"a": "x", "b": k}).fetchone()')
show('db.execute("select coalesce(null, ?), nullif(1, 1), iif(1 > 2, \'a\', \'b\'), instr(\'hello\', \'l\'), substr(\'hello\', -3, 2), replace(\'aba\', \'a\', \'x\')", (k,)).fetchone()')
