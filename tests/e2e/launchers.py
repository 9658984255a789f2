#!/usr/bin/env python3
"""Compiler launchers with real servers: the same bytes as without one, whatever becomes of the servers.

usage: launchers.py PYLONCTL PROJECT [--case NAME] [--parts zlib,bzip2,xz,sqlite]

Steps of PROJECT's finished build are run again by PYLONCTL in scratch folders, through ccache and distcc, and their outputs
compared with the store's. Each case has a network namespace of its own, in which there is nothing but its loopback: no port is
taken, and nothing reaches another machine. Exit: 0 passed, 1 failed, 77 this machine has no namespaces or programs for it.
"""
import argparse
import collections
import fcntl
import hashlib
import http.server
import json
import os
import pathlib
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

SKIPPED = 77
PROGRAMS = ("unshare", "ccache", "redis-server", "distcc", "distccd")
PLACE = "127.0.0.1"
SECONDS = 300  # the longest that one run of the parts may take


def tree_digest(root):
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.name not in (".done", ".content"):
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def wait_until(what, condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.01)


def answers(port):
    try:
        socket.create_connection((PLACE, port), 0.2).close()
        return True
    except OSError:
        return False


class Parts:
    """Finished steps of the project, and how to run them once more."""

    def __init__(self, options):
        self.pylonctl, self.project = options.pylonctl, options.project
        command = [self.pylonctl, "--project", self.project, "build", "lean", "--plan", "--format", "json"]
        plan = {step["name"]: step for step in json.loads(subprocess.check_output(command))["steps"]}
        self.specifications, self.expected = {}, {}
        for name in options.parts.split(","):
            out = pathlib.Path(plan[name]["out"])
            assert plan[name]["done"], f"{name} is not built: run pylonctl build lean"
            specification = pathlib.Path(self.project) / "build/pylon/steps" / f"{out.name}.json"
            self.specifications[name] = json.loads(specification.read_text())
            self.expected[name] = tree_digest(out)
        ingredients = dict(next(iter(self.specifications.values()))["ingredients"])
        self.sdk = pathlib.Path(plan["sdk"]["out"])
        self.identity = ingredients["needs sdk"]

    def start(self, scratch, launcher, change=lambda specification: None, **settings):
        """Runs all parts, one after the other, in the background."""
        names = []
        for name, specification in self.specifications.items():
            specification = json.loads(json.dumps(specification))
            specification["out"] = str(scratch / "pylon/store" / f"{name}-{specification['key'][:16]}")
            change(specification)
            names.append(scratch / f"{name}.json")
            names[-1].parent.mkdir(parents=True, exist_ok=True)
            names[-1].write_text(json.dumps(specification))
        environment = {"XDG_CACHE_HOME": str(scratch), "PATH": os.environ["PATH"], "PYLON_LAUNCHER": launcher,
                       "PYLON_PATH": f"{self.project}/build/venv/bin:/usr/local/bin:/usr/bin:/bin", "PYLON_JOBS": "2",
                       "CCACHE_STATSLOG": str(scratch / "stats"), "CCACHE_DIR": str(scratch / "ccache"), **settings}
        script = " && ".join(f"'{self.pylonctl}' step '{name}'" for name in names)
        return subprocess.Popen(["sh", "-c", script], env=environment)

    def run(self, scratch, launcher, **settings):
        start = time.monotonic()
        assert self.start(scratch, launcher, **settings).wait(SECONDS) == 0, f"{launcher}: a step failed"
        self.check(scratch)
        return time.monotonic() - start

    def check(self, scratch):
        for name, digest in self.expected.items():
            out = next((scratch / "pylon/store").glob(f"{name}-*[0-9a-f]/.done")).parent
            assert tree_digest(out) == digest, f"{name}: other bytes than without a launcher"


class Stats:
    """What ccache's log says became of the compilations."""

    def __init__(self, scratch):
        log = scratch / "stats"
        count = collections.Counter(log.read_text().split("\n") if log.exists() else [])
        self.hits = count["direct_cache_hit"] + count["preprocessed_cache_hit"]
        self.misses = count["cache_miss"]
        self.remote = count["remote_storage_hit"]

    def __str__(self):
        return f"{self.hits} of {self.hits + self.misses} compilations were there, {self.remote} from the remote store"


