"""Runs benchmarks of pyperformance one after the other: pure_python.py FOLDER NAME[:ARGUMENT]..."""
import runpy
import sys

import pyperf  # noqa: F401: who counts what a benchmark adds leaves out what all of them import

folder, *names = sys.argv[1:]
for word in names:
    name, _, argument = word.partition(":")
    sys.argv = [f"{folder}/bm_{name}/run_benchmark.py", *filter(None, [argument])]
    sys.path.insert(0, f"{folder}/bm_{name}")
    runpy.run_path(sys.argv[0], run_name="__main__")
    sys.path.pop(0)
