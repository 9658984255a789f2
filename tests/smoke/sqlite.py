"""SQLite: types, transactions, functions of our own, full text, files, and errors that are exceptions."""
# ---- The canonical gate: the same text in every smoke, so that each runs alone, by hand.
import os
import sys


def _probe(mod):
    try:
        __import__(mod)
        return True
    except BaseException:
        return False


_HAVE_NUMPY = _probe("numpy")
_REQUIRE_FAT = os.environ.get("PYLON_REQUIRE_FAT") == "1"
_NUMPY = ("numpy", _HAVE_NUMPY)
passed = total = skipped = 0


def check(label, thunk, requires=()):
    """Counts one check, which passes when thunk() is true. What it requires and is not there makes it a SKIP, which
    counts as passed; with PYLON_REQUIRE_FAT=1, as in a release cut, it makes it a FAIL that names what is missing."""
    global passed, total, skipped
    total += 1
    print(f"{label}: ", end="", flush=True)  # so that a trap shows where it struck
    missing = ", ".join(name for name, have in requires if not have)
    if missing and not _REQUIRE_FAT:
        passed += 1
        skipped += 1
        print(f"SKIP (needs {missing})")
        return
    try:
        problem = f"needs {missing}" if missing else "" if thunk() else "not true"
    except BaseException as error:
        problem = repr(error)
    passed += not problem
    print(f"FAIL ({problem})" if problem else "ok")
# ---- End of the gate.
# Needs: _sqlite3

import datetime
import shutil
import sqlite3
import tempfile


def fresh():
    connection = sqlite3.connect(":memory:")
    connection.execute("create table t (n integer primary key, s text, r real, b blob)")
    connection.executemany("insert into t values (?, ?, ?, ?)", [(n, f"row {n} é", n / 2, bytes([n % 256])) for n in range(1000)])
    connection.commit()
    return connection


def one(sql, *values):
    return fresh().execute(sql, values).fetchone()[0]


def raises(error, thunk):
    try:
        thunk()
    except error:
        return True
    return False


def transaction():
    connection = fresh()
    try:
        with connection:
            connection.execute("delete from t")
            raise KeyError
    except KeyError:
        pass
    return connection.execute("select count(*) from t").fetchone() == (1000,)


def own_functions():
    connection = fresh()

    class Longest:
        def __init__(self):
            self.longest = ""

        def step(self, value):
            self.longest = max(self.longest, value, key=len)

        def finalize(self):
            return self.longest

    connection.create_function("twice", 1, lambda x: x * 2, deterministic=True)
    connection.create_aggregate("longest", 1, Longest)
    connection.create_collation("backwards", lambda a, b: (a < b) - (a > b))
    return (connection.execute("select twice(21)").fetchone() == (42,)
            and connection.execute("select length(longest(s)) from t").fetchone() == (9,)
            and connection.execute("select n from t order by s collate backwards limit 1").fetchone() == (999,))