class Server:
    """A program that listens on the loopback until the case ends."""

    def __init__(self, command, port, **environment):
        self.port = port
        # As the first process of a namespace of its own: when it is killed, so are the processes it has started (distccd's).
        command = ["unshare", "--pid", "--fork", *command]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        env=os.environ | environment)
        wait_until(f"{command[3]} answers", lambda: answers(port))

    def kill(self):
        first = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        os.kill(int(first), signal.SIGKILL)
        self.process.wait()
        wait_until("the server is gone", lambda: not answers(self.port))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.kill()


def redis():
    return Server(["redis-server", "--port", "6379", "--bind", PLACE, "--save", "", "--appendonly", "no"], 6379)


def link_or_copy(source, target):
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


class Distcc(Server):
    """distccd offering one compiler under the name that PYLONCTL gives it: what the server has is all it will run."""

    def __init__(self, parts, scratch, identity):
        folder = scratch / "server"
        (folder / "bin").mkdir(parents=True)
        # distccd runs as a user who cannot read everybody's cache. The whole SDK: its clang may run with its own C library.
        shutil.copytree(parts.sdk, folder / "sdk", symlinks=True, copy_function=link_or_copy)
        name = folder / "bin" / f"wasm32-wasip1-clang-{identity[:16]}"
        name.write_text(f'#!/bin/sh\nexec {folder}/sdk/bin/clang "$@"\n')
        name.chmod(0o755)
        (folder / "commands").write_text(f"{name}\n")
        self.log = folder / "log"
        self.log.touch()
        self.log.chmod(0o666)
        super().__init__(["distccd", "--no-detach", "--daemon", "--listen", PLACE, "--allow", PLACE, "--user", "nobody", "--jobs",
                          "2", "--log-file", str(self.log), "--log-level", "info"], 3632,
                         DISTCC_CMDLIST=str(folder / "commands"), PATH=f"{folder}/bin:{os.environ['PATH']}", TMPDIR="/tmp")

    def compiled(self):
        return self.log.read_text().count("COMPILE_OK")

    @staticmethod
    def settings():
        return {"DISTCC_HOSTS": PLACE}


