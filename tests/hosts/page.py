"""docs/HOSTS.md, made of docs/hosts.json and toolchain/runners.json."""
import collections
import re

# Checks by which data is lost or wrong without a word, and what a user does about each.
LOSES = {
    "standard output arrives whole": "Write results to a file in a mounted folder, or use another host.",
    "a last line without its end arrives": "End all that is printed with a line end.",
    "standard error arrives whole": "Log to a file in a mounted folder.",
    "standard input arrives whole": "Hand input over as a file in a mounted folder.",
    "standard input by lines": "Hand input over as a file in a mounted folder.",
    "append writes at the end": "Read the file, and write it anew: `\"ab\"` writes over what is there.",
    "write in the middle, cut": "Write files anew, under another name, instead of changing them.",
    "write again from the start": "Write files anew, under another name, instead of changing them.",
    "the place after a write": "Count what is written instead of asking for the place.",
    "a hole reads as zeros": "Write the zeros.",
    "a database on disk": "SQLite in memory alone (`:memory:`), and `Connection.serialize()` for what is to be kept.",
    "two databases at once": "One database at a time, or SQLite in memory alone (`:memory:`).",
    "zipfile on disk": "Make archives in an `io.BytesIO`, and write their bytes at once.",
    "tarfile on disk": "Make archives in an `io.BytesIO`, and write their bytes at once.",
    "listdir of 500 files": "Keep folders small, or an index of the names in a file.",
    "listdir of 300 short names": "Keep folders small, or an index of the names in a file.",
    "unlink of a link": "Make no links, and remove none: what a link leads to is removed in its place, and OSError (29) says so afterwards.",
    "rename of a link": "Rename no links: what a link leads to is renamed in its place, and OSError (29) says so afterwards.",
    "an unlinked file that is open": "Remove temporary files after they are closed (`tempfile` with `delete_on_close=False`).",
    "st_size": "Read to the end instead of asking for the size.",
    "x: only a new file": "Lock by other means: `\"x\"` opens what is there.",
}
ADVICE = {
    "time.sleep": "No waiting in the guest: let the host call again.",
    "asyncio.sleep": "No waiting in the guest: let the host call again.",
    "recursion": "`sys.setrecursionlimit(300)` first, or `PYLON_STACK_KIB` ([RECURSION.md](RECURSION.md)).",
    "repr of a deep list": "`PYLON_STACK_KIB=160` in the guest's environment ([RECURSION.md](RECURSION.md)).",
    "deepcopy": "`PYLON_STACK_KIB=160` in the guest's environment ([RECURSION.md](RECURSION.md)).",
    "rename": "Remove the target first; who reads it meanwhile finds nothing.",
    "shutil.rmtree": "Remove file by file.",
    "symbolic links": "Copy instead.",
    "os.utime": "Times are less exact, or not kept: compare contents.",
    "no way out": "Mount nothing but what the guest may see, and trust no link in it: the mount does not confine it.",
    "random": "Not for keys or tokens: hand in random bytes of the host's.",
    "exit code": "Print the outcome as the last line, and go by that.",
    "output to a file is no terminal": "`NO_COLOR=1` in the guest's environment keeps colours out of tracebacks; `-u` if output comes late.",
    "nothing of the host's own": "Take the host's own lines off standard error, or its option that silences them.",
    "environment": "Hand values over as arguments.",
    "nothing else in the environment": "The guest sees variables of the host's: keep secrets out of them.",
    "a missing file": "Expect any OSError where FileNotFoundError is meant.",
    "shutil.copyfile": "`os.path.samefile` is true of any two files here: copy with `open`, `read` and `write`.",
    "mkdir": "Ask `os.path.isdir` first.",
    "unlink of a folder": "Ask `os.path.isdir` first: folders are removed by it.",
    "rmdir of a full folder": "Ask `os.listdir` first: what is in the folder goes with it.",
    "a new file is from now": "Times of files mean nothing here.",
    "the year": "Hand the time in: its clock is wrong, and zip files refuse years before 1980.",
    "200 MB": "Stay below the memory that the host gives.",
    "200 files open": "Close files early.",
    "scandir": "Ask `os.stat` for kinds.",
    "imports": "See what is said.",
    "math.": "Its numbers are not those of other hosts: do not compute with it.",
    "float": "Its numbers are not those of other hosts: do not compute with it.",
    "int arithmetic": "Its numbers are not those of other hosts: do not compute with it.",
    "NaN": "Compare NaNs by `math.isnan`, never by bits.",
    "stdin": "Hand input over as a file in a mounted folder.",
    "no standard input": "Give it an empty standard input.",
}
NUMBERS = ("math.", "float text", "float of text", "int arithmetic")

