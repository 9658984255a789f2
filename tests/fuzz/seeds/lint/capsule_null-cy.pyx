9from cpython.pycapsule cimport PyCapsule_SetPointer as set_pointer
def f(capsule):
    PyCapsule_SetPointer(capsule, NULL)
    set_pointer(capsule, <void *> 0)
    PyCapsule_SetPointer(capsule, p)  # PyCapsule_SetPointer(capsule, NULL)
