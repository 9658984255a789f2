/* A capsule with a CRC-32C function in it, behind a private name: the proof of the lint rule dynlink-name.
 *
 * Users import crc32c (tests/landmines/crc32c.py), which asks here. Whether this module is a shared object that the
 * dynamic linker loads, or part of pylon.wasm, is nothing that they can see.
 *
 * For tests only: no variant has it. It adds itself to the table of built-in modules where it is linked statically. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#define NAME "_crc32c_dynlink_cap.crc32c"

typedef uint32_t (*checksum)(uint32_t, const unsigned char *, Py_ssize_t);

/* RFC 3720, appendix B.4: the polynomial 0x1EDC6F41, its bits reversed. */
static uint32_t
crc32c(uint32_t crc, const unsigned char *bytes, Py_ssize_t size)
{
    crc = ~crc;
    for (Py_ssize_t i = 0; i < size; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (crc & 1 ? UINT32_C(0x82F63B78) : 0);
        }
    }
    return ~crc;
}

static const checksum provided = crc32c;

static PyObject *
call(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *capsule;
    Py_buffer data;
    unsigned int start = 0;
    if (!PyArg_ParseTuple(args, "Oy*|I", &capsule, &data, &start)) {
        return NULL;
    }
    const checksum *function = PyCapsule_GetPointer(capsule, NAME);
    PyObject *result = NULL;
    if (function != NULL) {
        result = PyLong_FromUnsignedLong((*function)(start, data.buf, data.len));
    }
    PyBuffer_Release(&data);
    return result;
}

static PyMethodDef methods[] = {
    {"call", call, METH_VARARGS, PyDoc_STR("call(capsule, data, start=0): the capsule's function, called.")},
    {NULL, NULL, 0, NULL},
};

static int
add_capsule(PyObject *module)
{
    PyObject *capsule = PyCapsule_New((void *)&provided, NAME, NULL);
    int added = PyModule_AddObjectRef(module, "crc32c", capsule);
    Py_XDECREF(capsule);
    return added;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, add_capsule}, {0, NULL}};

static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_crc32c_dynlink_cap",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit__crc32c_dynlink_cap(void)
{
    return PyModuleDef_Init(&definition);
}

#ifdef PROBE_IS_BUILT_IN
__attribute__((constructor)) static void
add_probe(void)
{
    PyImport_AppendInittab("_crc32c_dynlink_cap", PyInit__crc32c_dynlink_cap);
}
#endif
