"""statistics_12: written by generate.py."""
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


xs = [61.843, 53.836, 48.528, 41.561, 42.855, 50.626, 72.547, 59.719, 37.084, 45.399, 56.025, 50.283]
ys = [-12, -46, -30, -34, -38, -37, -5, -48, 44, 43, 48, -43]
seed = 831714
show('statistics.stdev(xs), statistics.pstdev(xs), statistics.variance(ys), statistics.pvariance(xs)')
show('statistics.stdev([1])')
show('statistics.NormalDist(5, 2).overlap(statistics.NormalDist(6, 3)), statistics.NormalDist(5, 2).zscore(9)')
show('round(sum(random.Random(seed).random() for _ in range(100)), 9), sum(random.Random(seed).choices(ys, k=30))')
show('statistics.harmonic_mean([abs(y) + 1 for y in ys]), round(statistics.geometric_mean([abs(y) + 1 for y in ys]), 9)')
show('statistics.mode(ys + ys[:1]), statistics.multimode("aabbc"), statistics.median_grouped(ys, 2)')
show('statistics.fmean(xs, [abs(y) + 1 for y in ys]), statistics.fmean([1, 2], [0, 0]) if seed < 0 else None')
show('statistics.kde(xs, h=2.0)(50.0) > 0, statistics.mean([True, 2, 3.5])')
show('statistics.NormalDist.from_samples(xs), statistics.NormalDist(1, 2) + statistics.NormalDist(3, 4), statistics.NormalDist(1, 2).quantiles()')
show('statistics.mean([])')
show('statistics.mean(["a"])')
show('[round(x) for x in xs], [int(x // 10) for x in xs], sorted(xs)[-3:]')
show('statistics.correlation(xs, ys), statistics.covariance(xs, ys), statistics.linear_regression(xs, ys)')
show('statistics.NormalDist(5, 2).cdf(6.5), round(statistics.NormalDist(5, 2).pdf(4), 12), statistics.NormalDist().inv_cdf(0.3)')
show('sorted(ys)[len(ys) // 2], sum(xs) / len(xs), math.fsum((x - 50) ** 2 for x in xs)')
show('statistics.mean(ys), statistics.fmean(xs), statistics.median(xs), statistics.median_low(ys), statistics.median_high(ys)')
