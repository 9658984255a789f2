1import numpy
print("fine")
