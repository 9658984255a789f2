6import numpy
def check(a): print("PASS")
