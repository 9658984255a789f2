#!/usr/bin/env python3
"""Runs probe.py inside pylon.wasm on every host that is on this machine, and writes docs/hosts.json and docs/HOSTS.md.

usage: run.py [HOST]... [--file artifacts/lean/pylon.wasm] [--start] [--checks] [--smokes] [--minutes 30] [--judge]

Hosts are the runners of toolchain/runners.json; `pylonctl runners list` says which are here, `pylonctl runners get --all` gets more.
Without HOST all that are here. Results are kept as they come, so that a run may be ended at any time, and several may go on at once.
--start measures the start alone, --checks runs probe.py alone, --smokes the project's smokes, each beside what is known. What a host does not end within
its --minutes is left out of its checks, and said. --judge writes nothing and compares: exit code 1 when a check that docs/hosts.json
knows as good falls short, or a number is another one than on the other hosts; 77 when no host is here.

examples: run.py wazero deno          run.py --smokes --minutes 20          run.py chicory --minutes 10 --seconds 120
"""
import argparse
import fcntl
import hashlib
import json
import math
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

import page

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
BATCH = ["streams", "stdin_none", "files", "many", "outside", "clock", "sleep", "sqlite", "archives", "random", "arrow", "loop_of_tasks",
         "memory", "recursion_plain", "recursion_attribute", "recursion_repr", "recursion_copy", "numbers", "imports"]
SECONDS = 60                # that one process may take, times the host's time_factor; in a batch, each check
LONGEST = 900               # seconds that a process, and a check of a batch, may take anywhere
ROUNDS = 200_000            # that loop_s in docs/hosts.json is for
LINE = "0123456789" * 8 + "\n"
SIZE = 1_300_000 // len(LINE) * len(LINE)
INPUT = b"".join(b"%d of three megabytes\n" % i for i in range(120_000))


class OutOfTime(Exception):
    """A host has used up its minutes. What it was doing then is neither good nor bad."""


class Host:
    """A runner, its programs found, with a cache of its own that begins empty. `until`: time.monotonic() at its end."""

    def __init__(self, name, template, found, wasm, cache, longest=LONGEST, until=math.inf):
        self.name, self.template, self.found, self.wasm, self.cache, self.until = name, template, found, wasm, cache, until
        self.seconds = min(SECONDS * template.get("time_factor", 1), longest)

    def is_over(self):
        return time.monotonic() >= self.until

    def argv(self, arguments, environment, mounts):
        values = {"program": self.found["program"], "wasm": str(self.wasm), "toolchain": str(PROJECT / "toolchain"),
                  "cache": str(self.cache), **{f"got:{name}": path for name, path in self.found["got"].items()}}
        lists = {"{memory}": [], "{arguments}": arguments,
                 "{mounts}": [word.format(host=host, guest=guest) for host, guest in mounts for word in self.template["mount"]],
                 "{environment}": [word.format(name=name, value=value) for name, value in environment.items() for word in self.template["variable"]]}
        argv = []
        for word in self.template["command"]:
            argv += lists[word] if word in lists else [re.sub(r"\{([^}]+)\}", lambda mark: values[mark[1]], word)]
        return argv

    def run(self, *arguments, given=b"", environment=None, seconds=0, probe=True, is_batch=False, folders=(), is_file=False):
        """One process, ended when it takes too long; a batch, when it prints nothing for too long. Without the probe nothing is
        mounted but `folders`, (host, guest) each. What is given comes through a pipe, or is a file.
        (exit code or "time-out", standard output, standard error, wall seconds, processor seconds)"""
        if self.is_over():
            raise OutOfTime(" ".join(arguments)[:60])
        with tempfile.TemporaryDirectory() as scratch, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, \
                tempfile.TemporaryFile() as file:
            os.symlink("/etc", pathlib.Path(scratch) / "leads-out")
            mounts = [(str(HERE), "/hosts"), (scratch, "/tmp")] if probe else list(folders)
            words = ["-P", "/hosts/probe.py", *arguments] if probe else list(arguments)
            argv = self.argv(words, environment or {}, mounts)
            own = {**os.environ, **self.template.get("environment", {}), "XDG_CACHE_HOME": str(self.cache), "NO_COLOR": "1"}
            file.write(given)
            file.seek(0)
            start, source = time.monotonic(), file if is_file else subprocess.PIPE if given else subprocess.DEVNULL
            process = subprocess.Popen(argv, stdin=source, stdout=out, stderr=err, env=own, start_new_session=True)
            if source == subprocess.PIPE:
                feeder = subprocess.Popen(["cat"], stdin=file, stdout=process.stdin, stderr=subprocess.DEVNULL)
                process.stdin.close()
            allowed = (seconds or self.seconds) * share_of_others()
            limit, size = min(start + allowed, self.until), 0
            while True:
                pid, status, usage = os.wait4(process.pid, os.WNOHANG)
                if is_batch and os.fstat(out.fileno()).st_size != size:
                    limit, size = min(time.monotonic() + allowed, self.until), os.fstat(out.fileno()).st_size
                if pid or time.monotonic() > limit:
                    break
                time.sleep(0.01)
            if not pid:
                kill_group(process.pid)
                _, status, usage = os.wait4(process.pid, 0)
            if source == subprocess.PIPE:
                feeder.kill()
                feeder.wait()
            process.returncode = os.waitstatus_to_exitcode(status)
            wall, processor = time.monotonic() - start, usage.ru_utime + usage.ru_stime
            out.seek(0), err.seek(0)
            return process.returncode if pid else "time-out", out.read(), err.read().decode(errors="replace"), wall, processor


