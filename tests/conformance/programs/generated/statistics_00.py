"""statistics_00: written by generate.py."""
import re
import statistics
import random
import math


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


xs = [41.494, 24.906, 61.364, 49.511, 57.831, 59.45, 37.147, 49.676, 51.579, 46.557, 50.876, 38.018]
ys = [-22, -36, -13, -49, 37, 1, -35, 43, -32, 27, 11, 13]
seed = 495850
show('statistics.correlation(xs, ys, method="ranked")')
show('statistics.NormalDist(5, 2).overlap(statistics.NormalDist(6, 3)), statistics.NormalDist(5, 2).zscore(9)')
show('statistics.fmean(xs, [abs(y) + 1 for y in ys]), statistics.fmean([1, 2], [0, 0]) if seed < 0 else None')
show('statistics.correlation(xs, ys), statistics.covariance(xs, ys), statistics.linear_regression(xs, ys)')
show('statistics.NormalDist.from_samples(xs), statistics.NormalDist(1, 2) + statistics.NormalDist(3, 4), statistics.NormalDist(1, 2).quantiles()')
show('statistics.quantiles(xs, n=4), statistics.quantiles(xs, n=10, method="inclusive")[:3]')
show('statistics.kde(xs, h=2.0)(50.0) > 0, statistics.mean([True, 2, 3.5])')
show('statistics.mean(["a"])')
show('statistics.stdev([1])')
show('statistics.mean([])')
show('round(sum(random.Random(seed).random() for _ in range(100)), 9), sum(random.Random(seed).choices(ys, k=30))')
show('statistics.harmonic_mean([abs(y) + 1 for y in ys]), round(statistics.geometric_mean([abs(y) + 1 for y in ys]), 9)')
show('statistics.stdev(xs), statistics.pstdev(xs), statistics.variance(ys), statistics.pvariance(xs)')
show('[round(x) for x in xs], [int(x // 10) for x in xs], sorted(xs)[-3:]')
show('sorted(ys)[len(ys) // 2], sum(xs) / len(xs), math.fsum((x - 50) ** 2 for x in xs)')
show('statistics.mode(ys + ys[:1]), statistics.multimode("aabbc"), statistics.median_grouped(ys, 2)')