def failing_function():
    connection = fresh()
    connection.create_function("fails", 0, lambda: 1 // 0)
    return raises(sqlite3.OperationalError, lambda: connection.execute("select fails()").fetchone())


def file():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.db")
        with sqlite3.connect(path) as connection:
            connection.execute("create table t (n)")
            connection.executemany("insert into t values (?)", ((n,) for n in range(10_000)))
        connection.close()
        again = sqlite3.connect(path)
        again.execute("delete from t where n % 2")
        again.commit()
        again.execute("vacuum")
        found = again.execute("select count(*) from t").fetchone(), again.execute("pragma integrity_check").fetchone()
        again.close()
        return found == ((5000,), ("ok",))


def in_folder(function):
    with tempfile.TemporaryDirectory() as folder:
        return function(os.path.join(folder, "a.db"))


def ended(path):
    """The database and its journals as they are now, under another name: what a guest leaves that is ended here."""
    for suffix in "", "-wal", "-journal":
        if os.path.exists(path + suffix):
            shutil.copyfile(path + suffix, path + "2" + suffix)
    return path + "2"


def count(path):
    connection = sqlite3.connect(path, timeout=0)
    found = connection.execute("select count(*) from t").fetchone()[0]
    whole = connection.execute("pragma integrity_check").fetchone() == ("ok",)
    connection.close()
    return found if whole else "damaged"


def write_ahead(path):
    connection = sqlite3.connect(path)
    mode = connection.execute("pragma journal_mode=wal").fetchone()
    connection.execute("create table t (n)")
    connection.executemany("insert into t values (?)", ((n,) for n in range(1000)))
    connection.commit()
    connection.execute("insert into t values (-1)")  # is lost with the guest
    copy = ended(path)
    reader = sqlite3.connect(path, timeout=0)
    seen = reader.execute("select count(*) from t").fetchone()[0]
    connection.commit()
    seen_later = reader.execute("select count(*) from t").fetchone()[0]
    reader.close()
    connection.close()
    return (mode, os.path.exists(copy + "-wal"), count(copy), seen, seen_later) == (("wal",), True, 1000, 1000, 1001)


def leaves_write_ahead(path):
    connection = sqlite3.connect(path)
    connection.execute("pragma journal_mode=wal")
    connection.execute("create table t (n)")
    connection.commit()
    mode = connection.execute("pragma journal_mode=delete").fetchone()
    connection.close()
    return mode == ("delete",) and os.listdir(os.path.dirname(path)) == ["a.db"] and count(path) == 0


def hot_journal(path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma cache_size=5")
    connection.execute("create table t (n, s)")
    connection.executemany("insert into t values (?, ?)", [(n, "x" * 500) for n in range(100)])
    connection.execute("begin immediate")
    connection.execute("delete from t where n >= 50")
    connection.executemany("insert into t values (?, ?)", [(n, "y" * 500) for n in range(1000)])
    copy = ended(path)
    connection.execute("rollback")
    return os.path.getsize(copy + "-journal") > 0 and count(copy) == count(path) == 100


def locks_within_a_run(path):
    first, second = (sqlite3.connect(path, timeout=0, isolation_level=None) for _ in range(2))
    first.execute("create table t (n)")
    first.execute("begin immediate")
    locked = raises(sqlite3.OperationalError, lambda: second.execute("begin immediate"))
    read = second.execute("select count(*) from t").fetchone()
    first.execute("commit")
    second.execute("insert into t values (1)")
    return locked and read == (0,) and os.listdir(os.path.dirname(path)) == ["a.db"]


def stale_lock(path):
    sqlite3.connect(path).execute("create table t (n)").connection.close()
    os.mkdir(path + ".lock")  # as releases before left it when a guest was ended in a transaction
    return count(path) == 0


def backup():
    copy = sqlite3.connect(":memory:")
    fresh().backup(copy)
    return copy.execute("select count(*) from t").fetchone() == (1000,) and len(fresh().serialize()) % 4096 == 0


def full_text():
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table t using fts5(body)")
    connection.executemany("insert into t values (?)", [("static Python in one file",), ("another text",)])
    return connection.execute("select rowid from t where t match 'pyth*'").fetchall() == [(1,)]


def two_files(database):
    """The journal that names both is removed for good: SQLite syncs the folder then, which hosts of WASI cannot."""
    folder = os.path.dirname(database)
    connection = sqlite3.connect(f"{folder}/one.db")
    connection.execute("attach ? as other", (f"{folder}/two.db",))
    connection.execute("pragma main.synchronous = extra")
    with connection:
        connection.execute("create table main.t (x)")
        connection.execute("create table other.t (x)")
    with connection:
        connection.execute("insert into main.t values (1)")
        connection.execute("insert into other.t values (2)")
    connection.close()
    return ([sqlite3.connect(f"{folder}/{name}.db").execute("select x from t").fetchall() for name in ("one", "two")] == [[(1,)], [(2,)]]
            and sorted(os.listdir(folder)) == ["one.db", "two.db"])


check("numbers, text, bytes", lambda: fresh().execute("select * from t where n = 7").fetchone() == (7, "row 7 é", 3.5, b"\x07"))
check("large integers", lambda: one("select ?", 2**63 - 1) == 2**63 - 1)
check("an integer that is too large is an exception", lambda: raises(OverflowError, lambda: one("select ?", 2**63)))
check("sums and windows", lambda: one("select sum(n) from t") == 499500
      and one("select avg(n) over (order by n rows 2 preceding) from t limit 1 offset 5") == 4)
check("JSON", lambda: one("""select json_extract('{"a": [1, 2, 3]}', '$.a[1]')""") == 2)
check("dates", lambda: one("select date('2024-02-29', '+1 year')") == "2025-03-01")
check("mathematics", lambda: abs(one("select cos(0)") - 1) < 1e-12)
check("recursive queries", lambda: one("with recursive c(x) as (select 1 union all select x + 1 from c where x < 1000) select sum(x) from c") == 500500)
check("a transaction is rolled back", transaction)
check("functions, aggregates and collations of our own", own_functions)
check("a function that fails is an exception", failing_function)
check("wrong SQL is an exception", lambda: raises(sqlite3.OperationalError, lambda: fresh().execute("selekt")))
check("a broken constraint is an exception", lambda: raises(sqlite3.IntegrityError, lambda: fresh().execute("insert into t (n) values (1)")))
check("a folder that is not there is an exception", lambda: raises(sqlite3.OperationalError, lambda: sqlite3.connect("/no/such/folder/a.db")))
check("a file", file)
check("backup and serialize", backup)
check("write-ahead logging", lambda: in_folder(write_ahead))
check("write-ahead logging is left again", lambda: in_folder(leaves_write_ahead))
check("a journal that a guest left is rolled back", lambda: in_folder(hot_journal))
check("locks within a run, and nothing beside the file", lambda: in_folder(locks_within_a_run))
check("a lock that a guest left", lambda: in_folder(stale_lock))
check("a transaction over two files", lambda: in_folder(two_files))
check("full text", full_text)
check("rows by name", lambda: (lambda c: (setattr(c, "row_factory", sqlite3.Row), c.execute("select s from t").fetchone()["s"])[1])(fresh()) == "row 0 é")
check("dump", lambda: len(list(fresh().iterdump())) == 1003)
check("a date of Python", lambda: one("select ?", datetime.date(2025, 1, 2).isoformat()) == "2025-01-02")

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
