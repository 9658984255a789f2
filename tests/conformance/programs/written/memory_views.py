"""Buffers, weak references, garbage and slots."""
import array
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name, self.others = name, []

    def __repr__(self):
        return f"<{self.name}>"


a, b = Node("a"), Node("b")
a.others.append(b)
b.others.append(a)
gone = []
weakref.finalize(a, gone.append, "a was collected")
reference, names = weakref.ref(b), weakref.WeakValueDictionary(b=b)
print(reference(), dict(names))
del a, b
print(gc.collect() > 0, reference(), dict(names), gone)
data = array.array("H", range(10))
view = memoryview(data)
view[2:5] = array.array("H", [7, 8, 9])
print(data, view.format, view.itemsize, view.nbytes, view.shape, view[::-3].tolist())
try:
    data.append(1)
except BufferError as error:
    print(error)
view.release()
data.append(1)
matrix = memoryview(bytes(range(12))).cast("B", (3, 4))
print(matrix.tolist(), matrix[1, 2], matrix.c_contiguous, matrix.strides)
for bad in (lambda: memoryview(b"abc").cast("H"), lambda: memoryview(b"abc").__setitem__(0, 1), lambda: view[0], lambda: matrix[3, 0]):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
