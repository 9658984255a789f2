"""A* over a maze, and graphlib's order."""
import graphlib
import heapq

MAZE = """
##########
#S   #   #
# ## # # #
#  # # # #
## # # # #
#    #  E#
# ####   #
#      ###
##########
""".strip().splitlines()

cells = {(x, y): c for y, row in enumerate(MAZE) for x, c in enumerate(row)}
start, end = (next(place for place, c in cells.items() if c == wanted) for wanted in "SE")
queue, came, cost = [(0, start)], {}, {start: 0}
while queue:
    _, (x, y) = heapq.heappop(queue)
    if (x, y) == end:
        break
    for other in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
        if cells[other] != "#" and cost[x, y] + 1 < cost.get(other, 10**9):
            cost[other], came[other] = cost[x, y] + 1, (x, y)
            heapq.heappush(queue, (cost[other] + abs(end[0] - other[0]) + abs(end[1] - other[1]), other))
path = [end]
while path[-1] != start:
    path.append(came[path[-1]])
print(len(path) - 1)
for y, row in enumerate(MAZE):
    print("".join("." if (x, y) in path[1:-1] else c for x, c in enumerate(row)))
print(list(graphlib.TopologicalSorter({"d": {"b", "c"}, "b": {"a"}, "c": {"a"}}).static_order())[0])
try:
    list(graphlib.TopologicalSorter({"a": "b", "b": "a"}).static_order())
except graphlib.CycleError as error:
    print(error.args[0])
