0// PyCapsule_SetPointer(x, NULL)
/* PyCapsule_SetPointer(x, NULL) */
const char *text = "PyCapsule_SetPointer(x, NULL)";
#if 0
PyCapsule_SetPointer(x, NULL);
#endif
int PyCapsule_SetPointer(PyObject *capsule, void *pointer);
#define SIZE_HERE 3
void f(void) {
  PyCapsule_SetPointer(x, p);
  PyCapsule_SetPointer(x, SIZE_HERE);
  PyCapsule_SetPointer(x, SIZE);
  PyCapsule_SetPointer(x, f(NULL));
  PyCapsule_SetPointer(x, p + 0);
  PyCapsule_SetPointer(NULL, p);
  My_PyCapsule_SetPointer(x, NULL);
  PyCapsule_SetDestructor(x, NULL);
  PyCapsule_SetName(x, NAME ".closed");
}
