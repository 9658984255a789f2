1PyCapsule_SetPointer(x, NULL)
