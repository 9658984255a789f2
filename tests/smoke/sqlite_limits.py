"""SQL and data that nest deep or hold many wildcards end in an error of SQLite, not in a trap; usual ones work."""
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

import sqlite3


def fresh():
    connection = sqlite3.connect(":memory:")
    connection.execute("create table t (x)")
    connection.execute("insert into t values (1)")
    return connection


def views(depth, select):
    connection = fresh()
    connection.execute("create view v0 as select x from t")
    for n in range(depth):
        connection.execute(f"create view v{n + 1} as {select.format(n)}")
    return connection.execute(f"select x from v{depth}").fetchone()


def triggers(depth):
    connection = fresh()
    for n in range(depth + 1):
        connection.execute(f"create table u{n} (x)")
        if n:
            connection.execute(f"create trigger g{n} after insert on u{n} begin insert into u{n - 1} values (new.x); end")
    connection.execute(f"insert into u{depth} values (1)")
    return connection.execute("select x from u0").fetchone()


def nested(before, middle, after=""):
    return lambda depth: fresh().execute(f"select {before * depth}{middle}{after * depth} from t").fetchone()


def chain(operator, term="x"):
    return lambda length: fresh().execute(f"select {operator.join([term] * length)} from t").fetchone()


def tables(depth):
    parts = ["c0 (x) as (select 1)"] + [f"c{n + 1} (x) as (select x from c{n})" for n in range(depth)]
    return fresh().execute(f"with {', '.join(parts)} select x from c{depth}").fetchone()


def like(operator, wildcard):
    return lambda count: fresh().execute(f"select ? {operator} ?", ("a" * count + "c", f"{wildcard}a" * count + "b")).fetchone()


def generated(depth, term="{} + 1"):
    """Columns each of which is made from the one before."""
    connection = sqlite3.connect(":memory:")
    columns = ["c0"] + [f"c{n + 1} as ({term.format(f'c{n}')})" for n in range(depth)]
    connection.execute(f"create table g ({', '.join(columns)})")
    connection.execute("insert into g (c0) values (1)")
    return connection.execute(f"select {'abs(' * 250}c{depth}{')' * 250} from g").fetchone()


def bounded(function, works, *fails):
    """function(works) gives a row; each of function(fails) is an SQL error."""
    if function(works) is None:
        return False
    for depth in fails:
        try:
            function(depth)
        except sqlite3.Error:
            continue
        return False
    return True


check("views", lambda: bounded(lambda n: views(n, "select x from v{}"), 100, 600, 1000))
check("views with sums", lambda: bounded(lambda n: views(n, "select sum(x) as x from v{} group by x"), 100, 600))
check("common table expressions", lambda: bounded(tables, 150, 820, 5000))
check("subqueries in from", lambda: bounded(lambda n: fresh().execute(
    f"select * from {'(select * from ' * n}t{')' * n}").fetchone(), 100, 400, 5000))
check("subqueries in expressions", lambda: bounded(nested("(select ", "1", ")"), 30, 400, 5000))
check("triggers", lambda: bounded(triggers, 100, 600))
check("generated columns", lambda: bounded(generated, 90, 450, 1900))
check("generated columns of deep expressions", lambda: bounded(
    lambda n: generated(n, "abs(" * 90 + "{}" + ")" * 90), 4, 10, 100))
check("calls", lambda: bounded(nested("abs(", "x", ")"), 200, 880, 5000))
check("calls of more arguments", lambda: bounded(nested("coalesce(x, ", "x", ")"), 150, 880, 5000))
check("parentheses", lambda: bounded(nested("(", "x", ")"), 500, 3000, 50_000))
check("case", lambda: bounded(nested("case when x then ", "x", " end"), 150, 900, 5000))
check("between", lambda: bounded(nested("x between 0 and (", "x", ")"), 150, 480, 5000))
check("not", lambda: bounded(nested("not ", "x"), 700, 1000, 5000))
check("collate", lambda: bounded(nested("", "x", " collate nocase"), 500, 20_000))
check("sums", lambda: bounded(chain(" + "), 700, 1000, 5000))
check("concatenations", lambda: bounded(chain(" || "), 700, 1000, 5000))
check("alternatives", lambda: bounded(chain(" or ", "x = 2"), 700, 1000, 5000))
check("like", lambda: bounded(like("like", "%"), 900, 3252, 10_000))
check("glob", lambda: bounded(like("glob", "*"), 900, 3252, 10_000))
check("a long pattern of few wildcards", lambda: like("like", "%" + "a" * 20_000)(2) == (0,))

print(f"{passed}/{total} PASS" + (f" ({skipped} skipped)" if skipped else ""))
sys.exit(0 if passed == total else 1)
