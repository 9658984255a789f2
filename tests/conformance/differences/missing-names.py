# What: public names that modules of the standard library lack; `A_*` are all that begin so
# Why: CPython leaves out what the C library has no function or number for, and modules leave out what needs a module that is not there
# Do: ask for them (`hasattr(os, "umask")`), as for Windows; `os.walk` for `os.fwalk`, `os.write` of joined parts for `os.writev`
import contextlib, importlib, io, itertools, json, os, pathlib, pkgutil, sys, warnings
HERE = pathlib.Path(__file__).parent
LEFT_OUT = {"antigravity", "idlelib", "posix", "test", "this", "turtledemo"}  # they open windows, print, are nobody's library, or are os


def modules():
    for name in sorted(sys.stdlib_module_names):
        if not name.startswith("_") and name not in LEFT_OUT:
            yield name
            folder = pathlib.Path(os.__file__).parent / name
            yield from (found.name for found in pkgutil.walk_packages([str(folder)], f"{name}.") if "._" not in found.name)


def names(module):
    """Its public names; None where it cannot be imported."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(action="ignore"):
        try:
            module = importlib.import_module(module)
        except BaseException:
            return None
        found = (name for name in dir(module) if not name.startswith("_") and not isinstance(getattr(module, name, None), type(sys)))
        return sorted(getattr(module, "__all__", found))


def shown(missing, all_of_it):
    """The missing names, those with the same beginning as one where none of them is there."""
    beginning = lambda name: name.partition("_")[0]
    for start, group in itertools.groupby(sorted(missing), beginning):
        group = list(group)
        whole = len(group) > 2 and len(group) == sum(beginning(name) == start for name in all_of_it)
        yield from [f"{start}_*"] if whole else group


if "--judge" in sys.argv:  # differences.py keeps what it prints as names.json
    print(json.dumps({module: found for module in modules() if (found := names(module)) is not None}, separators=(",", ":")).replace("],", "],\n"))
else:
    gone = []
    for module, wanted in json.loads((HERE / "names.json").read_text("utf-8")).items():
        found = names(module)
        if found is None:
            gone += [module] if module.partition(".")[0] not in gone else []
        elif missing := set(wanted) - set(found):
            print(f"{module}:", *shown(missing, wanted))
    print("no module:", *gone)
