0#define SP PyCapsule_SetPointer
#define CLOSE(c, p) (SP((c), (void *)(p)))
#define ANY(...) PyCapsule_SetPointer(__VA_ARGS__)
#define REST(c, rest...) PyCapsule_SetPointer(c, rest)
#define SWAPPED(p, c) CLOSE(c, p)
#define NOWHERE NOT_YET
#define NOT_YET NULL
int (*setter)(PyObject *, void *) = PyCapsule_SetPointer;
void f(void) {
  SP(x, NULL);
  CLOSE(x, 0);
  ANY(x, NOWHERE);
  REST(x, NULL);
  SWAPPED(NULL, x);
  (PyCapsule_SetPointer)(x, NULL);
  PyCapsule_\
SetPointer(x, NULL);
  setter(x, NULL);
  CLOSE_FAR(x, NULL);
  SET_FAR(x, NULL);
}
