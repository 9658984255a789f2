"""What the generated programs about the language call."""


def primes(n):
    sieve = bytearray([1]) * (n + 1)
    sieve[:2] = b"\0\0"
    for i in range(2, int(n ** 0.5) + 1):
        if sieve[i]:
            sieve[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, is_prime in enumerate(sieve) if is_prime]


def collatz(n):
    steps = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps.append(n)
    return steps


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def fib(n, known={0: 0, 1: 1}):
    if n not in known:
        known[n] = fib(n - 1) + fib(n - 2)
    return known[n]


def hanoi(n, a, b, c):
    return [] if n <= 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)


def queens(n, row=0, placed=()):
    if row == n:
        return [placed]
    return [solution for column in range(n) if all(column != c and abs(column - c) != row - r for r, c in enumerate(placed))
            for solution in queens(n, row + 1, (*placed, column))]


def roman(n):
    text = ""
    for value, letters in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split()):
        count, n = divmod(n, value)
        text += letters * count
    return text


def quicksort(xs):
    if len(xs) < 2:
        return list(xs)
    pivot, *rest = xs
    return quicksort([x for x in rest if x < pivot]) + [pivot] + quicksort([x for x in rest if x >= pivot])


def merge_sort(xs):
    if len(xs) < 2:
        return list(xs)
    left, right, out = merge_sort(xs[:len(xs) // 2]), merge_sort(xs[len(xs) // 2:]), []
    while left and right:
        out.append((left if left[0] <= right[0] else right).pop(0))
    return out + left + right


def permute(text):
    return [text] if len(text) < 2 else [c + rest for i, c in enumerate(text) for rest in permute(text[:i] + text[i + 1:])]


def matrix_power(m, n):
    result = [[1, 0], [0, 1]]
    for _ in range(n):
        result = [[sum(a * b for a, b in zip(row, column)) for column in zip(*m)] for row in result]
    return result


def levenshtein(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def describe(value):
    match value:
        case None:
            return "nothing"
        case int() | float() as number if number > 2:
            return f"large {number}"
        case int(number):
            return f"number {number}"
        case str(text):
            return f"text {text}"
        case [first, *rest]:
            return f"{first} and {len(rest)} more"
        case {"k": k, **others}:
            return f"mapping of {k}, {others}"
        case _:
            return type(value).__name__


def flatten(nested):
    for item in nested:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


def caesar(text, shift):
    return "".join(chr((ord(c) - 97 + shift) % 26 + 97) if "a" <= c <= "z" else c for c in text)


def run_length(text):
    runs = []
    for c in text:
        if runs and runs[-1][0] == c:
            runs[-1][1] += 1
        else:
            runs.append([c, 1])
    return runs


def countdown(n):
    while n:
        sent = yield n
        n -= sent or 1


def closures(n):
    functions = [lambda i=i: i * n for i in range(4)] + [lambda: i_last for i_last in [9]]
    return [f() for f in functions]


def unpack(first, *middle, last=None):
    a, (b, *c) = first, middle
    return a, b, c, last


def binary_search(xs, wanted):
    low, high = 0, len(xs)
    while low < high:
        middle = (low + high) // 2
        if xs[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def to_base(n, base):
    digits = ""
    while n:
        n, digit = divmod(n, base)
        digits = "0123456789abcdef"[digit] + digits
    return digits or "0"


def life(cells, generations):
    for _ in range(generations):
        counts = {}
        for x, y in cells:
            for cell in ((x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy):
                counts[cell] = counts.get(cell, 0) + 1
        cells = {cell for cell, count in counts.items() if count == 3 or (count == 2 and cell in cells)}
    return sorted(cells)


def knapsack(weights, values, room):
    best = [0] * (room + 1)
    for weight, value in zip(weights, values):
        for left in range(room, weight - 1, -1):
            best[left] = max(best[left], best[left - weight] + value)
    return best[room]


def dijkstra(graph, start):
    distances, unseen = {start: 0}, set(graph)
    while nodes := [node for node in unseen if node in distances]:
        node = min(nodes, key=lambda each: (distances[each], each))
        unseen.remove(node)
        for other, distance in graph[node].items():
            distances[other] = min(distances.get(other, 10**9), distances[node] + distance)
    return distances


def calculate(text):
    tokens = [*text]

    def factor():
        if tokens[0] == "(":
            tokens.pop(0)
            value = total()
            tokens.pop(0)
            return value
        digits = ""
        while tokens and tokens[0].isdigit():
            digits += tokens.pop(0)
        return int(digits)

    def product():
        value = factor()
        while tokens and tokens[0] in "*/":
            value = value * factor() if tokens.pop(0) == "*" else value / factor()
        return value

    def total():
        value = product()
        while tokens and tokens[0] in "+-":
            value = value + product() if tokens.pop(0) == "+" else value - product()
        return value

    return total()


def with_finally(n):
    log = []
    for i in range(n):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            log.append(i)
        except ValueError:
            log.append("never")
        else:
            log.append("else")
        finally:
            log.append("finally")
    return log


def loop_else(xs):
    for x in xs:
        if x == 1000:
            break
    else:
        return "none"


def trie(words):
    root = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node["$"] = word
    return root


def topological(graph):
    out, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for other in graph[node]:
                visit(other)
            out.append(node)

    for node in graph:
        visit(node)
    return out[::-1]


def mandelbrot(width, height):
    rows = []
    for j in range(height):
        row = ""
        for i in range(width):
            c, z, n = complex(i * 3 / width - 2, j * 2 / height - 1), 0j, 0
            while abs(z) < 2 and n < 20:
                z, n = z * z + c, n + 1
            row += " .:-=+*#%@"[n // 2 - 1]
        rows.append(row)
    return rows


def swap(a, b):
    a, b = b, a
    return a, b


def chained(n):
    return 1 < n < 5, 1 < n > 2 != 3, not n == 3, n and 0 or "zero", [] or {} or n


def nested(n):
    total = 0

    def add(k):
        nonlocal total
        total += k
        return add if total < n else total

    while callable(result := add(2)):
        pass
    return result


class Stack:
    def __init__(self, items):
        self._items = list(items)

    def pop(self):
        if not self._items:
            raise IndexError("pop from an empty stack")
        return self._items.pop()

    def __len__(self):
        return len(self._items)


class Vector:
    __slots__ = ("x", "y")
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

    def __repr__(self):
        return f"Vector({self.x!r}, {self.y!r})"
