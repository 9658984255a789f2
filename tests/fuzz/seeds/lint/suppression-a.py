1import b_dynlink  # pylon-lint: allow dynlink-name: c's own
text = "# pylon-lint: allow nothing"
