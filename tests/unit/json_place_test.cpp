#include <catch2/catch_test_macros.hpp>

#include "base/json.hpp"

using namespace pylon;

TEST_CASE("the line of a value is found by its JSON path, or that of the nearest parent") {
  constexpr const char* kText = R"({
  "a": {"b": 1, "raw": "x"},
  "text": "\"raw\": {\\",
  "budgets": {
    "list": [1, [2,
      3], {"raw": null}
    ],

    "raw": 7200000
  }
}
)";
  CHECK(line_of_json_path(kText, "/a") == 2);
  CHECK(line_of_json_path(kText, "/a/raw") == 2);
  CHECK(line_of_json_path(kText, "/text") == 3);
  CHECK(line_of_json_path(kText, "/budgets") == 4);
  CHECK(line_of_json_path(kText, "/budgets/raw") == 9);
  CHECK(line_of_json_path(kText, "/budgets/list/1/1") == 6);
  CHECK(line_of_json_path(kText, "/budgets/list/2/raw") == 6);
  CHECK(line_of_json_path(kText, "/budgets/gzip") == 4);
  CHECK(line_of_json_path(kText, "/gate/growth") == 1);
  CHECK(line_of_json_path(kText, "") == 1);
  CHECK(line_of_json_path("", "/a") == 1);
  CHECK(line_of_json_path("{\"a\": [", "/a/0") == 1);
}

TEST_CASE("the bytes of a value, and a string replaced in place") {
  const std::string text = "{ \"a\": [1, {\"b\": \"x\"}],\n  \"b\":  \"y\" }";
  const auto span = pylon::span_of_json_path(text, "/a/1");
  REQUIRE(span);
  CHECK(text.substr(span->begin, span->end - span->begin) == "{\"b\": \"x\"}");
  CHECK(pylon::with_json_string(text, "/a/1/b", "\"") ==
        "{ \"a\": [1, {\"b\": \"\\\"\"}],\n  \"b\":  \"y\" }");
  CHECK_FALSE(pylon::span_of_json_path(text, "/a/2"));
  CHECK_FALSE(pylon::span_of_json_path(text, "/c"));
}
