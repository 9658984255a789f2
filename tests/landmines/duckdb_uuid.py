#!/usr/bin/env python3
"""Proof of the landmine duckdb-uuid: duckdb_value_varchar on a UUID column gives NULL; cast to VARCHAR in SQL, it
gives the text. Seen on duckdb 2.0.0, through the C API that PyPI's wheel exports.

Passes while the pinned version does so. Fails, saying so, when a newer one gives the text: then the rule of `pylonctl
lint` needs that version as its end.
"""
import ctypes
import sys

import _duckdb
import duckdb

TEXT = "11111111-2222-3333-4444-555555555555"


class Result(ctypes.Structure):
    """duckdb_result of duckdb.h."""

    _fields_ = [("deprecated_column_count", ctypes.c_uint64), ("deprecated_row_count", ctypes.c_uint64),
                ("deprecated_rows_changed", ctypes.c_uint64), ("deprecated_columns", ctypes.c_void_p),
                ("deprecated_error_message", ctypes.c_char_p), ("internal_data", ctypes.c_void_p)]


class Database:
    """An in-memory database, by the C API."""

    def __init__(self):
        self.api = ctypes.CDLL(_duckdb.__file__)
        self.api.duckdb_value_varchar.restype = ctypes.c_void_p
        self.api.duckdb_value_varchar.argtypes = [ctypes.POINTER(Result), ctypes.c_uint64, ctypes.c_uint64]
        self.api.duckdb_free.argtypes = [ctypes.c_void_p]
        self.database, self.connection = ctypes.c_void_p(), ctypes.c_void_p()
        assert self.api.duckdb_open(None, ctypes.byref(self.database)) == 0
        assert self.api.duckdb_connect(self.database, ctypes.byref(self.connection)) == 0

    def first_value(self, sql):
        """duckdb_value_varchar of the first row's first column."""
        result = Result()
        assert self.api.duckdb_query(self.connection, sql.encode(), ctypes.byref(result)) == 0, sql
        pointer = self.api.duckdb_value_varchar(ctypes.byref(result), 0, 0)
        text = ctypes.string_at(pointer).decode() if pointer else None
        self.api.duckdb_free(pointer)
        self.api.duckdb_destroy_result(ctypes.byref(result))
        return text


def main():
    database = Database()
    database.first_value(f"CREATE TABLE t AS SELECT '{TEXT}'::UUID AS id, 'x' AS name")
    seen = {column: database.first_value(f"SELECT {column} FROM t") for column in ("name", "id", "id::VARCHAR")}
    print(f"duckdb {duckdb.__version__}: {seen}")
    assert seen["name"] == "x" and seen["id::VARCHAR"] == TEXT, "the C API is not used rightly here"
    if seen["id"] is not None:
        print(f"duckdb {duckdb.__version__} gives the text of a UUID: give the rule duckdb-uuid that version as its end")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
