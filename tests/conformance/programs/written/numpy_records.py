"""Structured arrays, files, dates and random numbers."""
import io

import numpy as np

people = np.array([("ann", 31, 1.7), ("bob", 25, 1.8)], dtype=[("name", "U5"), ("age", "<i4"), ("height", "<f8")])
print(people["name"], people[people["age"] > 30], np.sort(people, order="age")["name"], people.dtype)
stream = io.BytesIO()
np.save(stream, people)
stream.seek(0)
print(np.load(stream), stream.getvalue()[:10])
np.savetxt("a.txt", np.eye(2), fmt="%.2f")
print(open("a.txt").read(), np.loadtxt("a.txt"), np.genfromtxt(io.StringIO("1,,3"), delimiter=","))
print(np.datetime64("2024-02-28") + np.arange(3), np.timedelta64(5, "h") / np.timedelta64(1, "m"), np.busday_count("2024-01-01", "2024-02-01"))
random = np.random.default_rng(7)
print(random.integers(0, 100, 5), np.round(random.normal(size=3), 8), random.permutation(5), random.choice(["a", "b", "c"], 3))
print(np.random.RandomState(1).rand(2), np.char.upper(["ab"]), np.ma.masked_less([1, 2, 3], 2), np.histogram([1, 2, 2, 5], 2))
print(np.array([1.5, np.nan]), np.array2string(np.arange(2000.0), threshold=5), np.float64(1) / 3, np.set_printoptions(precision=3), np.array([1 / 3]))
