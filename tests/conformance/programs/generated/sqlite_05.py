"""sqlite_05: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('jetty', 42, 2.18), ('ocean', -7, 1.906), ('jetty', -77, 1.952), ('heron', -90, 2.878), ('Ωmega', -36, 6.947), ('birch', 92, 2.944), ('delta', 45, 6.444), ('Ωmega', 46, 3.499), ('Ωmega', 91, 5.698), ('quartz', 45, 5.21), ('jetty', -64, 3.02), ('grove', -26, 0.402)]
k = -15
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('sqlite3.complete_statement("select 1;"), sqlite3.complete_statement("select")')
show('db.execute("select coalesce(null, ?), nullif(1, 1), iif(1 > 2, \'a\', \'b\'), instr(\'hello\', \'l\'), substr(\'hello\', -3, 2), replace(\'aba\', \'a\', \'x\')", (k,)).fetchone()')
show('(db.execute("update t set n = n + 1 where n < 0").rowcount, db.execute("delete from t where n > 90").rowcount, db.total_changes > 0)')
show('db.execute("select name from t where name like \'s%\' or name glob \'*a*\' order by 1").fetchall()')
show('(db.execute("pragma foreign_keys = on"), db.execute("create table c(p references p(id))"), db.execute("insert into c values(99)"))')
show('db.execute("select abs(-9223372036854775808)").fetchone()')
show('db.execute("select ?", (2**64,)).fetchone()')
show('[description[0] for description in db.execute("select name as a, n from t").description]')
show('db.execute("with recursive f(a, b) as (values(0, 1) union all select b, a + b from f limit 12) select group_concat(a) from f").fetchone()')
show('db.execute("select round(avg(x), 6), printf(\'%05d|%.2f\', ?, 1.5), upper(\'äbc\'), length(\'äbc\')", (k,)).fetchone()')
show('db.execute("select name, n from t where n > ? order by n, name", (k,)).fetchall()')
show('(db.create_function("twice", 1, lambda v: v * 2), db.execute("select twice(n) from t order by n limit 3").fetchall())')
show('db.execute("select :a || :b, typeof(:a), quote(:b)", {"a": "x", "b": k}).fetchone()')
show('db.execute("select n, row_number() over (order by n, x), sum(n) over (order by n, x) from t order by n, x limit 5").fetchall()')
show('(db.execute("create unique index if not exists u on t(name, n, x)"), db.execute("pragma index_list(t)").fetchall()[0][1])')
