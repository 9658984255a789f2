// A start from a snapshot: Python is initialised when the file is built, and its memory becomes the file's
// data. What a process starts with is a program in one of three states.
#ifndef PYLON_SNAPSHOT_H
#define PYLON_SNAPSHOT_H

#define Py_BUILD_CORE 1
#include <Python.h>
#include <stdint.h>

enum pylon_state {
  PYLON_COLD,     // a start without a snapshot: all that is wrapped does what the original does
  PYLON_TAKING,   // the snapshot is being made: the host says nothing
  PYLON_RESUMED,  // a start that goes on from the snapshot
};
extern enum pylon_state pylon_state;

// While taking, the host's clock and randomness are made up: two worlds, so that what depends on them differs
// between two snapshots. The first world's is the one that ships.
extern int pylon_world;
void pylon_world_end(void);  // forgets it

// Stops with CPython's own message where a status is an error.
void pylon_must(PyStatus status);

// Ends taking: prints the exception that is set, and no snapshot comes into being.
_Noreturn void pylon_give_up(void);

// The hashes that objects of the snapshot have are kept, in a table that says which they are: see hash.c.
void pylon_hash_seal(void);
// Gives this start its own secret, as CPython's configuration says. Returns 0 where the host has no
// randomness.
int pylon_hash_renew(const PyConfig* config);

// Keeps what getpath.py found out of nothing at all.
void pylon_paths_keep(const PyConfig* config);

// The modules that the snapshot holds, which are not taken apart at the end. Steals nothing.
int pylon_end_keep(void);
// Finalises what is left of a program's objects when its modules are gone; CPython says when.
void pylon_end_finalise(int is_last);

// Python's process clock begins now.
void pylon_clock_restart(void);

// Overwrites what was freed, and what calls have left on the stack below the caller.
void pylon_memory_clean(void);
// Counts what Python's allocators give from now on, or no longer; and how many bytes of it are in use.
void pylon_memory_count(int start);
size_t pylon_memory_used(void);

// Goes on from the snapshot with this command line; returns the exit code.
int pylon_snapshot_main(int argc, char** argv);

extern const char pylon_prelude[];  // prelude.py, ending in NUL
extern PyObject* pylon_resume;      // its function of that name

#endif