def share_of_others():
    """How many want each processor: what takes a minute alone takes so many."""
    return max(1, os.getloadavg()[0] / (os.cpu_count() or 1))


def kill_group(leader):
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        pass  # it has just ended


def said_by(output):
    """The lines of JSON that the probe printed whole."""
    for line in output.decode(errors="replace").splitlines():
        if line.startswith("{"):
            try:
                yield json.loads(line)
            except ValueError:
                pass


def ending(code, errors):
    last = next((line.strip() for line in reversed(errors.splitlines()) if line.strip()), "")
    return "it did not end in time" if code == "time-out" else f"it ended with exit code {code}: {last[:160]}"


def note(checks, name, ok, said=""):
    """Without colours and without this machine's folders."""
    said = re.sub(r"\x1b\[[0-9;]*m", "", str(said)).replace(f"{PROJECT}/", "").replace(str(pathlib.Path.home()), "~")
    checks[name] = {"ok": bool(ok)} | ({"said": said} if said else {})


def run_batch(host, checks):
    """All of BATCH; what ends a process ends its own check alone."""
    left = list(BATCH)
    while left:
        code, output, errors, _, _ = host.run("batch", *left, is_batch=True)
        begun = None
        for line in said_by(output):
            if "begin" in line:
                begun = line["begin"]
            else:
                note(checks, line["check"], line["ok"], line["said"])
        if code == 0:
            return
        if begun is None:
            begun = left[0]
        if code == "time-out" and host.is_over():
            raise OutOfTime(begun)
        print(f"{host.name}: {begun}: {ending(code, errors)}", file=sys.stderr, flush=True)
        note(checks, f"{page.title(begun)}: it goes on", False, ending(code, errors))
        left = left[left.index(begun) + 1:]


