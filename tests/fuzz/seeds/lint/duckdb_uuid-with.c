0void f(void) {
  duckdb_query(c, "CREATE TABLE users(id UUID)", 0);
  duckdb_query(c, "WITH x AS (SELECT uuid() AS id) SELECT id FROM x", &r);
  puts(duckdb_value_varchar(&r, 0, 0));
  duckdb_query(c, "WITH x(a) AS (SELECT id FROM users), y AS (SELECT * FROM x) SELECT y.a FROM y", &r);
  puts(duckdb_value_varchar(&r, 0, 0));
  duckdb_query(c, "SELECT s.k FROM (SELECT id AS k FROM users) s", &r);
  puts(duckdb_value_varchar(&r, 0, 0));
  duckdb_query(c, "INSERT INTO users SELECT uuid() RETURNING id", &r);
  puts(duckdb_value_varchar(&r, 0, 0));
  duckdb_query(c, "FROM users SELECT id", &r);
  puts(duckdb_value_varchar(&r, 0, 0));
}
