0#include <Python.h>
#define NAME "pkg.thing"
#define NOTHING ((void *)0)
#define CLOSE(c) PyCapsule_SetPointer(c, NULL)

static PyObject *make(void *p, PyCapsule_Destructor d) { return PyCapsule_New(p, NAME, d); }

static PyObject *close_it(PyObject *self, PyObject *capsule) {
    if (PyCapsule_SetPointer(capsule, NULL) < 0)
        return NULL;
    PyCapsule_SetPointer(capsule, 0);
    PyCapsule_SetPointer(capsule, (void*)0);
    PyCapsule_SetPointer(capsule, ((void *) 0L));
    PyCapsule_SetPointer(capsule, NOTHING);
    PyCapsule_SetPointer(capsule, FAR_NULL);
    PyCapsule_SetPointer /* a comment */ (
        capsule,  // another
        NU\
LL);
    if (self) PyCapsule_SetPointer(capsule, NULL); else PyCapsule_SetPointer(self, NULL);
    (void)PyCapsule_SetPointer(capsule, NULL);
    PyCapsule_SetPointer(take(capsule), NULL);
#if PY_VERSION_HEX >= 0x030E0000
    return PyLong_FromLong(PyCapsule_SetPointer(capsule, NULL));
#endif
}
