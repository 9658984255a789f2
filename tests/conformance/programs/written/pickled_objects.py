"""Objects that pickle in their own ways."""
import copy
import io
import pickle
import pickletools


class Point:
    def __init__(self, x, y):
        self.x, self.y, self.cache = x, y, object()

    def __getstate__(self):
        return {"x": self.x, "y": self.y}

    def __setstate__(self, state):
        self.__dict__.update(state, cache=None)


class Singleton:
    def __reduce__(self):
        return "SINGLETON"


class Tree(list):
    def __reduce_ex__(self, protocol):
        return Tree, (), {"protocol": protocol}, iter(self)


SINGLETON = Singleton()
__import__("sys").modules["__main__"].__dict__.update(Point=Point, Singleton=Singleton, SINGLETON=SINGLETON, Tree=Tree)
for protocol in range(6):
    point = pickle.loads(pickle.dumps(Point(1, [2]), protocol))
    tree = pickle.loads(pickle.dumps(Tree([1, Tree([2])]), protocol))
    print(protocol, point.x, point.y, point.cache, tree, tree.protocol, pickle.loads(pickle.dumps(SINGLETON, protocol)) is SINGLETON)
same = [1]
print((lambda pair: pair[0] is pair[1])(pickle.loads(pickle.dumps((same, same)))), copy.copy(Point(1, 2)).cache)
buffers = []
pickle.dumps(pickle.PickleBuffer(b"big"), 5, buffer_callback=buffers.append)
print(len(buffers))
out = io.StringIO()
pickletools.dis(pickle.dumps({"a": [1, 2.5, None]}, 2), out)
print(out.getvalue())
