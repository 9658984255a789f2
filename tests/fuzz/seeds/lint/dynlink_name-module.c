0#include <Python.h>
static struct PyModuleDef good = {PyModuleDef_HEAD_INIT, "_crc32c_dynlink_cap"};
static struct PyModuleDef bad = {PyModuleDef_HEAD_INIT, "crc32c_dynlink"};
static struct PyModuleDef named = {.m_name = "also_dynlink"};
PyMODINIT_FUNC PyInit_crc32c_dynlink(void) { return PyImport_ImportModule("other_dynlink"); }
PyMODINIT_FUNC PyInit__crc32c_dynlink_cap(void) { return load_dynlink("plain"); }
// PyInit_comment_dynlink
