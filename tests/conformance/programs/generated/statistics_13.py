"""statistics_13: written by generate.py."""
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


xs = [52.287, 45.288, 57.56, 41.292, 69.458, 47.954, 37.489, 42.452, 44.879, 47.053, 51.387, 62.626]
ys = [-8, 46, 1, 1, 45, 36, -37, 48, 40, 29, -43, -39]
seed = 373570
show('statistics.mean(["a"])')
show('statistics.mean([])')
show('statistics.quantiles(xs, n=4), statistics.quantiles(xs, n=10, method="inclusive")[:3]')
show('sorted(ys)[len(ys) // 2], sum(xs) / len(xs), math.fsum((x - 50) ** 2 for x in xs)')
show('statistics.mode(ys + ys[:1]), statistics.multimode("aabbc"), statistics.median_grouped(ys, 2)')
show('statistics.stdev([1])')
show('statistics.stdev(xs), statistics.pstdev(xs), statistics.variance(ys), statistics.pvariance(xs)')
show('statistics.kde(xs, h=2.0)(50.0) > 0, statistics.mean([True, 2, 3.5])')
show('statistics.NormalDist(5, 2).cdf(6.5), round(statistics.NormalDist(5, 2).pdf(4), 12), statistics.NormalDist().inv_cdf(0.3)')
show('statistics.correlation(xs, ys), statistics.covariance(xs, ys), statistics.linear_regression(xs, ys)')
show('statistics.mean(ys), statistics.fmean(xs), statistics.median(xs), statistics.median_low(ys), statistics.median_high(ys)')
show('statistics.harmonic_mean([abs(y) + 1 for y in ys]), round(statistics.geometric_mean([abs(y) + 1 for y in ys]), 9)')
show('statistics.correlation(xs, ys, method="ranked")')
show('statistics.NormalDist.from_samples(xs), statistics.NormalDist(1, 2) + statistics.NormalDist(3, 4), statistics.NormalDist(1, 2).quantiles()')
show('round(sum(random.Random(seed).random() for _ in range(100)), 9), sum(random.Random(seed).choices(ys, k=30))')
show('[round(x) for x in xs], [int(x // 10) for x in xs], sorted(xs)[-3:]')