INTRODUCTION = """# Hosts

Made by `tests/hosts/run.py` from what `tests/hosts/probe.py` saw inside `pylon.wasm` of `lean`; edit neither this page nor `hosts.json` by
hand. What the runtimes of `toolchain/runners.json` do, where it is not what POSIX and native Python do, and what to do about it.

`pylonctl runners list` says which of them are on this machine, `pylonctl runners get NAME` fetches those that are packages, in the versions
of the table, and `pylonctl smoke lean --runner NAME` then works. Without `pylonctl`: the commands under each host, as they stand, in a folder with
`pylon.wasm` of a release and this project's folder `toolchain/`; each ends with the 42 that Python prints.
"""

# What the file does about its hosts, and what today's smokes say of the lean of before these mendings, whose library was a folder (of the
# last two: of 29 November 2026, 21:18).
MENDED = [
    ("It waits for a span, not for a time of the clock", "wazero", "clock", "4 of 7 checks: sleep is an OSError"),
    ("A write at the start of a file is made by its place", "bun", "overwrite", "6 of 6 checks: files are damaged"),
    ("A program is told by OSError (29) where what a link leads to was removed or renamed", "deno", "overwrite", "1 of 7 checks: a file is gone"),
    ("An appended write goes to the end first", "bun-shim", "append", "3 of 4 checks: what others wrote is lost"),
    ("Names that are empty or mean a folder, modes, who may execute", "node", "files", "12 of 16 checks"),
    ("Reads and writes in pieces of 64 MiB", "wasmtime", "big_files", "128 MiB in one call: out of memory"),
    ("A folder that was cut between two entries is read on", "deno", "big_files", "it does not start: its library's folder is cut"),
    ("asyncio waits for nothing at its import, and wakes without a socket", "node", "asyncio_loop", "18 of 18 checks; in wasmer-py it never ends"),
    ("A missing file is told from one that cannot be read", "graalwasm", "overwrite", "it does not start, once a folder is mounted"),
    ("It looks at the clock where the host waits for nobody", "graalwasm", "clock", "sleep is an OSError"),
    ("Recursion is counted in bytes of the host's stack", "wasmi", "recursion", "a trap at the first check"),
    ("`os.scandir` reads a folder whole, then gives its entries", "wasmtime", "files", "1 of 17 checks: of 500 files removed as they come, 262 are given"),
    ("A rename replaces like by like, a link nothing", "wasmer-js", "overwrite", "2 of 9 checks: files are lost"),
    ("A write of nothing at a place makes no file longer", "node-shim", "overwrite", "2 of 9 checks, the one above among them"),
    ("The place after an appended write is set", "wasm-util", "append", "1 of 5 checks: `tell()` stays"),
    ("A step up (`..`) is the file's own: behind a link, a file or nothing, and from one mount to another", "wazero", "files", "1 of 26 checks: `link/../new` is another file"),
    ("A link that is not to be followed (`O_NOFOLLOW`) is not", "node", "files", "2 of 26 checks, the one above among them"),
    ("Advice (`posix_fadvise`) need not be taken", "bun", "files", "3 of 26 checks, the two above among them"),
    ("Numbers that WASI does not define are OSError: of `seek`, `posix_fadvise`, clocks, `os.open`", "wasmtime", "files", "a trap at check 14"),
]


