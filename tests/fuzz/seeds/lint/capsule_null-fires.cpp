0void close_it(PyObject* x) {
  ::PyCapsule_SetPointer(x, nullptr);
  PyCapsule_SetPointer(x, static_cast<void*>(nullptr));
  PyCapsule_IsValid(x, "one") && PyCapsule_IsValid(x, "two");
}