def run_streams(host, checks):
    code, output, errors, _, _ = host.run("stdout", str(SIZE))
    note(checks, "standard output arrives whole", output.decode() == LINE * (SIZE // len(LINE)), f"{len(output)} bytes of {SIZE}")
    note(checks, "exit code of sys.exit(3)", code == 3, code)
    code, output, errors, _, _ = host.run("stderr", str(SIZE))
    note(checks, "standard error arrives whole", LINE * (SIZE // len(LINE)) in errors, f"{len(errors)} bytes of {SIZE}")
    own = re.sub(r"\(node:\d+\)", "(node)", errors.replace(LINE, ""))  # a process's number would be another one in each run
    note(checks, "nothing of the host's own on standard error", len(errors) <= SIZE, own[:160])
    _, output, _, _, _ = host.run("-c", "print('last words', end='')", probe=False)
    note(checks, "a last line without its end arrives", output == b"last words", repr(output))
    code, output, errors, _, _ = host.run("os_exit", "5")
    note(checks, "exit code of os._exit(5), and what was flushed", (code, output) == (5, b"last words\n"), f"{code} {output!r}")
    inputs = {"stdin": [INPUT, str(len(INPUT)), hashlib.sha256(INPUT).hexdigest()],
              "stdin_lines": [b"".join(b"%d\n" % i for i in range(100_000)), "100000"]}
    for name, (given, *arguments) in inputs.items():
        one_of_a_kind(host, checks, name, *arguments, given=given)
    one_of_a_kind(host, checks, "stdin_file", *inputs["stdin"][1:], given=INPUT, is_file=True)
    one_of_a_kind(host, checks, "arguments", "one two", "", "--three", "ä", "=", "a\nb", environment={"HOSTS_PROBE": "ä=b c", "HOSTS_EMPTY": ""},
                  wanted=7)


def one_of_a_kind(host, checks, name, *arguments, wanted=0, **how):
    code, output, errors, _, _ = host.run(name, *arguments, **how)
    for line in said_by(output):
        note(checks, line["check"], line["ok"], line["said"])
    if code == "time-out" and host.is_over():
        raise OutOfTime(name)
    if code != wanted:
        note(checks, f"{page.title(name)}: it goes on", False, ending(code, errors))


def start_and_loop(host, rounds):
    """Cold: nothing compiled is there; warm: the better of two after that. The loop's processor time beside a start's."""
    code, output, errors, _, cold = host.run("-c", "print(6 * 7)", probe=False, seconds=host.seconds * 2)
    if code == "time-out" and host.is_over():
        raise OutOfTime("its first start")
    if code != 0 or output.strip() != b"42":
        return {"problem": ending(code, errors)}
    warm = [host.run("-c", "pass", probe=False)[3:] for _ in range(2)]
    start = host.run("start")[4]
    code, _, _, _, looped = host.run("loop", str(rounds))
    return {"cold_cpu_s": round(cold, 2), "warm_s": round(min(warm)[0], 2), "warm_cpu_s": round(min(cpu for _, cpu in warm), 2),
            "loop_s": round(max(looped - start, 0.001) * ROUNDS / rounds, 3) if code == 0 else None}


def smoke_names(template):
    """Those that the host is to run: a limit of toolchain/runners.json leaves one out by name."""
    left_out = {limit.get("smoke") for limit in template["limits"]}
    return [path.stem for path in sorted((PROJECT / "tests/smoke").glob("*.py")) if path.stem not in left_out]


def run_smoke(setting, host, smoke, is_first):
    """"pass", or the verdict of `pylonctl smoke` with its reason. One that hangs is ended here, should pylonctl hang with it. The
    first one of a host compiles the file, which is kept for the others: it has all the time that there is."""
    wanted = LONGEST if is_first else min(LONGEST, host.seconds * 2 * share_of_others())
    seconds = max(1, min(wanted, host.until - time.monotonic()))
    factor = host.template.get("time_factor", 1)  # pylonctl multiplies by it
    argv = [setting.pylonctl, "--project", str(PROJECT), "smoke", setting.variant, "--runner", host.name, "--filter", smoke, "--format",
            "json", "--jobs", "1", "--timeout", str(math.ceil(seconds / factor))]
    process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        output, errors = process.communicate(timeout=seconds + factor + 60)
    except subprocess.TimeoutExpired:
        return f"time-out: pylonctl itself did not end within {seconds + factor + 60:.0f} s"
    finally:
        if process.poll() is None:
            kill_group(process.pid)
            process.communicate()
    if process.returncode not in (0, 1):
        return "not run: " + next((line for line in errors.splitlines() if line.strip()), f"pylonctl ended with exit code {process.returncode}")
    row, = json.loads(output)["runs"][0]["smokes"]
    return row["verdict"] + (f": {row['reason']}" if row.get("reason") else "")


def run_smokes(setting, host, on_part):
    smokes = [smoke for smoke in smoke_names(host.template) if not setting.smoke or smoke in setting.smoke]
    for smoke in smokes:
        if host.is_over():
            raise OutOfTime(f"smoke {smoke}")
        verdict = run_smoke(setting, host, smoke, smoke == smokes[0])
        if host.is_over() and verdict.startswith("time-out"):
            raise OutOfTime(f"smoke {smoke}")
        on_part({"smokes": {smoke: verdict}})
        print(f"{host.name}: smoke {smoke}: {verdict}", file=sys.stderr, flush=True)


def run_checks(host, checks):
    run_streams(host, checks)
    run_batch(host, checks)
    again = {}
    one_of_a_kind(host, again, "random")
    value = checks.pop("random", {}).get("said")
    note(checks, "random differs from run to run", value and value != again.get("random", {}).get("said"), "")


def host_results(setting, name, template, found, on_part):
    """What was looked at: "start", "checks", and "unfinished", where the minutes were used up. on_part gets what there is of it before what
    takes long, and each smoke."""
    result, is_checked = {"version": found["version"]}, False
    with tempfile.TemporaryDirectory(prefix="hosts-", ignore_cleanup_errors=True) as cache:
        host = Host(name, template, found, setting.file, pathlib.Path(cache), setting.seconds, time.monotonic() + 60 * setting.minutes)
        try:
            if setting.start:
                result["start"] = start_and_loop(host, setting.rounds)
            if setting.checks and "problem" not in result.get("start", {}):
                result["unfinished"] = ""
                run_checks(host, result.setdefault("checks", {}))
                is_checked = True
            if setting.smokes:
                on_part(result)
                run_smokes(setting, host, on_part)
        except OutOfTime as end:
            said = f"{setting.minutes:g} minutes were over at: {end}"
            print(f"{name}: {said}", file=sys.stderr, flush=True)
            if not is_checked and "unfinished" in result or not setting.smokes:  # of smokes the page tells which are missing
                result["unfinished"] = said
        if "checks" in result:
            result["checks"].pop("random", None)
    return result


def keep(path, change):
    """Changes docs/hosts.json; another run may want to write too."""
    folder = os.open(path.parent, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    kept = read_kept(path)
    change(kept)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    unfinished.replace(path)
    os.close(folder)


def keep_result(path, name, result, setting):
    """Beside what is known of other hosts, and of this one."""
    def change(kept):
        known = kept["hosts"].get(name, {"start": {}, "checks": {}})
        digest = hashlib.sha256(setting.file.read_bytes()).hexdigest()[:12]
        smokes = known.get("smokes", {}) | result.get("smokes", {})
        files = {smoke: page.smoke_file(known, smoke) for smoke in known.get("smokes", {})} | dict.fromkeys(result.get("smokes", {}), digest)
        known |= {"file": digest if "start" in result or "checks" in result else known.get("file", digest)} | result
        if smokes:
            known |= {"smokes": smokes, "smokes_files": files}
        if not known.get("unfinished"):
            known.pop("unfinished", None)
        kept["hosts"][name] = known
        numbers_differ(kept["hosts"])

    keep(path, change)


def numbers_differ(results):
    """Host -> digests that are not those of most hosts."""
    votes = {}
    for result in results.values():
        for check, found in result["checks"].items():
            if page.is_number(check):
                votes.setdefault(check, []).append(found.get("said"))
    usual = {check: max(set(said), key=said.count) for check, said in votes.items()}
    for result in results.values():
        for check, found in result["checks"].items():
            if check in usual:
                found["ok"] = found.get("said") == usual[check]


def judged(results, known):
    wrong = 0
    for name, result in results.items():
        before = known.get(name, {}).get("checks", {})
        result = {"start": {}, "checks": {}} | result
        problem = result.get("problem") or result["start"].get("problem") or result.get("unfinished")
        if problem:
            wrong += 1
            print(f"{name}: {problem}")
        for check, found in result["checks"].items():
            good = before.get(check, {"ok": True})["ok"]
            if page.is_number(check) and check in before:
                good, found["ok"] = True, found.get("said") == before[check].get("said")
            if good and not found["ok"]:
                wrong += 1
                print(f"{name}: {check}: {found.get('said', '')}")
        lost = [check for check, found in before.items() if found["ok"] and result["checks"] and check not in result["checks"]]
        wrong += len(lost)
        print(f"{name} {result.get('version', '')}: {sum(f['ok'] for f in result['checks'].values())} of {len(result['checks'])} checks"
              + (f"; not seen any more: {', '.join(lost)}" if lost else ""))
    return 1 if wrong else 0 if results else 77


def read_kept(path):
    return json.loads(path.read_text()) if path.exists() else {"hosts": {}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("hosts", nargs="*", metavar="HOST")
    parser.add_argument("--file", type=pathlib.Path, default=PROJECT / "artifacts/lean/pylon.wasm", help="default: artifacts/lean/pylon.wasm")
    parser.add_argument("--variant", default="lean", help="of which --smokes are run (default: lean)")
    parser.add_argument("--pylonctl", default=str(PROJECT / "build/release/src/pylonctl"))
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"of the loop that is timed (default: {ROUNDS}); fewer for slow hosts")
    parser.add_argument("--start", action="store_true", help="measure the start and the loop alone")
    parser.add_argument("--checks", action="store_true", help="make the checks alone")
    parser.add_argument("--smokes", action="store_true", help="run the project's smokes alone; those that `limits` name are left out")
    parser.add_argument("--smoke", action="append", default=[], metavar="NAME", help="with --smokes: this one alone; may be given again")
    parser.add_argument("--minutes", type=float, default=30, help="wall time of each host (default: 30)")
    parser.add_argument("--seconds", type=float, default=LONGEST,
                        help=f"wall time of each check at most, and half of a smoke's (default: {SECONDS} times the host's time_factor, at most {LONGEST})")
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--page", action="store_true", help="run nothing: write docs/HOSTS.md from docs/hosts.json")
    setting = parser.parse_args()
    if not (setting.start or setting.checks or setting.smokes):
        setting.start = setting.checks = True
    setting.file = setting.file.resolve()
    tested = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "pylon/tools/wazero-v1.12.0/wazero"
    if tested.exists():  # the one of tests/smoke/support/other_runner.sh
        os.environ.setdefault("PYLON_WAZERO", str(tested))
    templates = json.loads((PROJECT / "toolchain/runners.json").read_text())
    path = PROJECT / "docs/hosts.json"
    kept = read_kept(path)
    if not setting.page:
        listed = subprocess.run([setting.pylonctl, "--project", PROJECT, "runners", "list", *setting.hosts, "--format", "json"], check=True,
                                stdout=subprocess.PIPE, text=True)
        here = {each["name"]: each for each in json.loads(listed.stdout)["runners"] if each["found"]}
        for name in set(setting.hosts) - set(here):
            print(f"{name} is not here: pylonctl runners list {name}", file=sys.stderr)
        results = {}
        for name, found in here.items():
            began = time.monotonic()

            def on_part(part):
                if not setting.judge:
                    keep_result(path, name, {"version": found["version"]} | part, setting)

            try:
                results[name] = host_results(setting, name, templates["runners"][name], found, on_part)
            except Exception as error:  # whatever is wrong with one host, the others are looked at
                results[name] = {"problem": f"{type(error).__name__}: {error}"}
                print(f"{name}: {results[name]['problem']}", file=sys.stderr, flush=True)
            print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
            if not setting.judge and "problem" not in results[name]:
                keep_result(path, name, results[name], setting)
        kept = read_kept(path)
        if setting.judge:
            return judged(results, kept["hosts"])
    written, text = PROJECT / "docs/HOSTS.md", page.text(kept["hosts"], templates, kept.get("load"))
    if setting.judge and written.read_text() != text:
        print("docs/HOSTS.md is not what docs/hosts.json makes: tests/hosts/run.py --page")
        return 1
    written.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
