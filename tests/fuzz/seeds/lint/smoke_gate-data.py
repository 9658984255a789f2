6import numpy
