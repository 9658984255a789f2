#!/usr/bin/env python3
"""Writes tests/smoke/data/random_reference.json: what a native 64-bit NumPy draws, for numpy_random.py to compare with.

usage: make_random_reference.py        with the NumPy of the lock (2.5.5) on a native Python

A case is a method of a fresh generator with the seed below, its arguments, and the values it gave. Each distribution of
Generator is drawn from each bit generator; arguments are small, large, and arrays, since these are separate loops in C.
"""
import json
import pathlib

import numpy as np

SEED = 20250601
SIZE = 4

# method, positional arguments, keyword arguments; both kinds of generator have these.
COMMON = [
    ("beta", [0.5, 0.3], {}), ("beta", [1e5, 3e4], {}), ("beta", [[0.1, 200.0], [3.0, 4.0]], {"size": 2}),
    ("binomial", [10, 0.3], {}), ("binomial", [1000, 0.7], {}), ("binomial", [2000000000, 0.4], {}),
    ("binomial", [[5, 100000], [0.2, 0.6]], {"size": 2}),
    ("chisquare", [0.5], {}), ("chisquare", [1e6], {}),
    ("choice", [1000], {}), ("choice", [50], {"replace": False}), ("choice", [4], {"p": [0.1, 0.2, 0.3, 0.4]}),
    ("dirichlet", [[0.05, 0.02, 0.5]], {}), ("dirichlet", [[1.0, 20.0, 3000.0]], {}),
    ("exponential", [2.5], {}), ("f", [3.0, 5.0], {}), ("f", [1e4, 1e6], {}),
    ("gamma", [0.3, 2.0], {}), ("gamma", [1e7, 1e-3], {}), ("gamma", [[0.5, 1.0, 50.0], [1.0, 2.0, 3.0]], {"size": 3}),
    ("geometric", [0.3], {}), ("geometric", [1e-3], {}), ("geometric", [1e-8], {}),
    ("gumbel", [0.5, 2.0], {}),
    ("hypergeometric", [15, 20, 12], {}), ("hypergeometric", [5000, 3000, 2500], {}), ("hypergeometric", [400000000, 500000000, 1000000], {}),
    ("laplace", [0.5, 2.0], {}), ("logistic", [0.5, 2.0], {}), ("lognormal", [0.5, 2.0], {}),
    ("logseries", [0.5], {}), ("logseries", [0.999], {}),
    ("multinomial", [20, [0.2, 0.3, 0.5]], {}), ("multinomial", [1000000000, [0.25, 0.25, 0.5]], {}),
    ("negative_binomial", [10, 0.3], {}), ("negative_binomial", [1000000, 0.5], {}),
    ("noncentral_chisquare", [3.0, 20.0], {}), ("noncentral_chisquare", [0.5, 1e4], {}), ("noncentral_f", [3.0, 5.0, 2.0], {}),
    ("normal", [1e6, 3.0], {}), ("normal", [[0.0, 1e6], [1.0, 2.0]], {"size": 2}),
    ("pareto", [3.0], {}), ("permutation", [12], {"size": None}),
    ("poisson", [0.5], {}), ("poisson", [500.0], {}), ("poisson", [1e9], {}), ("poisson", [[0.1, 30.0, 1e6]], {"size": 3}),
    ("power", [3.0], {}), ("rayleigh", [3.0], {}), ("standard_cauchy", [], {}), ("standard_exponential", [], {}),
    ("standard_gamma", [0.2], {}), ("standard_gamma", [1.0], {}), ("standard_gamma", [250.0], {}),
    ("standard_normal", [], {}), ("standard_t", [4.0], {}), ("triangular", [-1.0, 0.5, 3.0], {}),
    ("uniform", [-1e6, 1e6], {}), ("vonmises", [0.5, 1e-9], {}), ("vonmises", [0.5, 2.0], {}), ("vonmises", [0.5, 1e7], {}),
    ("wald", [3.0, 2.0], {}), ("wald", [1e6, 2e3], {}), ("weibull", [2.0], {}), ("zipf", [2.0], {}), ("zipf", [4.5], {}),
    ("bytes", [9], {"size": None}), ("shuffle", [list(range(10))], {"size": None}),
    # Scalars take another way than arrays do.
    ("normal", [0.0, 1.0], {"size": None}), ("poisson", [20.0], {"size": None}), ("binomial", [30, 0.5], {"size": None}),
    ("hypergeometric", [15, 20, 12], {"size": None}), ("vonmises", [0.5, 2.0], {"size": None}), ("zipf", [2.0], {"size": None}),
]
GENERATOR = [
    ("binomial", [10**15, 0.5], {}), ("geometric", [1e-15], {}), ("poisson", [1e15], {}), ("negative_binomial", [10**12, 0.5], {}),
    ("multinomial", [10**15, [0.1, 0.9]], {}), ("multinomial", [[10, 10**12], [0.5, 0.5]], {"size": 2}),
    ("logseries", [0.9999999999], {}), ("zipf", [1.01], {}),
    ("multivariate_hypergeometric", [[10, 20, 30], 12], {"method": "marginals"}),
    ("multivariate_hypergeometric", [[10, 20, 30], 12], {"method": "count"}),
    ("multivariate_hypergeometric", [[10**8, 10**8, 10**8], 10**6], {"method": "marginals"}),
    ("multivariate_normal", [[0.0, 1.0], [[2.0, 0.5], [0.5, 1.0]]], {"method": "cholesky"}),
    ("random", [], {}), ("random", [], {"dtype": "float32"}), ("standard_normal", [], {"dtype": "float32"}),
    ("standard_exponential", [], {"method": "inv"}), ("standard_exponential", [], {"dtype": "float32"}),
    ("standard_exponential", [], {"dtype": "float32", "method": "inv"}),
    ("standard_gamma", [0.3], {"dtype": "float32"}), ("standard_gamma", [30.0], {"dtype": "float32"}),
    ("integers", [0, 10], {"endpoint": True}), ("integers", [0, 2**62 + 1], {}), ("integers", [-(2**63), 2**63 - 1], {"endpoint": True}),
    *[("integers", [int(np.iinfo(t).min), int(np.iinfo(t).max)], {"dtype": t})
      for t in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")],
    *[("integers", [3, 100], {"dtype": t}) for t in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")],
    ("integers", [0, 2], {"dtype": "bool"}), ("integers", [[0, 5, 10], [3, 2**40, 11]], {"size": 3, "dtype": "int64"}),
    ("integers", [[0, 5], [3, 200]], {"size": 2, "dtype": "uint8"}), ("integers", [[0, 5], [3, 40000]], {"size": 2, "dtype": "uint16"}),
    ("integers", [[0, 5], [3, 2**31]], {"size": 2, "dtype": "uint32"}),
    ("permuted", [list(range(10))], {"size": None}), ("choice", [10**6], {"replace": False, "shuffle": False}),
]
RANDOM_STATE = [
    ("rand", [3], {"size": None}), ("randn", [3], {"size": None}), ("random_sample", [], {}), ("random", [], {}),
    ("multivariate_normal", [[0.0, 1.0], [[2.0, 0.0], [0.0, 1.0]]], {}),
    # RandomState draws C longs. Where these have 32 bits, an error is the right answer here; geometric, zipf and
    # negative_binomial have no such check in NumPy and answer otherwise on every 32-bit machine, so they are not asked.
    ("poisson", [1e12], {}),
    *[("randint", [int(np.iinfo(t).min), int(np.iinfo(t).max)], {"dtype": t})
      for t in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")],
    *[("randint", [3, 100], {"dtype": t}) for t in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")],
    ("randint", [0, 2], {"dtype": "bool"}), ("randint", [[0, 5], [3, 2**40]], {"size": 2, "dtype": "int64"}),
]


def draw(generator, method, arguments, keywords):
    keywords = {"size": SIZE, **keywords}
    if keywords["size"] is None:
        del keywords["size"]
    if "dtype" in keywords:
        keywords["dtype"] = np.dtype(keywords["dtype"]).type
    result = getattr(generator, method)(*arguments, **keywords)
    if method == "shuffle":
        result = arguments[0]
    return list(result) if isinstance(result, bytes) else np.asarray(result).tolist()


def cases(make, table):
    for method, arguments, keywords in table:
        copy = json.loads(json.dumps([arguments, keywords]))  # shuffle works in place
        yield {"method": method, "arguments": arguments, "keywords": keywords, "values": draw(make(), method, *copy)}


def main():
    reference = {"numpy": np.__version__, "seed": SEED, "size": SIZE, "generators": {}, "bit_generators": {}}
    for name in ("MT19937", "PCG64", "PCG64DXSM", "Philox", "SFC64"):
        def make(name=name):
            return np.random.Generator(getattr(np.random, name)(SEED))
        reference["generators"][name] = list(cases(make, COMMON + GENERATOR))
        bits = {"raw": make().bit_generator.random_raw(3).tolist(), "spawned": make().spawn(2)[1].bit_generator.random_raw(3).tolist()}
        if name != "SFC64":
            bits["jumped"] = make().bit_generator.jumped(2).random_raw(3).tolist()
        if name not in ("SFC64", "MT19937"):
            bits["advanced"] = make().bit_generator.advance(10**30).random_raw(3).tolist()
        reference["bit_generators"][name] = bits
    reference["generators"]["RandomState"] = list(cases(lambda: np.random.RandomState(SEED), COMMON + RANDOM_STATE))
    reference["seed_sequence"] = np.random.SeedSequence([1, 2**40]).generate_state(4, np.uint64).tolist()

    path = pathlib.Path(__file__).parent.parent / "data/random_reference.json"
    # One case a line: readable, and small differences stay small.
    text = json.dumps(reference).replace('{"method"', '\n{"method"')
    path.write_text(text + "\n")
    print(f"{path}: {sum(map(len, reference['generators'].values()))} cases")


if __name__ == "__main__":
    main()