def title(check):
    return check.replace("_", " ")


def is_number(check):
    return check.startswith(NUMBERS) or check.startswith("NaN bits")


def is_told(said):
    """Whether the guest was told by an exception: nothing is lost without a word."""
    return re.search(r"^(\w+Error: \[Errno|OperationalError: unable|ValueError: ZIP)|: OSError: \[Errno", str(said)) is not None


def is_unseen(check, said):
    """Whether a link was renamed, and is not seen to be one: both names lead where they did."""
    return check == "rename of a link" and said == "(False, True)"


def loses(check, said=""):
    return not is_told(said) and not is_unseen(check, str(said)) and may_lose(check)


def may_lose(check):
    return check in LOSES or check.startswith(NUMBERS) or check.endswith(": it goes on") and title(check).startswith("stdin")


def advice(check, said=""):
    if "before 1980" in said:
        return "Give each entry a date: `zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))`."
    if is_unseen(check, said):
        return "Links are followed, but not seen: `os.path.islink` and `os.lstat` tell of what they lead to."
    if check == "rename of a link" and is_told(said) and "[Errno 29]" not in said:
        return "Make the link anew under its new name, and remove the old one."
    if check.startswith("rename") and "[Errno 58]" in said:
        return "Nothing can be renamed: copy, and remove what was copied."
    if check in LOSES:
        return LOSES[check]
    name = check.removesuffix(": it goes on")
    return next((text for start, text in ADVICE.items() if name.startswith(start) or start in name), "Do without it, or use another host.")


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def short(text, length=90):
    text = re.sub(r"\s+", " ", str(text))
    return text if len(text) <= length else text[:length - 1] + "…"


def quoted(word):
    """For a shell; a placeholder of runners.json has become a path that has no blanks."""
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word) else "'" + word.replace("'", "'\\''") + "'"


def install(name, templates):
    """Shell commands that fetch what a runner needs, without pylonctl; into the current folder."""
    lines = []
    for each in templates["runners"][name].get("packages", []):
        packages = templates["packages"][each]
        pins = [(pin["name"], pin["version"]) for pin in packages["pins"]]
        if packages["client"] == "npm":
            lines.append("npm install --ignore-scripts " + " ".join(f"{name}@{version}" for name, version in pins[:1]))
        elif packages["client"] == "pip":
            lines.append("python3 -m venv venv; venv/bin/pip install " + " ".join(f"{name}=={version}" for name, version in pins))
        elif packages["client"] == "cargo":
            if "prepare" in packages:
                lines.append("cargo init --vcs none --name runner; cargo add " + " ".join(f"{name}@={version}" for name, version in pins))
            else:
                lines += [f"cargo install --locked --root . --version {version} {name}" for name, version in pins]
        elif packages["client"] == "go":
            lines += [f"GOBIN=$PWD/bin go install {name}@{version}" for name, version in pins]
        elif packages["client"] == "maven":
            lines += [f"mvn dependency:copy -DoutputDirectory=jars -Dartifact={name}:{version}" for name, version in pins]
        elif packages["client"] == "debian":
            lines += [f"toolchain/debian-suite {pins[0][1]} debs " + " ".join(name for name, _ in pins), "toolchain/debian-root root debs/*.deb"]
        lines += [" ".join(quoted(word.replace("{toolchain}", "toolchain")) for word in command) for command in packages.get("prepare", [])]
    return lines


def program(template, name):
    place = next((each for each in template["programs"] if each.startswith(("got:", "path:"))), template["programs"][-1])
    kind, path = place.split(":", 1)
    return path.split("/", 1)[1] if kind == "got" else path.rsplit("/", 1)[-1]


def command(name, templates):
    template = templates["runners"][name]
    values = {"program": program(template, name), "wasm": "pylon.wasm", "toolchain": "toolchain", "cache": "cache"}
    words = []
    for word in template["command"]:
        if word == "{arguments}":
            words += ["-c", "'print(6 * 7)'"]
        elif word not in ("{mounts}", "{environment}", "{memory}"):
            filled = re.sub(r"\{([^}]+)\}", lambda mark: values.get(mark[1], "."), word)
            words.append(f"'{filled}'" if "jars/*" in filled else filled)
    return " ".join(words)


