#!/usr/bin/env python3
"""Whether lint takes time in proportion to what it reads, whatever stands in there: inputs that once made it slow, or
that look as if they could, each with twice as much of it. Counted are instructions, by valgrind, which are the same on
a busy machine; without valgrind processor time, the least of three runs of larger inputs. What an empty file takes is
taken off. Fails where twice the input takes more than three times as much, or where lint dies.

usage: lint_bounds.py PYLONCTL [--only NAME] [--times]
"""
import argparse
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

SET = "PyCapsule_SetPointer"


def ladder(n):
    """Macros that each lead to many of the next rung."""
    rungs, wide = 12, max(2, n // 12)
    lines = [f"#define A{rung} A{rung + 1}" for rung in range(rungs) for _ in range(wide)]
    return "\n".join(lines) + f"\nvoid f(void) {{ {SET}(x, A0); }}\n"


def chain(n):
    return "\n".join(f"#define A{i} A{i + 1}" for i in range(n)) + f"\nvoid f(void) {{ {SET}(x, A0); }}\n"


def wrappers(n):
    lines = [f"#define W0(c, p) {SET}(c, p)"] + [f"#define W{i + 1}(c, p) W{i}(c, p)" for i in range(n)]
    return "\n".join(lines) + f"\nvoid f(void) {{ W{n}(x, NULL); }}\n"


def makers(n):
    """One macro of n words that is used n times with the name, and one whose words are n times n."""
    lines = ["#define B(f, x) " + "f x " * n] + [f"void g{i}(void) {{ B({SET}, y) (x, NULL); }}" for i in range(n)]
    return "\n".join(lines) + f"\nvoid g(void) {{ B({SET}, {'y ' * n}) }}\n"


def doublers(n):
    return "#define D(f) f f\n#define P(a, b) a##b\nvoid f(void) { " + f"D({SET}) P(PyCapsule_, SetPointer)(x, NULL); " * n + "}\n"


def pasters(n):
    lines = [f"#define M{i}(x) M{i + 1}(x) PyCapsule_##x" for i in range(n)]
    return "\n".join(lines) + "\nvoid f(void) { M0(SetPointer)(x, NULL); }\n"


def sql(text):
    return f'void f(void) {{ duckdb_query(c, "{text}", &r); duckdb_value_varchar(&r, 0, 0); }}\n'


def with_chain(n):
    parts = ["a0 AS (SELECT uuid() AS i)"] + [f"a{i + 1} AS (SELECT *, * FROM a{i}, a{i})" for i in range(n)]
    return sql(f"WITH {', '.join(parts)} SELECT i FROM a{n}")


def many_queries(n):
    columns = ", ".join(f"c{i}" for i in range(n))
    calls = " ".join(f"duckdb_value_varchar(&r, {i}, 0);" for i in range(n))
    return f'void f(void) {{ duckdb_query(c, "CREATE TABLE t(id uuid); SELECT {columns}, * FROM t", &r); {calls} }}\n'


def strings_then_calls(n):
    return "void f(void) {" + ' puts("x"); duckdb_value_varchar(&r, 0, 0);' * n + "}\n"


def named_calls(n):
    uses = "".join(f'void g{i}(void) {{ PyCapsule_GetPointer(x{i}, "n{i}"); {SET}(x{i}, NULL); }}\n' for i in range(n))
    return uses


def old_names(n):
    name = "python" + ".composed.wasm"
    return "[" + ", ".join(f'{{"old_name": "{name}"}}' for _ in range(n)) + "]"


# Name -> (file, text of about n parts, parts for valgrind)
CASES = {
    "macro-ladder": ("a.c", ladder, 1200),
    "macro-chain": ("a.c", chain, 1200),
    "macro-wrappers": ("a.c", wrappers, 800),
    "macro-makers": ("a.c", makers, 300),
    "macro-doublers": ("a.c", doublers, 800),
    "macro-pasters": ("a.c", pasters, 800),
    "sql-deep": ("a.c", lambda n: sql("SELECT " + "max(" * n + "id" + ")" * n + " FROM t"), 4000),
    "sql-deep-selects": ("a.c", lambda n: sql("SELECT id FROM " + "(SELECT * FROM " * n + "t" + ")" * n), 2000),
    "sql-open": ("a.c", lambda n: sql("SELECT " + "max(" * n), 4000),
    "sql-with": ("a.c", with_chain, 500),
    "sql-columns": ("a.c", many_queries, 800),
    "sql-strings": ("a.c", strings_then_calls, 1500),
    "braces": ("a.c", lambda n: "{" * n + f" {SET}(x, NULL);" * n, 1200),
    "brackets": ("a.c", lambda n: f"{SET}(" * n, 3000),
    "nested-in-second": ("a.c", lambda n: "void f(void) { " + f"{SET}(x, " * n + "p" + ")" * n + "; }", 1500),
    "nested-calls": ("a.c", lambda n: "void f(void) { " + f"{SET}(" * n + "x" + ", NULL)" * n + "; }", 1500),
    "parentheses": ("a.c", lambda n: f"void f(void) {{ {SET}(x, {'(' * n}0{')' * n}); }}", 8000),
    "casts": ("a.c", lambda n: f"void f(void) {{ {SET}(x, {'(void *)' * n}0); }}", 5000),
    "one-line": ("a.c", lambda n: f"void f(void) {{ {f'{SET}(x, NULL); ' * n} }}", 1200),
    "binds": ("a.cpp", lambda n: "void f(void) { " + f"std::bind({SET}, x, " * n + "_1" + ")(NULL)" * n + "; }", 1200),
    "applied": ("a.cpp", lambda n: "void f(void) { " + f"std::apply({SET}, std::tuple<" + "A<" * n + ">" * n + f"{{x, {SET}(x, NULL)}}); }}", 3000),
    "assigned-in-a-row": ("a.c", lambda n: f"void f(void) {{ void *p = NULL; {'p = ' * n}NULL; {SET}(x, p); }}", 4000),
    "cython-functions": ("a.pyx", lambda n: f"def f(c, p=0):\n    cdef void *p = NULL\n    {SET}(c, p)\n" * n, 500),
    "cython-heads": ("a.pyx", lambda n: f"def f{'(p)' * n}: {SET}(c, p)\n", 4000),
    "named-capsules": ("a.c", named_calls, 400),
    "suppressions": ("a.c", lambda n: f"// pylon-lint: allow capsule-null: why\n{SET}(x, NULL);\n" * n, 700),
    "suppressions-one-line": ("a.c", lambda n: "// " + "/ pylon-lint: allow capsule-null: why " * n + "\n" + f"{SET}(x, NULL);" * n, 700),
    "suppressions-comment": ("a.c", lambda n: "// pylon-lint: allow capsule-null: why " * n + "\n// x" * n + f"\n{SET}(x, NULL);", 1500),
    "old-names": ("a.json", old_names, 500),
    "backticks": ("a.md", lambda n: " ".join("`" * (i + 1) for i in range(int((2 * n) ** 0.5))) + " import a_dynlink", 60000),
    "setup-line": ("Setup.local", lambda n: "a_dynlink " * n, 2500),
    "long-name": ("a.py", lambda n: "import a" + "_dynlink" * n, 6000),
    "yaml-lists": ("a.yml", lambda n: "run:\n" + "- - - -c\n" * n + "  pylon-launch x.wasm exit\n", 3000),
    "yaml-blocks": ("a.yml", lambda n: "- run: |\n    pylon-launch x.wasm -c 'print(1); exit(1)'\n" * n, 700),
    "make": ("Makefile", lambda n: "a:\n\tpylon-launch $(X) x.wasm -c 'print(1); exit(1)'\n" * n, 700),
    "shell": ("a.sh", lambda n: "pylon-launch x.wasm -c 'print(1); exit(1)' <<A <<B\n" * n, 900),
    "python-lists": ("a.py", lambda n: "run(" + "[" * n + "'pylon-launch', '-c', 'print(1); exit(1)'", 6000),
}


def instructions(command):
    counting = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run([*counting, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
    if done.returncode not in (0, 1, 2):
        raise RuntimeError(f"ended with {done.returncode}")
    return int(re.findall(r"I +refs: +([\d,]+)", done.stderr)[-1].replace(",", ""))


def seconds(command):
    least = None
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        if code not in (0, 1, 2):
            raise RuntimeError(f"ended with {code}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        least = took if least is None else min(least, took)
    return least


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pylonctl")
    parser.add_argument("--only", choices=CASES)
    parser.add_argument("--times", action="store_true", help="processor time, not instructions")
    options = parser.parse_args()
    count = seconds if options.times or not shutil.which("valgrind") else instructions
    larger = 1 if count is instructions else 20
    # The program behind the front: valgrind does not follow into it.
    program = pathlib.Path(options.pylonctl).resolve()
    behind = program.with_name("pylonctl-main")
    failed, nothing = [], {}
    with tempfile.TemporaryDirectory() as folder:
        def cost(name, text):
            path = pathlib.Path(folder) / name
            path.write_text(text)
            return count([str(behind if behind.exists() else program), "lint", str(path)])

        for name, (file, make, parts) in CASES.items():
            if options.only not in (None, name):
                continue
            try:
                if file not in nothing:
                    nothing[file] = cost(file, "")
                once, twice = (max(cost(file, make(parts * larger * k)) - nothing[file], 1e-9) for k in (1, 2))
            except RuntimeError as error:
                failed.append(f"{name}: {error}")
                continue
            print(f"{name:22} {once:>14,.3f} {twice:>14,.3f}  x {twice / once:.2f}", flush=True)
            if twice > 3 * once and twice > 0.02:
                failed.append(f"{name}: twice the input takes {twice / once:.2f} times as much")
    print(*failed, sep="\n")
    print(f"{len(CASES)} cases, {len(failed)} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
