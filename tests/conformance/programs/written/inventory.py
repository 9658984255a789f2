"""An inventory in a database, with a report in CSV and JSON."""
import contextlib
import csv
import io
import json
import sqlite3
import sys

with contextlib.closing(sqlite3.connect("inventory.db")) as db:
    db.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, price REAL CHECK (price > 0), stock INTEGER DEFAULT 0)")
    with db:
        db.executemany("INSERT INTO item (name, price, stock) VALUES (?, ?, ?)", [("nut", 0.1, 1000), ("bolt", 0.25, 400), ("gear", 12.5, 7)])
    for bad in [("nut", 1, 1), ("free", 0, 1), (None, 1, 1)]:
        try:
            with db:
                db.execute("INSERT INTO item (name, price, stock) VALUES (?, ?, ?)", bad)
        except sqlite3.IntegrityError as error:
            print("refused:", error)
with contextlib.closing(sqlite3.connect("inventory.db")) as db:
    db.row_factory = sqlite3.Row
    rows = [dict(row) for row in db.execute("SELECT *, price * stock AS worth FROM item ORDER BY worth DESC")]
    writer = csv.DictWriter(sys.stdout, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    print(json.dumps(rows, indent=1))
    print(db.execute("PRAGMA integrity_check").fetchone()[0], db.execute("PRAGMA journal_mode = wal").fetchone()[0])
    print(list(csv.reader(io.StringIO("a;b\n1;2"), delimiter=";")))
