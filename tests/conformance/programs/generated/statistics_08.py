"""statistics_08: written by generate.py."""
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


xs = [37.521, 53.849, 48.582, 72.185, 69.211, 51.077, 36.682, 70.02, 41.205, 40.027, 54.306, 61.237]
ys = [-22, 7, 32, -33, 42, -34, -49, 5, -19, 20, -36, 43]
seed = 741000
show('statistics.NormalDist(5, 2).overlap(statistics.NormalDist(6, 3)), statistics.NormalDist(5, 2).zscore(9)')
show('statistics.mode(ys + ys[:1]), statistics.multimode("aabbc"), statistics.median_grouped(ys, 2)')
show('statistics.correlation(xs, ys), statistics.covariance(xs, ys), statistics.linear_regression(xs, ys)')
show('statistics.mean([])')
show('statistics.harmonic_mean([abs(y) + 1 for y in ys]), round(statistics.geometric_mean([abs(y) + 1 for y in ys]), 9)')
show('statistics.kde(xs, h=2.0)(50.0) > 0, statistics.mean([True, 2, 3.5])')
show('statistics.quantiles(xs, n=4), statistics.quantiles(xs, n=10, method="inclusive")[:3]')
show('statistics.mean(ys), statistics.fmean(xs), statistics.median(xs), statistics.median_low(ys), statistics.median_high(ys)')
show('round(sum(random.Random(seed).random() for _ in range(100)), 9), sum(random.Random(seed).choices(ys, k=30))')
show('statistics.stdev([1])')
show('[round(x) for x in xs], [int(x // 10) for x in xs], sorted(xs)[-3:]')
show('statistics.NormalDist.from_samples(xs), statistics.NormalDist(1, 2) + statistics.NormalDist(3, 4), statistics.NormalDist(1, 2).quantiles()')
show('sorted(ys)[len(ys) // 2], sum(xs) / len(xs), math.fsum((x - 50) ** 2 for x in xs)')
show('statistics.NormalDist(5, 2).cdf(6.5), round(statistics.NormalDist(5, 2).pdf(4), 12), statistics.NormalDist().inv_cdf(0.3)')
show('statistics.fmean(xs, [abs(y) + 1 for y in ys]), statistics.fmean([1, 2], [0, 0]) if seed < 0 else None')
show('statistics.mean(["a"])')
