"""sqlite_02: written by generate.py."""
import re
import sqlite3


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [('fjord', -56, 6.484), ('straße', -82, 8.245), ('amber', -88, 2.289), ('maple', -33, 6.856), ('lagoon', 11, 4.949), ('tundra', 59, 6.961), ('grove', -96, 8.382), ('birch', -81, 3.215), ('ember', 18, 4.189), ('amber', 93, 7.628), ('naïve', -2, 4.638), ('ocean', 17, 2.301)]
k = 4
db = sqlite3.connect(":memory:")
show('(db.execute("create table t(name text, n integer, x real)"), db.executemany("insert into t values(?,?,?)", rows).rowcount)')
show('sqlite3.complete_statement("select 1;"), sqlite3.complete_statement("select")')
show('db.execute("select :a || :b, typeof(:a), quote(:b)", {"a": "x", "b": k}).fetchone()')
show('db.execute("select * from nothing")')
show('(db.execute("create unique index if not exists u on t(name, n, x)"), db.execute("pragma index_list(t)").fetchall()[0][1])')
show('(setattr(db, "row_factory", sqlite3.Row), (lambda row: (row.keys(), row["a"], tuple(row)))(db.execute("select 1 as a, 2 as b").fetchone()), setattr(db, "row_factory", None))')
show('db.execute("select round(avg(x), 6), printf(\'%05d|%.2f\', ?, 1.5), upper(\'äbc\'), length(\'äbc\')", (k,)).fetchone()')
show('db.execute("selec 1")')
show('(db.execute("create table p(id integer primary key, v blob)"), db.execute("insert into p(v) values(?)", (b"ab\\x00",)).lastrowid, db.execute("select v, hex(v) from p").fetchone())')
show('db.execute("select count(*), sum(n), max(x), total(n) from t").fetchone()')
show('(db.commit(), db.execute("insert into t values(\'z\', 1, 1)"), db.rollback(), db.in_transaction)')
show('db.execute("insert into t values(1, 2)")')
show('db.execute("select ?", ()).fetchone()')
show('(db.create_collation("rev", lambda a, b: (a < b) - (a > b)), db.execute("select distinct name from t order by name collate rev").fetchall())')
show('[description[0] for description in db.execute("select name as a, n from t").description]')
show('db.execute("select name, count(*), group_concat(n) from t group by name order by name").fetchall()')
show('db.executescript("create view v as select n from t; select 1;").fetchall(), db.execute("select count(*) > 0 from v").fetchone()')
