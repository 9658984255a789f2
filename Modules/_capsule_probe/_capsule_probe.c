/* How to close a capsule, and how not to: the proof of the lint rule capsule-null.
 *
 * The bad idiom, PyCapsule_SetPointer(capsule, NULL), sets ValueError and leaves the capsule as it was
 * (Objects/capsule.c, "PyCapsule_SetPointer called with null pointer"). The good one takes the destructor away and
 * gives the capsule another name, so that whoever asks for the old one is refused.
 *
 * For tests only: no variant has it. It adds itself to the table of built-in modules where it is linked statically. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define NAME "pylon.probe"

static int released; /* how often the resource behind a capsule was given back */
static int resource;

static void
destroy(PyObject *Py_UNUSED(capsule))
{
    released++;
}

static PyObject *
probe_open(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored))
{
    return PyCapsule_New(&resource, NAME, destroy);
}

static PyObject *
probe_use(PyObject *Py_UNUSED(module), PyObject *capsule)
{
    if (PyCapsule_GetPointer(capsule, NAME) == NULL) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
probe_close_badly(PyObject *Py_UNUSED(module), PyObject *capsule)
{
    /* pylon-lint: allow capsule-null: this is the idiom that the test proves to be wrong */
    if (PyCapsule_SetPointer(capsule, NULL) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
probe_close(PyObject *Py_UNUSED(module), PyObject *capsule)
{
    if (PyCapsule_GetPointer(capsule, NAME) == NULL) {
        return NULL; /* closed before, or not ours */
    }
    released++;
    if (PyCapsule_SetDestructor(capsule, NULL) < 0 || PyCapsule_SetName(capsule, NAME ".closed") < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
probe_released(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored))
{
    return PyLong_FromLong(released);
}

static PyMethodDef methods[] = {
    {"open", probe_open, METH_NOARGS, PyDoc_STR("A capsule.")},
    {"use", probe_use, METH_O, PyDoc_STR("Asks the capsule for its pointer, by name.")},
    {"close_badly", probe_close_badly, METH_O, PyDoc_STR("Sets the pointer to NULL.")},
    {"close", probe_close, METH_O, PyDoc_STR("Gives the resource back; the capsule cannot be used any more.")},
    {"released", probe_released, METH_NOARGS, PyDoc_STR("How often a resource was given back.")},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_capsule_probe",
    .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC
PyInit__capsule_probe(void)
{
    return PyModule_Create(&definition);
}

#ifdef PROBE_IS_BUILT_IN
__attribute__((constructor)) static void
add_probe(void)
{
    PyImport_AppendInittab("_capsule_probe", PyInit__capsule_probe);
}
#endif
