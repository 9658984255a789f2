"""sqlite_01: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('lagoon', -82, 8.45), ('amber', 39, 1.034), ('fjord', -56, 1.085), ('birch', 90, 7.536), ('ember', -28, 8.697), ('heron', -51, 4.223), ('ember', -18, 8.81), ('ocean', 17, 8.239), ('jetty', -83, 0.745), ('Ωmega', -96, 7.272), ('naïve', 5, 8.09), ('jetty', 36, 6.296)]
k = -17
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('db.execute("select abs(-9223372036854775808)").fetchone()')
show('(db.execute("create unique index if not exists u on t(name, n, x)"), db.execute("pragma index_list(t)").fetchall()[0][1])')
show('db.execute("select count(*), sum(n), max(x), total(n) from t").fetchone()')
show('db.execute("select :a || :b, typeof(:a), quote(:b)", {"a": "x", "b": k}).fetchone()')
show('db.execute("explain query plan select * from t where name = \'a\'").fetchall()[0][3][:6]')
show('db.execute("select ?", (2**64,)).fetchone()')
show('(db.commit(), db.execute("insert into t values(\'z\', 1, 1)"), db.rollback(), db.in_transaction)')
show('(setattr(db, "row_factory", sqlite3.Row), (lambda row: (row.keys(), row["a"], tuple(row)))(db.execute("select 1 as a, 2 as b").fetchone()), setattr(db, "row_factory", None))')
show('(db.execute("create table p(id integer primary key, v blob)"), db.execute("insert into p(v) values(?)", (b"ab\\x00",)).lastrowid, db.execute("select v, hex(v) from p").fetchone())')
show('(db.create_function("twice", 1, lambda v: v * 2), db.execute("select twice(n) from t order by n limit 3").fetchall())')
show('db.execute("select 9223372036854775807 + 1, 1/0, 7/2, -7 % 3, 1e308*10, x\'00ff\', null is null").fetchone()')
show('db.execute("select name from t where name like \'s%\' or name glob \'*a*\' order by 1").fetchall()')
show('db.execute("select round(avg(x), 6), printf(\'%05d|%.2f\', ?, 1.5), upper(\'äbc\'), length(\'äbc\')", (k,)).fetchone()')
show('db.execute("select date(\'2024-02-29\', \'+1 year\'), strftime(\'%Y-%j\', \'2024-12-31\'), julianday(\'2000-01-01\')").fetchone()')
show('db.execute("select * from nothing")')
