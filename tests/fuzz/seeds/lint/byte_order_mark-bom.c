0﻿void f(void) { PyCapsule_SetPointer(x, NULL); PyCapsule_IsValid(x, "n"); }
