1lib.duckdb_value_varchar.restype = c_void_p
lib.duckdb_query(c, b"select name from users", r)
lib.duckdb_value_varchar(r, 0, 0)