def of_all(result):
    checks = result["checks"].values()
    return "" if not checks else f"{sum(found['ok'] for found in checks)} of {len(checks)}"


def left_out(template):
    """Smoke -> why the host cannot pass it."""
    return {limit["smoke"]: limit["text"] for limit in template["limits"] if "smoke" in limit}


def is_good(verdict):
    return verdict.startswith(("pass", "skip"))


def smoke_file(result, smoke):
    """The digest of the file that a smoke was run of: that of the checks, where it is not told."""
    return result.get("smokes_files", {}).get(smoke, result["file"])


def smokes_words(result, template):
    """"17 of 19, 2 left out": a smoke that a limit names is left out, whatever an earlier run said of it."""
    smokes = result.get("smokes")
    if not smokes:
        return ""
    without = left_out(template)
    run = [verdict for smoke, verdict in smokes.items() if smoke not in without]
    words = f"{sum(map(is_good, run))} of {len(run)}"
    return words + (f", {len(without)} left out" if without else "")


def all_smokes(hosts, templates):
    """The hosts of which every smoke passes, or is left out by name, and how many smokes there are."""
    names = {smoke for result in hosts.values() for smoke in result.get("smokes", {})}
    good = [name for name, result in sorted(hosts.items())
            if all(smoke in left_out(templates["runners"][name]) or is_good(result.get("smokes", {}).get(smoke, "")) for smoke in names)]
    return (good if names else []), len(names)


def overview(hosts, templates):
    base = hosts.get("wasmtime", {}).get("start", {}).get("loop_s")
    lines = ["| host | version | what | first start, processor s | again, s (processor) | a loop, × wasmtime | checks | smokes |", "|---|---|---|---|---|---|---|---|"]
    for name, result in sorted(hosts.items(), key=lambda item: item[1]["start"].get("warm_cpu_s", 999)):
        start = result["start"]
        meaning = templates["runners"][name]["meaning"]
        if not start:
            lines.append(f"| [{name}](#{name}) | {result['version']} | {cell(meaning)} |  |  |  |  | {smokes_words(result, templates['runners'][name])} |")
            continue
        if "problem" in start:
            lines.append(f"| [{name}](#{name}) | {result['version']} | {cell(meaning)} | does not start |  |  |  |  |")
            continue
        is_seen = (start.get("loop_s") or 0) > 0.05 * start["warm_cpu_s"]  # a loop that is less than a start differs by is not
        loop = f"{start['loop_s'] / base:.1f}" if base and is_seen else "?"
        lines.append(f"| [{name}](#{name}) | {result['version']} | {cell(meaning)} | {start['cold_cpu_s']:.1f} | {start['warm_s']:.2f} "
                     f"({start['warm_cpu_s']:.2f}) | {loop} | {of_all(result)} | {smokes_words(result, templates['runners'][name])} |")
    return lines


def smokes_line(hosts, templates):
    good, count = all_smokes(hosts, templates)
    if not count:
        return []
    skipped = len({smoke for result in hosts.values() for smoke, verdict in result.get("smokes", {}).items() if verdict.startswith("skip")})
    files = {name: collections.Counter(smoke_file(result, smoke) for smoke in result.get("smokes", {})) for name, result in sorted(hosts.items())}
    usual = sum(files.values(), collections.Counter()).most_common(1)[0][0]
    older = [f"{name} ({', '.join(f'{count} of `{digest}`…' for digest, count in sorted(counted.items()) if digest != usual)})"
             for name, counted in files.items() if set(counted) - {usual}]
    return [f"Of lean's {count} smokes every one passes, or is left out with its reason (under the host), on {len(good)} hosts: {', '.join(good)}. "
            f"{skipped} of them have nothing to check in lean, as they are of NumPy; they count as passed. "
            f"These are the smokes of `{usual}`…" + (f", but for {', '.join(older)}." if older else "."), ""]


