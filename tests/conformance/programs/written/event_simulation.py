"""A queue at a counter, simulated with a heap and a seeded generator."""
import heapq
import random
import statistics

random.seed(2024)
events, waits, busy_until, now = [], [], 0.0, 0.0
for customer in range(200):
    now += random.expovariate(1 / 3)
    heapq.heappush(events, (now, customer))
while events:
    arrival, customer = heapq.heappop(events)
    start = max(arrival, busy_until)
    busy_until = start + random.uniform(1, 4)
    waits.append(start - arrival)
print(f"{statistics.mean(waits):.6f} {statistics.median(waits):.6f} {max(waits):.6f} {sum(w == 0 for w in waits)}")
print([round(q, 4) for q in statistics.quantiles(waits, n=5)])
print([random.normalvariate(0, 1).__round__(6) for _ in range(3)], random.getstate()[1][-1])
print(random.betavariate(2, 3).__round__(8), random.gammavariate(2, 1).__round__(8), random.vonmisesvariate(0, 4).__round__(8), random.paretovariate(3).__round__(8), random.weibullvariate(1, 2).__round__(8), random.lognormvariate(0, 1).__round__(8))
