// Tables of another library, in the shape of PyMethodDef: not CPython's, as nothing here is.
static int one(int a) { return a + 1; }
static int none(void) { return 1; }
struct Entry {
  const char* name;
  int (*function)();
  int flags;
  const char* help;
};
struct Entry lookalikes[] = {{"one", (int (*)())one, 1, "adds"}, {"none", (int (*)())none, 4, 0}, {0}};
int twin(int value) { return value * 2; }