def fallen(hosts):
    """(host, check, what was said), by what is lost first."""
    rows = [(not loses(check, found.get("said", "")), name, check, found.get("said", "")) for name, result in hosts.items() if "problem" not in result["start"]
            for check, found in result["checks"].items() if not found["ok"]]
    return sorted(rows)


def limits(hosts):
    lines = ["| host | what falls short | seen | what to do |", "|---|---|---|---|"]
    for harmless, name, check, said in fallen(hosts):
        what, host = (cell(title(check)), name) if harmless else (f"**{cell(title(check))}**", f"**{name}**")
        lines.append(f"| {host} | {what} | {cell(short(said))} | {cell(advice(check, str(said)))} |")
    for name, result in sorted(hosts.items()):
        if "problem" in result["start"]:
            lines.insert(2, f"| **{name}** | **start** | {cell(short(result['start']['problem'], 160))} | Use another host. |")
    return lines


def numbers(hosts):
    groups = {}
    for name, result in sorted(hosts.items()):
        said = {check: found.get("said") for check, found in result["checks"].items() if is_number(check)}
        if said:
            groups.setdefault(tuple(sorted(said.items())), []).append(name)
    if not groups:
        return []
    usual = max(groups, key=lambda key: len(groups[key]))
    lines = [f"The same digests on {len(groups[usual])} hosts ({', '.join(groups[usual])}): " + "; ".join(
        f"{check} `{value}`" for check, value in usual) + "."]
    for key, names in groups.items():
        if key != usual:
            other = [f"{check} `{value}`" for check, value in key if (check, value) not in usual]
            lines.append(f"\nOther ones on {', '.join(names)}: " + "; ".join(other or ["none, but some checks did not end"]) + ".")
    return lines


def mended():
    return ["| the file | seen on | smoke | of the file without it fails |", "|---|---|---|---|",
            *(f"| {what} | {host} | `{smoke}` | {without} |" for what, host, smoke, without in MENDED)]


