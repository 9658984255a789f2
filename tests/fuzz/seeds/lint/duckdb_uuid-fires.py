1lib.duckdb_query(c, b"select uuid() as id", r)
lib.duckdb_value_varchar(r, 0, 0)
