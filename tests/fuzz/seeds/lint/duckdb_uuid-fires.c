0void f(duckdb_connection c) {
  duckdb_query(c, "CREATE TABLE users(name VARCHAR, id UUID DEFAULT uuid(), price DECIMAL(1, 2), key uuid)", NULL);
  duckdb_query(c, "SELECT id, name AS n, u.key "
                  "FROM users u", &result);
  puts(duckdb_value_varchar(&result, 0, row));
  puts(duckdb_value_varchar(&result, 1, row));
  puts(duckdb_value_varchar(&result, column, row));
  duckdb_query(c, "SELECT * FROM users", &result);
  puts(duckdb_value_varchar(&result, 1, 0));
  puts(duckdb_value_varchar(&result, 0, 0));
  duckdb_query(c, "INSERT INTO users VALUES ('x') RETURNING \"id\"", &result);
  puts(duckdb_value_varchar(&result, 0, 0));
  duckdb_query(c, "SELECT max(id), CAST('x' AS UUID), 'y'::uuid, gen_random_uuid()", &result);
  puts(duckdb_value_varchar(&result, 0, 0));
  puts(duckdb_value_varchar(&result, 1, 0));
  puts(duckdb_value_varchar(&result, 2, 0));
  puts(duckdb_value_varchar(&result, 3, 0));
}