def matrix(hosts):
    """Host by check: a letter for each, the checks by number."""
    checks = sorted({check for result in hosts.values() for check in result["checks"] if not is_number(check)},
                    key=lambda check: (not may_lose(check), check))
    names = [name for name in sorted(hosts) if hosts[name]["checks"]]
    lines = ["`·` good, `x` falls short, blank: not seen, as what it belongs to did not go on. First, in bold, where data can be lost: `**x**` "
             "where it is without a word, `x` where an exception says so.", "",
             "| check | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for check in checks:
        found = [hosts[name]["checks"].get(check) for name in names]
        marks = ["" if each is None else "·" if each["ok"] else "**x**" if loses(check, each.get("said", "")) else "x" for each in found]
        lines.append(f"| {f'**{cell(title(check))}**' if may_lose(check) else cell(title(check))} | " + " | ".join(marks) + " |")
    return lines


def one_host(name, hosts, templates):
    result = hosts[name]
    template = templates["runners"][name]
    commands = [*install(name, templates), command(name, templates)]
    lines = ["", f"### {name}", "", f"{template['meaning']}. {template['get']}. Without `pylonctl`:", "", "```sh", *commands, "```"]
    own = [word for kind in ("mount", "variable") for word in template[kind]]
    if own != ["--dir", "{host}::{guest}", "--env", "{name}={value}"]:
        folder, variable = (" ".join(template[kind]).format(host="HOST", guest="GUEST", name="NAME", value="VALUE") for kind in ("mount", "variable"))
        lines += ["", f"A folder comes in by `{folder}`, a variable by `{variable}`."]
    notes = [limit["text"] + (f" (smoke `{limit['smoke']}` is left out)" if "smoke" in limit else "") for limit in template["limits"]]
    without = left_out(template)
    notes += [f"smoke `{smoke}`: {short(verdict, 140)}" for smoke, verdict in sorted(result.get("smokes", {}).items())
              if smoke not in without and not is_good(verdict)]
    if "unfinished" in result:
        notes.append(f"not all checks were made: {result['unfinished']}")
    names = {smoke for each in hosts.values() for smoke in each.get("smokes", {})}
    missing = sorted(names - set(without) - set(result.get("smokes", {}))) if result.get("smokes") else []
    if missing:
        notes.append("smokes that were not run for want of time: " + ", ".join(missing))
    return lines + [""] * bool(notes) + [f"- {note}" for note in notes]


def files_line(hosts):
    """Which file was looked at: that of most hosts, and who saw another one."""
    names = {}
    for name, result in sorted(hosts.items()):
        names.setdefault(result["file"], []).append(name)
    usual = max(names, key=lambda digest: len(names[digest]))
    others = [f"{', '.join(who)}: `{digest}`…" for digest, who in sorted(names.items()) if digest != usual]
    return f"The file: SHA-256 `{usual}`…" + (f"; {'; '.join(others)}" if others else "") + "."


def load_lines(load, hosts):
    """What tests/hosts/load.py measured: load and start apart, for each file, and what the files are like."""
    if not load:
        return []
    labels = load["order"]
    lines = ["## What a start costs", "", "Processor seconds of one `-c pass`, without what the host takes for an empty module; made by `tests/hosts/load.py`, all files in "
             "one run. *Load* is to read, parse, compile and instantiate the file (its `_start` emptied), *of it code* what is less when "
             f"every function is one instruction, *start* all the rest. The last two columns are *{labels[-1]}* in proportion to *{labels[0]}*. A host in Java that "
             "starts for a program that ends at once is best without its second compiler: the rows with `-XX:TieredStopAtLevel=1`.", "",
             "| host | " + " | ".join(f"load, {label} | of it code | start" for label in labels) + " | load | load and start |", "|---|" + "---|" * (3 * len(labels) + 2)]
    for name, found in sorted(load["hosts"].items(), key=lambda item: -item[1]["files"][labels[0]]["load"]):
        files = [found["files"][label] for label in labels]
        total = [each["load"] + each["start"] for each in files]
        cells = [f"{each[part]:.2f}" for each in files for part in ("load", "code", "start")]
        host, _, how = name.partition(" ")
        shown = (f"[{host}](#{host})" if host in hosts else host) + (f" `{how}`" if how else "")
        lines.append(f"| {shown} | " + " | ".join(cells) + f" | {files[-1]['load'] / files[0]['load']:.2f} | {total[-1] / total[0]:.2f} |")
    lines += ["", "| file | bytes | functions | their code | the largest | above 8,000 bytes | data segments | data |", "|---|---|---|---|---|---|---|---|"]
    for label in labels:
        facts = load["files"][label]
        lines.append(f"| {label} | " + " | ".join(f"{facts[key]:,}" for key in ("bytes", "functions", "code", "largest", "above_8000", "segments", "data")) + " |")
    return lines + [""]


def text(hosts, templates, load=None):
    lines = [INTRODUCTION, files_line(hosts), "", "## At a glance", "",
             "Processor seconds are of `-c pass`; wall seconds tell as much of who else used the machine. The loop adds small integers. A host without a number of checks was started, and not probed.", "",
             *overview(hosts, templates), "", *smokes_line(hosts, templates), *load_lines(load, hosts), "## What falls short, and what to do", "", *limits(hosts), "",
             "## What the file mends", "", *mended(), "", "## The same numbers", "", *numbers(hosts), "",
             "## Host by check", "", *matrix(hosts), "", "## How each is started", "",
             "From a checkout of this project, whose `toolchain/` is named, with `pylon.wasm` in the same folder. Folders come in by "
             "`--dir HOST::GUEST`, variables by `--env NAME=VALUE`, unless it is said otherwise. What is called Wasmer is a package of Python and one of JavaScript here, not the program `wasmer`."]
    for name in sorted(hosts):
        lines += one_host(name, hosts, templates)
    return "\n".join(lines) + "\n"
