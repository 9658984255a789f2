0PyCapsule_SetPointer(x, NULL);
