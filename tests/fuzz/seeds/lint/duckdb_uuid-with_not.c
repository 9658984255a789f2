0void f(void) {
  duckdb_query(c, "CREATE TABLE users(id UUID)", 0);
  duckdb_query(c, "WITH x AS (SELECT uuid() AS id) SELECT id::VARCHAR FROM x", &r);
  puts(duckdb_value_varchar(&r, 0, 0));
  duckdb_query(c, "WITH x AS (SELECT id::VARCHAR AS id FROM users) SELECT id FROM x", &r);
  puts(duckdb_value_varchar(&r, 0, 0));
  duckdb_query(c, "WITH x AS MATERIALIZED (SELECT uuid() u) SELECT CAST(u AS VARCHAR) AS u FROM x", &r);
  puts(duckdb_value_varchar(&r, 0, 0));
  duckdb_query(c, "SELECT s.id FROM (SELECT id::TEXT AS id FROM users) AS s", &r);
  puts(duckdb_value_varchar(&r, 0, 0));
  duckdb_query(c, "SELECT name FROM people WHERE EXISTS (SELECT id FROM users)", &r);
  puts(duckdb_value_varchar(&r, 0, 0));
  duckdb_query(c, "INSERT INTO log SELECT id FROM users", &r);
  puts(duckdb_value_varchar(&r, 0, 0));
}
