"""What a driver writes while tests run inside pylon.wasm: one JSON object a line, in the file that a driver is told.

{"start": CASE}                            a case begins; after a trap, the last of these is the one that trapped
{"case": CASE, "outcome": O, "why": TEXT}  it has ended; O is passed, failed or skipped
{"end": O, "why": TEXT}                    the file has ended; O as above, or empty (it has no case)

src/judge/file_result.cpp reads it. done.json beside it is a list of cases that are not to be run (again): those that ended in
an earlier process, and those that ended it.
"""
import json
import pathlib

_MOST = 4000  # characters of a reason; its end says most


class Record:
    def __init__(self, path):
        path = pathlib.Path(path)
        self._file = path.open("a", encoding="utf-8")
        self.done = set(json.loads(path.with_name("done.json").read_text("utf-8")))

    def _write(self, line, why=None):
        if why:
            line["why"] = why if len(why) <= _MOST else "… " + why[-_MOST:]
        # A write for each line: what is here when a trap ends the process is all that remains of it.
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()

    def start(self, case):
        self._write({"start": case})

    def case(self, case, outcome, why=None):
        self._write({"case": case, "outcome": outcome}, why)

    def end(self, outcome, why=None):
        self._write({"end": outcome}, why)
