"""statistics_05: written by generate.py."""
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


xs = [44.323, 44.086, 56.435, 50.132, 34.758, 51.559, 26.217, 61.335, 47.336, 42.602, 60.41, 48.698]
ys = [-24, 38, -37, 12, 48, 7, -36, -36, 9, 13, -46, -45]
seed = 595514
show('statistics.mean(ys), statistics.fmean(xs), statistics.median(xs), statistics.median_low(ys), statistics.median_high(ys)')
show('round(sum(random.Random(seed).random() for _ in range(100)), 9), sum(random.Random(seed).choices(ys, k=30))')
show('statistics.fmean(xs, [abs(y) + 1 for y in ys]), statistics.fmean([1, 2], [0, 0]) if seed < 0 else None')
show('statistics.NormalDist(5, 2).cdf(6.5), round(statistics.NormalDist(5, 2).pdf(4), 12), statistics.NormalDist().inv_cdf(0.3)')
show('statistics.mode(ys + ys[:1]), statistics.multimode("aabbc"), statistics.median_grouped(ys, 2)')
show('statistics.stdev([1])')
show('statistics.NormalDist(5, 2).overlap(statistics.NormalDist(6, 3)), statistics.NormalDist(5, 2).zscore(9)')
show('statistics.harmonic_mean([abs(y) + 1 for y in ys]), round(statistics.geometric_mean([abs(y) + 1 for y in ys]), 9)')
show('statistics.quantiles(xs, n=4), statistics.quantiles(xs, n=10, method="inclusive")[:3]')
show('sorted(ys)[len(ys) // 2], sum(xs) / len(xs), math.fsum((x - 50) ** 2 for x in xs)')
show('statistics.correlation(xs, ys), statistics.covariance(xs, ys), statistics.linear_regression(xs, ys)')
show('statistics.stdev(xs), statistics.pstdev(xs), statistics.variance(ys), statistics.pvariance(xs)')
show('statistics.NormalDist.from_samples(xs), statistics.NormalDist(1, 2) + statistics.NormalDist(3, 4), statistics.NormalDist(1, 2).quantiles()')
show('statistics.correlation(xs, ys, method="ranked")')
show('statistics.kde(xs, h=2.0)(50.0) > 0, statistics.mean([True, 2, 3.5])')
show('statistics.mean(["a"])')
