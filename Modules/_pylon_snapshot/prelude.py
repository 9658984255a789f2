# Runs when a snapshot is taken. `take` imports the modules that go into it and leaves out what a start makes anew;
# `resume` runs at each start. `memory_used` comes from take.c.
import gc
import posix
import sys


def growth(name):
    """Imports a module and says how many bytes of small objects are there more."""
    gc.collect()
    before = memory_used()
    try:
        __import__(name)
    except BaseException:
        posix.write(2, b"pylon: the import of '%s' failed while the snapshot was taken\n" % name.encode())
        raise
    gc.collect()
    return memory_used() - before


def take(names):
    import linecache  # for `-c`, whose lines it keeps for tracebacks
    import site  # its main() runs at each start

    path = list(sys.path)
    site.addsitepackages(set())
    site.abs_paths = unless_starting(site.abs_paths)  # it mends relative paths of modules: in a snapshot there are none
    began = memory_used()
    parts = [(name, growth(name)) for name in names.split()]
    sys.path[:] = path
    report(began, parts)
    forget()


def report(began, parts):
    """For the build: what is inside, as JSON. Names of modules need no escapes."""
    modules = ", ".join(f'"{name}"' for name in sorted(sys.modules) if name != "__main__")
    grown = ", ".join(f'"{name}": {size}' for name, size in parts)
    text = f'{{"interpreter": {began}, "imports": {{{grown}}}, "modules": [{modules}]}}\n'.encode()
    while text:
        text = text[posix.write(1, text) :]


def forget():
    """Takes away what CPython's second phase makes, and all that is this run's."""
    import builtins

    import _frozen_importlib_external as external

    sys.meta_path[:] = [finder for finder in sys.meta_path if finder is not external.PathFinder]
    sys.path_hooks.clear()
    del sys.modules["__main__"]  # a frozen one would never be collected
    vars(builtins).pop("open", None)
    for name in ("stdin", "stdout", "stderr", "__stdin__", "__stdout__", "__stderr__"):
        vars(sys).pop(name, None)
    for name in ("take", "report", "forget", "growth", "memory_used", "unless_starting"):
        globals().pop(name, None)
    global held_warnings, held_finders
    held_warnings = sys.modules.get("warnings")
    held_finders = list(sys.path_importer_cache.values())  # so that the end does not free what they know of folders
    gc.collect()
    gc.freeze()


def resume(what, argument):
    modules = sys.modules
    if what == "environ":
        posix.environ.clear()
        posix.environ.update(argument)
        return
    if held_warnings and sys.warnoptions:  # else whoever imports it does this
        held_warnings._processoptions(sys.warnoptions)
    if sys.flags.no_site:
        modules.pop("site", None)
        return
    site = modules["site"]
    site.PREFIXES[:] = [sys.prefix, sys.exec_prefix]
    global starting
    starting = True
    try:
        site.main()
    finally:
        starting = False


starting = False


def unless_starting(function):
    def abs_paths():
        if not starting:
            function()

    return abs_paths
