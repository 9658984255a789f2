// Puts the library image where programs look for it.
#ifndef PYLON_LIBRARY_MOUNT_H
#define PYLON_LIBRARY_MOUNT_H

// Reads the image in the data segment and mounts each folder below its root (`lib` as /lib), but for those
// that the host has mounted itself. Where there is no image, nothing is done. Returns 0, or what is wrong,
// for people; *where is the node that it is about, and nothing is mounted then. A constructor calls it before
// main. Called again (a program that was frozen and goes on elsewhere), it starts without open files; the
// caller lets wasi-libc forget the first time before, by __wasilibc_reset_preopens().
const char* pylon_library_mount(unsigned* where);

#endif