class Store(http.server.BaseHTTPRequestHandler):
    """The HTTP store that ccache wants: GET, HEAD, PUT, DELETE."""

    protocol_version = "HTTP/1.1"
    kept = {}

    def answer(self, code, body=b""):
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self):
        self.answer(200, self.kept[self.path]) if self.path in self.kept else self.answer(404)

    do_HEAD = do_GET

    def do_PUT(self):
        self.kept[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(201)

    def do_DELETE(self):
        self.answer(200 if self.kept.pop(self.path, None) else 404)

    def log_message(self, *_):
        pass


def share(parts, scratch, storage):
    """One machine fills the store, another one with an empty cache takes all from it."""
    cold = parts.run(scratch / "first", "ccache", CCACHE_REMOTE_STORAGE=storage)
    filled = Stats(scratch / "first")
    assert filled.hits == 0 and filled.misses > 15, filled
    warm = parts.run(scratch / "second", "ccache", CCACHE_REMOTE_STORAGE=storage)
    stats = Stats(scratch / "second")
    print(f"  {stats}; {cold:.1f} s to fill it, {warm:.1f} s from it")
    assert stats.misses == 0 and stats.remote == stats.hits == filled.misses, stats


def case_ccache_redis(parts, scratch):
    with redis():
        share(parts, scratch, f"redis://{PLACE}")


def case_ccache_http(parts, scratch):
    server = http.server.ThreadingHTTPServer((PLACE, 8080), Store)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    share(parts, scratch, f"http://{PLACE}:8080")
    server.shutdown()


def case_redis_dies(parts, scratch):
    with redis() as server:
        storage = f"redis://{PLACE}"
        parts.run(scratch / "first", "ccache", CCACHE_REMOTE_STORAGE=storage)
        running = parts.start(scratch / "second", "ccache", CCACHE_REMOTE_STORAGE=storage)
        wait_until("some hits", lambda: Stats(scratch / "second").remote >= 3, SECONDS)
        server.kill()
        assert running.wait(SECONDS) == 0, "a step failed when the store went away"
        parts.check(scratch / "second")
        stats = Stats(scratch / "second")
        print(f"  {stats}")
        assert stats.misses > 0, "the store was gone too late for the test to say anything"


def case_distcc(parts, scratch):
    with Distcc(parts, scratch, parts.identity) as server:
        seconds = parts.run(scratch / "first", "distcc", **server.settings())
        print(f"  {server.compiled()} compilations by the server, {seconds:.1f} s")
        assert server.compiled() > 15, server.log.read_text()[-2000:]


def case_distcc_dies(parts, scratch):
    with Distcc(parts, scratch, parts.identity) as server:
        start = time.monotonic()
        running = parts.start(scratch / "first", "distcc", **server.settings())
        wait_until("some compilations", lambda: server.compiled() >= 3, SECONDS)
        server.kill()
        assert running.wait(SECONDS) == 0, "a step failed when the server went away"
        parts.check(scratch / "first")
        print(f"  {server.compiled()} compilations by the server before it died, {time.monotonic() - start:.1f} s")


def case_distcc_other_sdk(parts, scratch):
    """A server that has another SDK has no compiler of the wanted name."""
    with Distcc(parts, scratch, "0" * 64) as server:
        seconds = parts.run(scratch / "first", "distcc", **server.settings())
        print(f"  declined, {seconds:.1f} s")
        assert server.compiled() == 0


def case_ccache_distcc(parts, scratch):
    with Distcc(parts, scratch, parts.identity) as server:
        cold = parts.run(scratch / "first", "ccache distcc", **server.settings())
        by_server = server.compiled()
        warm = parts.run(scratch / "second", "ccache distcc", CCACHE_DIR=str(scratch / "first/ccache"), **server.settings())
        stats = Stats(scratch / "second")
        print(f"  {by_server} compilations by the server, {cold:.1f} s; then {stats}, {warm:.1f} s")
        assert by_server > 15 and stats.misses == 0 and server.compiled() == by_server


def case_swapped_compiler(parts, scratch):
    """The clang behind a wrapper changes and the wrapper does not. The planner then gives another SDK key; with the old one the
    hit would be false, which the second run shows, so that the third one's miss says something."""
    sdk = scratch / "sdk"
    shutil.copytree(parts.sdk, sdk, symlinks=True)
    real = sdk / "real-clang"
    wrapper = sdk / "bin/clang"
    wrapper.write_text(f'#!/bin/sh\nexec {real} "$@"\n')

    def run(name, key, extra):
        real.write_text(f'#!/bin/sh\nexec {parts.sdk}/bin/clang "$@" {extra}\n')
        real.chmod(0o755)

        def change(specification):
            for ingredient in specification["ingredients"]:
                if ingredient[0] == "needs sdk":
                    ingredient[1] = key
            specification["commands"][-1]["environment"]["SDK"] = str(sdk)

        running = parts.start(scratch / name, "ccache", change, CCACHE_DIR=str(scratch / "ccache"))
        assert running.wait(SECONDS) == 0
        library = next((scratch / name / "pylon/store").glob("zlib-*/lib/libz.a"))
        return Stats(scratch / name), hashlib.sha256(library.read_bytes()).hexdigest()

    filled, first = run("one", "1" * 64, "")
    false, same = run("two", "1" * 64, "-O0")
    assert false.misses == 0 and same == first, "the trap is gone: ccache sees the swapped clang by itself"
    stats, other = run("three", "2" * 64, "-O0")
    print(f"  same identity: {false}; another identity: {stats}")
    assert stats.hits == 0 and stats.misses == filled.misses and other != first


CASES = {name[5:]: value for name, value in list(globals().items()) if name.startswith("case_")}


def loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sH14x", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS, IFF_UP | IFF_RUNNING


def namespace():
    """A command prefix that gives a namespace of its own; None where that is not allowed."""
    prefix = ["unshare", "--net", "--pid", "--fork", "--kill-child=KILL", "--mount-proc"]
    return prefix if subprocess.run([*prefix, "true"], capture_output=True).returncode == 0 else None


def run_all(options):
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    prefix = None if missing else namespace()
    if prefix is None:
        print(f"skipped: {'not installed: ' + ', '.join(missing) if missing else 'no network namespaces here'}")
        return SKIPPED
    failed = 0
    for name in CASES:
        print(f"{name}:", flush=True)
        code = subprocess.run([*prefix, sys.executable, __file__, *sys.argv[1:], "--case", name]).returncode
        print(f"  {'passed' if code == 0 else 'FAILED'}", flush=True)
        failed += code != 0
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pylonctl")
    parser.add_argument("project")
    parser.add_argument("--case", choices=CASES)
    parser.add_argument("--parts", default="zlib,bzip2")
    options = parser.parse_args()
    if not options.case:
        return run_all(options)
    loopback_up()
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        CASES[options.case](Parts(options), pathlib.Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
