"""Counts words of a text and prints a table."""
import collections
import re
import textwrap

TEXT = """The quick brown fox jumps over the lazy dog. The dog sleeps; the fox does not.
When the dog wakes up, the quick fox is gone -- over the hills, and far away."""

words = re.findall(r"[a-z]+", TEXT.lower())
counts = collections.Counter(words)
width = max(map(len, counts))
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(f"{word:<{width}} {count:>3} {'#' * count}")
print(len(words), "words,", len(counts), "of them different")
print(textwrap.fill(TEXT, 40))
