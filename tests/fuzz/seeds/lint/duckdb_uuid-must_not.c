0char *duckdb_value_varchar(duckdb_result *result, idx_t col, idx_t row);
void f(duckdb_connection c) {
  duckdb_query(c, "CREATE TABLE users(id UUID, name VARCHAR)", NULL);
  duckdb_query(c, "SELECT id::VARCHAR, CAST(id AS VARCHAR), name, lower(id) -- id\n FROM users WHERE id = uuid()", &r);
  puts(duckdb_value_varchar(&r, column, row));
  duckdb_query(c, "SELECT * FROM users", &r);
  puts(duckdb_value_varchar(&r, 1, row));
  // duckdb_value_varchar(&r, 0, row)
  puts("duckdb_value_varchar(&r, 0, row)");
}
