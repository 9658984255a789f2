#!/usr/bin/env python3
"""sqlite_kills.py WASMTIME FILE.wasm [--kills N] [--seed N]: ends guests in the middle of SQLite transactions.

A guest moves money between the rows of a database and says after each commit how many there have been. It is killed at a random
moment; the next guest has to find every commit that was said, the same sum, a database that PRAGMA integrity_check finds right,
and has to be let in to write. With a rollback journal and with write-ahead logging in turn. Exit codes 0, 1."""
import argparse
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROWS, SUM = 200, 20_000

GUEST = """
import random, sqlite3, sys
mode, seed = sys.argv[1:]
random.seed(int(seed))
db = sqlite3.connect("/data/a.db", isolation_level=None)
db.execute(f"PRAGMA journal_mode={mode}")
db.execute("CREATE TABLE IF NOT EXISTS account(id INTEGER PRIMARY KEY, money INTEGER, note TEXT)")
db.execute("CREATE TABLE IF NOT EXISTS commits(number INTEGER)")
if not db.execute("SELECT count(*) FROM commits").fetchone()[0]:
    db.execute("BEGIN")
    db.executemany("INSERT INTO account VALUES(?, 100, ?)", [(i, "x" * 500) for i in range(200)])
    db.execute("INSERT INTO commits VALUES(0)")
    db.execute("COMMIT")
print("ready", flush=True)
while True:
    db.execute("BEGIN IMMEDIATE")
    for _ in range(20):
        one, other, much = random.randrange(200), random.randrange(200), random.randrange(50)
        db.execute("UPDATE account SET money = money - ?, note = ? WHERE id = ?", (much, "y" * random.randrange(900), one))
        db.execute("UPDATE account SET money = money + ? WHERE id = ?", (much, other))
    db.execute("UPDATE commits SET number = number + 1")
    db.execute("COMMIT")
    print(db.execute("SELECT number FROM commits").fetchone()[0], flush=True)
"""

CHECK = """
import sqlite3
db = sqlite3.connect("/data/a.db", timeout=0)
print(db.execute("PRAGMA integrity_check").fetchone()[0], db.execute("SELECT count(*), sum(money) FROM account").fetchone(),
      db.execute("SELECT number FROM commits").fetchone()[0])
db.execute("CREATE TABLE IF NOT EXISTS visits(number INTEGER)")
db.execute("INSERT INTO visits VALUES(1)")
db.commit()
"""


def guest(options, folder, *words):
    return [options.wasmtime, "run", "-C", "cache=y", "--dir", f"{folder}::/data", options.file, *words]


def kill_one(options, folder, mode, moment):
    """The last number that the guest said, and whether it was killed after its start."""
    process = subprocess.Popen(guest(options, folder, "-c", GUEST, mode, str(moment.randrange(1 << 30))), stdout=subprocess.PIPE, text=True)
    ready = process.stdout.readline() == "ready\n"
    time.sleep(moment.uniform(0, 0.25))
    process.kill()
    said = process.stdout.read().split("\n")[:-1]  # what has no line end was not said
    process.wait()
    return int(said[-1]) if said else 0, ready


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wasmtime")
    parser.add_argument("file")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    moment, failures, inside, commits = random.Random(options.seed), 0, 0, 0
    for mode in ("delete", "wal"):
        with tempfile.TemporaryDirectory() as folder:
            for number in range(options.kills // 2):
                said, ready = kill_one(options, folder, mode, moment)
                inside += any(path.stat().st_size for path in pathlib.Path(folder).glob("a.db-*"))
                done = subprocess.run(guest(options, folder, "-c", CHECK), capture_output=True, text=True)
                words = done.stdout.split()
                found = int(words[-1]) if words else -1
                good = ready and done.returncode == 0 and done.stdout.startswith(f"ok ({ROWS}, {SUM}) ") and found >= max(said, commits)
                failures += not good
                if not good:
                    print(f"FAIL {mode}, kill {number}: {said} commits were said, {commits} were there before; found: {done.stdout}{done.stderr}")
                commits = found
            print(f"{mode}: {commits} commits, {options.kills // 2} kills")
            commits = 0
    print(f"{options.kills} kills, {inside} of them with a journal left behind, {failures} failures")
    if not inside:
        print("FAIL no kill came in the middle of a transaction: this shows nothing")
    return 1 if failures or not inside else 0


sys.exit(main())
