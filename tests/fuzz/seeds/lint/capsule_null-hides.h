;#define CLOSE_FAR(capsule, pointer) PyCapsule_SetPointer(capsule, pointer)
#define SET_FAR PyCapsule_SetPointer
