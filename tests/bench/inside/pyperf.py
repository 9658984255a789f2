"""What pyperformance's benchmarks need of pyperf, in one process: pyperf itself starts others, which WASI lacks.

Each benchmark's name and its seconds a loop, the least of three rounds of at least ROUND seconds, go to standard output
as lines of JSON. With PYLON_BENCH_ONCE set each runs one loop, for those who count instructions instead.
"""
import argparse
import json
import os
import platform
from time import perf_counter

ROUND = 0.1
ONCE = "PYLON_BENCH_ONCE" in os.environ


def python_implementation():
    return platform.python_implementation().lower()


class Runner:
    def __init__(self, **_):
        self.argparser = argparse.ArgumentParser()
        self.metadata = {}
        self.args = None

    def parse_args(self):
        self.args = self.argparser.parse_args()
        return self.args

    def bench_time_func(self, name, seconds_of, *arguments, inner_loops=1, **_):
        """seconds_of(loops, *arguments): what so many loops took."""
        loops, took = 1, seconds_of(1, *arguments)
        if ONCE:
            return
        while took < ROUND:
            loops *= max(2, min(10, int(1.2 * ROUND / max(took, 1e-6))))
            took = seconds_of(loops, *arguments)
        best = min(took, *(seconds_of(loops, *arguments) for _ in range(2)))
        print(json.dumps({"name": name, "seconds": best / loops / inner_loops}), flush=True)

    def bench_func(self, name, function, *arguments, **options):
        def seconds_of(loops, *values):
            start = perf_counter()
            for _ in range(loops):
                function(*values)
            return perf_counter() - start

        self.bench_time_func(name, seconds_of, *arguments, **options)
