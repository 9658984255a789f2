#!/usr/bin/env python3
"""The remote store, with the real program over the stub project: machines that share, servers that fail, lie and hang.

usage: check.py PYLONCTL [--only WORD] [--chaos N] [--servers] [--jobs N]
  --chaos    also N builds while the server is killed, filled and corrupted at random moments
  --servers  also with bazel-remote ($PYLON_BAZEL_REMOTE or on PATH) and nginx (with its WebDAV module), where they are
  --jobs     so many cases at a time (3): most of them wait"""
import argparse
import concurrent.futures
import copy
import hashlib
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "faults"))

import entries  # noqa: E402
from project import make_template, tree  # noqa: E402
from server import Server, basic  # noqa: E402

KEY = "the key of the tests' team, which is long enough"
OTHER_KEY = "a key of somebody who is not of the team at all"


class Failed(Exception):
    pass


def want(right, what):
    if not right:
        raise Failed(what)


class Machine:
    """A checkout and a cache of its own, as on a machine that has built nothing yet."""

    def __init__(self, world, name):
        self.world, self.folder = world, world.folder / name
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(world.template, self.folder)
        self.project = self.folder / "project"

    def environment(self, url, **more):
        settings = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "XDG_CACHE_HOME": str(self.folder / "cache"),
                    "PYLON_REMOTE_KEY": KEY}
        if url:
            settings["PYLON_REMOTE_STORE"] = url
        settings.update(more)
        return {name: value for name, value in settings.items() if value is not None}

    def run(self, *arguments, url=None, limit=300, **more):
        began = time.monotonic()
        done = subprocess.run([self.world.pylonctl, "--project", str(self.project), *arguments], cwd=self.project,
                              env=self.environment(url, **more), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace", timeout=limit)
        done.seconds = time.monotonic() - began
        return done

    def start(self, *arguments, url=None, **more):
        """A build in the background: finish() waits for it."""
        return subprocess.Popen([self.world.pylonctl, "--project", str(self.project), "build", "--all", *arguments],
                                cwd=self.project, env=self.environment(url, **more), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                                start_new_session=True)

    def finish(self, process, limit=300):
        output, _ = process.communicate(timeout=limit)
        want(process.returncode == 0, f"the build failed:\n{output}")
        want(self.artifacts() == self.world.expected, f"other bytes:\n{output}")
        return output

    def slow(self, recipe, seconds, then=""):
        """What the recipe makes takes longer on this machine."""
        (self.folder / f"fault-{recipe}").write_text(f"sleep {seconds}\n{then}\n")

    def build(self, *arguments, **more):
        """A build that must succeed and give the right bytes."""
        done = self.run("build", "--all", *arguments, **more)
        want(done.returncode == 0, f"the build failed:\n{done.stdout}")
        want(self.artifacts() == self.world.expected, f"other bytes:\n{done.stdout}")
        return done

    def artifacts(self):
        return tree(self.project / "artifacts")

    def finished(self):
        return {path.parent.name for path in (self.folder / "cache/pylon/store").glob("*/.done")}

    def edit(self, file, old, new):
        path = self.project / file
        text = path.read_text()
        assert old in text, (file, old)
        path.write_text(text.replace(old, new))


class World:
    def __init__(self, pylonctl, folder):
        self.pylonctl, self.folder = pylonctl, folder
        self.template = folder / "template"
        self.template.mkdir()
        make_template(pylonctl, self.template)
        self.expected = None
        first = Machine(self, "alone")
        want(first.run("build", "--all").returncode == 0, "the build without a store fails")
        self.expected = first.artifacts()
        self.steps = len(first.finished())
        self.count = 0

    def part(self, name):
        """The same with a folder of its own, for a case that runs beside others."""
        part = copy.copy(self)
        part.folder, part.count = self.folder / name, 0
        part.folder.mkdir()
        return part

    def machine(self):
        self.count += 1
        shutil.rmtree(self.folder / f"machine{self.count - 4}", ignore_errors=True)
        return Machine(self, f"machine{self.count}")

    def server(self):
        self.count += 1
        return Server(self.folder / f"server{self.count}")


def fetched(done):
    found = re.search(r"(\d+) of (\d+) steps came from the remote store", done.stdout)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def uploaded(done):
    found = re.search(r"(\d+) steps were uploaded", done.stdout)
    return int(found[1]) if found else 0


def filled(world, server):
    """A server that has all steps of the stub project."""
    done = world.machine().build(url=server.url)
    want(uploaded(done) == world.steps, f"{uploaded(done)} of {world.steps} steps were uploaded:\n{done.stdout}")
    return server


# ---- What it is for

def case_shared(world):
    """What one machine made another one fetches: its ends alone, and nothing runs. Then the receipt answers."""
    with world.server() as server:
        filled(world, server)
        second = world.machine()
        done = second.build(url=server.url)
        got, asked = fetched(done)
        want(got == asked and got > 0, f"not all was fetched: {done.stdout}")
        want(got < world.steps, "what only made other steps was fetched too")
        want(uploaded(done) == 0 and "action" not in done.stdout, done.stdout)
        server.store.requests.clear()
        again = second.build(url=server.url)
        want("nothing to do" in again.stdout and not server.store.requests, f"{again.stdout} {server.store.requests}")
        # Without the store, what was fetched is as good as what was made.
        server.stop()
        (second.project / "build/pylon/receipt").unlink()
        third = second.build()
        want("[" not in third.stdout, f"steps ran:\n{third.stdout}")


def case_built_upon(world):
    """A change needs some steps again: they are made of fetched ones, as they would be of own ones."""
    changes = [("variants/base.json", '"default": "-Os"', '"default": "-O1"'),
               ("variants/base.json", '"wasm_opt": ["-Oz"]', '"wasm_opt": ["-O1"]'),
               ("toolchain/recipes/extra/build.sh", "set -eu", "set -eu\n: changed")]
    with world.server() as server:
        filled(world, server)
        for change in changes:
            alone, sharing = world.machine(), world.machine()
            for machine in (alone, sharing):
                machine.edit(*change)
                machine.run("setup")
            want(alone.run("build", "--all").returncode == 0, "the changed project does not build")
            done = sharing.run("build", "--all", url=server.url, PYLON_REMOTE_STORE_MODE="read")
            want(done.returncode == 0, f"{change}: {done.stdout}")
            want(sharing.artifacts() == alone.artifacts(), f"{change}: other bytes")
            want(fetched(done)[0] > 0, f"{change}: nothing was fetched: {done.stdout}")


def case_said(world):
    """--explain and --summary say what came from where, with bytes and seconds."""
    with world.server() as server:
        first = world.machine().build("--explain", "--summary", url=server.url)
        want("cpython: the remote store does not have it" in first.stdout, first.stdout)
        want(re.search(r"cpython: uploaded, [\d,]+ bytes in \d+\.\d\d s", first.stdout), first.stdout)
        want(re.search(r"remote store: 0 steps fetched.*\n +\d+ steps uploaded, \d+\.\d MB", first.stdout), first.stdout)
        second = world.machine().build("--explain", "--summary", url=server.url)
        want(re.search(r"stdlib: fetched from the remote store, [\d,]+ bytes in \d+\.\d\d s", second.stdout), second.stdout)
        want(re.search(r"remote store: \d+ steps fetched, \d+\.\d MB in \d+\.\d s \(making them took", second.stdout), second.stdout)


def case_modes(world):
    """read uploads nothing; --remote-store none and --offline ask nobody; push fills by hand; wrong settings are told."""
    with world.server() as server:
        machine = world.machine()
        done = machine.build(url=server.url, PYLON_REMOTE_STORE_MODE="read")
        want(not server.store.entries("ac") and not server.store.entries("cas"), "it wrote in read-only mode")
        pushed = machine.run("store", "push", url=server.url)
        want(pushed.returncode == 0 and f"{world.steps} steps uploaded" in pushed.stdout, pushed.stdout)
        pushed = machine.run("store", "push", url=server.url)
        want(pushed.returncode == 0 and "0 steps uploaded" in pushed.stdout, pushed.stdout)
        server.store.requests.clear()
        for arguments in (["--remote-store", "none"], ["--offline"]):
            world.machine().build(*arguments, url=server.url)
        want(not server.store.requests, f"asked: {server.store.requests[:3]}")
    wrong = [({"PYLON_REMOTE_KEY": None}, "no key"), ({"PYLON_REMOTE_KEY": "short"}, "cannot be guessed"),
             ({"PYLON_REMOTE_STORE": "ftp://x"}, "http://"), ({"PYLON_REMOTE_STORE_MODE": "write"}, "read-write"),
             ({"PYLON_REMOTE_STORE": "http://me:pass-word@x/"}, "PYLON_REMOTE_LOGIN"),
             ({"PYLON_REMOTE_LOGIN": "pass-word"}, "user:password"), ({"PYLON_REMOTE_UPLOAD_SECONDS": "soon"}, "number"),
             ({"PYLON_REMOTE_WAIT_SECONDS": "-1"}, "number")]
    for settings, word in wrong:
        done = machine.run("build", "--all", "--explain", **{"url": "http://127.0.0.1:9/x", **settings})
        want(done.returncode == 2 and word in done.stdout, f"{settings}: {done.returncode} {done.stdout}")
        want("pass-word" not in done.stdout and "Traceback" not in done.stdout, done.stdout)


def case_login(world):
    """User and password, a token, a netrc file: used, and found nowhere afterwards."""
    secret = "pass-word-of-the-tests"
    for settings, header in (({"PYLON_REMOTE_LOGIN": f"team:{secret}"}, basic(f"team:{secret}")),
                             ({"PYLON_REMOTE_LOGIN": f"Bearer {secret}"}, f"Bearer {secret}"), ({}, basic(f"team:{secret}"))):
        with world.server() as server:
            server.store.login = header
            machine = world.machine()
            refused = machine.run("build", "--all", "--explain", url=server.url, PYLON_REMOTE_LOGIN="team:not-it")
            want(refused.returncode == 0 and "401" in refused.stdout, refused.stdout)
            if not settings:
                (machine.folder / ".netrc").write_text(f"machine 127.0.0.1 login team password {secret}\n")
            pushed = machine.run("store", "push", url=server.url, **settings)
            want(pushed.returncode == 0, f"{settings}: {pushed.stdout}")
            done = world.machine()
            shutil.copy(machine.folder / ".netrc", done.folder) if not settings else None
            done = done.build("--summary", "--explain", url=server.url, **settings)
            want(fetched(done)[0] > 0, done.stdout)
            places = [machine.folder / "cache", machine.project, world.folder / f"machine{world.count}", server.store.folder]
            for root in places:
                for path in root.rglob("*"):
                    if path.is_file() and path.name != ".netrc":
                        data = path.read_bytes()
                        want(secret.encode() not in data and KEY.encode() not in data, f"a secret is in {path}")
            want(secret not in done.stdout + pushed.stdout and KEY not in done.stdout, "a secret was printed")


# ---- Machines that begin at the same time

def made(output):
    """How many steps a build made, by what its uploads say."""
    return uploaded(argparse.Namespace(stdout=output))


def waits(output):
    return "another build is making" in output


def wait_until(right, what, limit=60):
    end = time.monotonic() + limit
    while not right():
        want(time.monotonic() < end, f"not within {limit} s: {what}")
        time.sleep(0.05)


def begun(server, count=3):
    """Until a build has said what it makes."""
    wait_until(lambda: len(server.store.entries("ac")) >= count, "leases are put")


def case_lease(world):
    """What one machine is making, another one waits for, and makes nothing twice; not with WAIT_SECONDS=0."""
    with world.server() as server:
        first, second = world.machine(), world.machine()
        first.slow("cpython", 8)
        one = first.start(url=server.url)
        begun(server)
        two = second.start(url=server.url)
        output = second.finish(two)
        made_first = made(first.finish(one))
        want(waits(output) and "waiting for another build" in output, output)
        want(made(output) == 0 and made_first == world.steps, f"{made_first} and {made(output)} steps were made:\n{output}")
    with world.server() as server:
        first, second = world.machine(), world.machine()
        first.slow("cpython", 8)
        one = first.start(url=server.url)
        begun(server)
        done = second.build(url=server.url, PYLON_REMOTE_WAIT_SECONDS="0")
        want(not waits(done.stdout), done.stdout)
        first.finish(one)


def case_lease_at_once(world):
    """Machines that begin at the same moment: none waits in a circle, and few steps are made twice."""
    with world.server() as server:
        machines = [world.machine() for _ in range(3)]
        for machine in machines:
            machine.slow("cpython", 3)
        started = [machine.start(url=server.url) for machine in machines]
        outputs = [machine.finish(process, 120) for machine, process in zip(machines, started)]
        total = sum(made(output) for output in outputs)
        want(total <= world.steps + 2, f"{total} steps were made and uploaded where there are {world.steps}:\n" + "\n".join(outputs))
        want(sum(waits(output) for output in outputs) == 2, "\n".join(outputs))


def case_lease_of_the_dead(world):
    """A machine that dies, fails, or loses the network while it makes something is not waited for any longer."""
    for end in ("killed", "failed"):
        with world.server() as server:
            first, second = world.machine(), world.machine()
            first.slow("cpython", 8, "exit 1" if end == "failed" else "")
            one = first.start(url=server.url)
            begun(server)
            two = second.start(url=server.url)
            time.sleep(2)
            if end == "killed":
                kill(one)
            else:
                one.communicate()
            output = second.finish(two, 150)  # it would wait for 600 s
            want(waits(output), f"{end}: {output}")


def case_lease_hostile(world):
    """Leases that are not of the team, and one that is renewed for ever: at most PYLON_REMOTE_WAIT_SECONDS, same bytes."""
    holder = "0" * 32  # smaller than any that a build draws
    with world.server() as server:
        world.machine().build(url=server.url)
        keys = [entries.read(path.read_bytes())["key"] for path in server.store.records()]

        def rule(secret, renewal):
            for of in [*keys, holder]:
                name, data = entries.lease(of, holder, secret, renewal)
                (server.store.folder / "ac" / name).write_bytes(data)

        for path in server.store.records():
            path.unlink()
        for secret in (OTHER_KEY, None):
            rule(secret, 1)
            done = world.machine().build(url=server.url, PYLON_REMOTE_STORE_MODE="read")
            want(not waits(done.stdout), f"it believes leases of strangers: {done.stdout}")
        rule(KEY, 1)
        ended = threading.Event()

        def renew():
            renewal = 1
            while not ended.wait(0.5):
                renewal += 1
                rule(KEY, renewal)

        thread = threading.Thread(target=renew)
        thread.start()
        try:
            done = world.machine().build(url=server.url, PYLON_REMOTE_WAIT_SECONDS="5")
            want(waits(done.stdout) and "waiting for another build" in done.stdout, done.stdout)
        finally:
            ended.set()
            thread.join()


# ---- Servers that fail

def case_hang(world):
    """No answer, an answer that stops in the middle, a few bytes a second, closed connections: bounded, same bytes."""
    for misdeed in ("hang", "cut", "close", "drip", 500, 507, 403, 302):
        with world.server() as server:
            filled(world, server)
            # Whoever waits for each of them to the end, or for one of them, waits for longer than the limit.
            server.store.patience, limit = 600, 180
            for kinds in (("ac",), ("cas",)):
                server.store.misdeed = lambda method, kind, body: misdeed if kind in kinds else None
                done = world.machine().build(url=server.url, PYLON_REMOTE_UPLOAD_SECONDS="3")
                want(done.seconds < limit, f"{misdeed} at {kinds}: {done.seconds:.0f} s")
                want("could not be fetched" in done.stdout or fetched(done)[0] > 0, f"{misdeed} at {kinds}: {done.stdout}")


def case_not_there(world):
    """Nobody listens; an address that nobody has."""
    for url in ("http://127.0.0.1:9/x", "http://no-such-host.invalid/x"):
        done = world.machine().build(url=url)
        want("could not be fetched and are made here" in done.stdout, done.stdout)


def case_full(world):
    """The store takes nothing, or stops taking in the middle: said once, and the build is as good as any."""
    with world.server() as server:
        for room in (0, 5):
            count = iter(range(1000))
            server.store.misdeed = lambda method, kind, body: 507 if method == "PUT" and next(count) >= room else None
            done = world.machine().build(url=server.url)
            want("were not uploaded" in done.stdout and "507" in done.stdout, done.stdout)


# ---- Servers that lie

def forgeries(server):
    """What a hostile server does: a name, what the build must say, and a function of each entry's file that does it."""
    store = server.store
    blobs = {path.name: path.read_bytes() for path in store.entries("cas")}
    records = {path.name: path.read_bytes() for path in store.records()}

    def put(data):
        name = hashlib.sha256(data).hexdigest()
        (store.folder / "cas" / name).write_bytes(data)
        return name

    def repacked(members, files, key=KEY, **more):
        """The entry with another archive, as somebody who has the key, or who need not have one, would write it."""
        packed = entries.archive(members)

        def forge(name, data):
            entry = entries.read(data)
            entry.update(archive=put(packed), bytes=len(packed), files=len(files) + 3, unpacked=10_000,
                         content=entries.content(files), naming=[], **more)
            return entries.write(entry, key)
        return forge

    def blob(change):
        def forge(name, data):
            digest = entries.read(data)["archive"]
            (store.folder / "cas" / digest).write_bytes(change(blobs[digest]))
            return data
        return forge

    others = list(records.values())
    evil = {"evil": b"x"}
    plain = (entries.member("evil"), b"x")
    text = "what the remote store has is not used"
    yield "flipped", "other bytes than its entry says", blob(lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
    yield "truncated", "could not be fetched", blob(lambda data: data[:len(data) // 2])
    yield "empty", "could not be fetched", blob(lambda data: b"")
    yield "longer", "sends more than it should", blob(lambda data: data + b"x" * 100_000)
    yield "swapped blobs", "", blob(lambda data: next(b for b in blobs.values() if b != data))
    yield "replayed", "another step", lambda name, data: next(r for r in others if r != data)
    yield "unsigned", "not signed", lambda name, data: entries.write(entries.read(data), None)
    yield "foreign key", "not of the team's key", lambda name, data: entries.write(entries.read(data), OTHER_KEY)
    yield "digest beside", "two descriptions", lambda name, data: entries.write(entries.read(data), KEY, put(b"evil"), 4)
    yield "changed record", "not of the team's key", lambda name, data: data.replace(b'"files":', b'"filez":')
    yield "garbage", "no action result", lambda name, data: os.urandom(1000)
    yield "empty record", "no action result", lambda name, data: b""
    yield "endless record", "sends more than it should", lambda name, data: b"\x2a" + b"\xff" * 5_000_000
    yield "deep record", text, lambda name, data: entries.field(2, entries.field(1, b"x")) + entries.field(5, b"x\n" + b"[" * 500_000)
    # Whoever has the key could still not leave the folder, or fill the disk: a mistake of a machine of the team.
    yield "other files", "not those that its entry names", repacked([plain], {"evil": b"y"})
    yield "..", "'..'", repacked([(entries.member("../evil"), b"x")], evil)
    yield "absolute", "absolute", repacked([(entries.member("/tmp/pylon-evil"), b"x")], evil)
    yield "link out", "refused", repacked([(entries.member("lib", type=b"2", linkname="../../.."), b""),
                                           (entries.member("lib/evil"), b"x")], evil)
    yield "hard link out", "refused", repacked([(entries.member("evil", type=b"1", linkname="../../../../etc/passwd"), b"")], evil)
    yield "device", "refused", repacked([(entries.member("evil", type=b"3"), b"")], evil)
    yield "stamp", "only pylonctl may write", repacked([(entries.member(".done"), b"{}"), plain], evil)
    yield "bomb", "unpacks to more than", repacked([(entries.member("evil"), bytes(20_000_000))], evil)
    yield "many files", "entries", repacked([(entries.member(f"f{i}"), b"") for i in range(5000)], evil)
    yield "no tar", text, lambda name, data: entries.write(
        {**entries.read(data), "archive": put(b"no tar" * 99), "bytes": 594, "files": 4, "content": entries.content(evil)}, KEY)


def case_hostile(world):
    """Whatever the server sends: the same bytes, the step named, nothing outside its folder."""
    with world.server() as server:
        filled(world, server)
        shutil.copytree(server.store.folder, world.folder / "good")
        for name, words, forge in forgeries(server):
            for path in server.store.records():
                path.write_bytes(forge(path.name, (world.folder / "good/ac" / path.name).read_bytes()))
            machine = world.machine()
            before = {path.name for path in machine.folder.iterdir()}
            done = machine.build(url=server.url, PYLON_REMOTE_STORE_MODE="read")
            want(fetched(done)[0] == 0, f"{name}: something was used:\n{done.stdout}")
            want(words in done.stdout, f"{name}: it does not say '{words}':\n{done.stdout}")
            want("stdlib" in done.stdout or "made here" in done.stdout, f"{name}: no step is named:\n{done.stdout}")
            left = {path.name for path in machine.folder.iterdir()} - before - {"cache"}
            want(not left and not pathlib.Path("/tmp/pylon-evil").exists(), f"{name}: it wrote {left}")
            work = list((machine.folder / "cache/pylon/store").glob("*.work"))
            want(not work, f"{name}: it left {work}")
            shutil.rmtree(server.store.folder)
            shutil.copytree(world.folder / "good", server.store.folder)


def case_mended(world):
    """A wrong entry is replaced by the machine that had to make the step; the next one can use it."""
    with world.server() as server:
        filled(world, server)
        for path in server.store.records():
            path.write_bytes(entries.write(entries.read(path.read_bytes()), OTHER_KEY))
        done = world.machine().build(url=server.url)
        want(uploaded(done) == world.steps, done.stdout)
        done = world.machine().build(url=server.url)
        want(fetched(done)[0] == fetched(done)[1] > 0, done.stdout)


def case_no_key(world):
    """PYLON_REMOTE_KEY=none: what it says is believed, and digests are still checked."""
    with world.server() as server:
        world.machine().build(url=server.url, PYLON_REMOTE_KEY="none")
        done = world.machine().build(url=server.url, PYLON_REMOTE_KEY="none")
        want(fetched(done)[0] == fetched(done)[1] > 0, done.stdout)
        done = world.machine().build(url=server.url)
        want(fetched(done)[0] == 0 and "not signed" in done.stdout, done.stdout)


def case_shards(world):
    """Each variant in exactly one shard, and together they make what one build makes."""
    machine = world.machine()
    with world.server() as server:
        for number in (1, 2, 3):
            done = machine.run("build", "--all", "--shard", f"{number}/3", url=server.url)
            want(done.returncode == 0, done.stdout)
            want(("no variant falls to shard" in done.stdout) == (number == 3), done.stdout)
        want(machine.artifacts() == world.expected, "the shards do not make up the whole")
        costs = machine.run("store", "costs")
        want(costs.returncode == 0 and '"lean"' in costs.stdout and '"fat"' in costs.stdout, costs.stdout)
        want(machine.run("build", "--all", "--shard", "4/3").returncode == 2, "4/3 is no shard")
    script = HERE.parents[1] / "docs/ci/shards.sh"
    if not shutil.which("parallel"):
        print("    (GNU parallel is not here: docs/ci/shards.sh was not run)")
        return
    with world.server() as server:
        machines = [world.machine() for _ in range(2)]
        here = world.folder / "collected"
        here.mkdir()
        done = subprocess.run(["sh", str(script), *(str(machine.project) for machine in machines)], cwd=here, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env={**machines[0].environment(server.url), "PYLONCTL": world.pylonctl})
        want(done.returncode == 0, done.stdout)
        want(tree(here / "artifacts") == world.expected, f"parallel shards give other bytes: {done.stdout}")


# ---- Anything, at any moment

def chaos(world, count, seed):
    """Builds while the server is killed, filled and corrupted at random moments."""
    rng = random.Random(seed)
    tally = {}
    with world.server() as server:
        filled(world, server)
        shutil.copytree(server.store.folder, world.folder / "whole", dirs_exist_ok=True)
        for number in range(count):
            if rng.random() < 0.7:  # a warm store, or the ruins that the last one left
                shutil.rmtree(server.store.folder)
                shutil.copytree(world.folder / "whole", server.store.folder)
                for path in rng.sample(server.store.records(), rng.randrange(4)):
                    path.unlink()
            kind = rng.choice(("killed", "killed and back", "full", "corrupted", "failing", "build killed"))
            machine = world.machine()
            timer = disturb(rng, kind, server)
            timer.start()
            if kind == "build killed":
                kill_build(rng, machine, server)
            try:
                done = machine.build(url=server.url, PYLON_REMOTE_UPLOAD_SECONDS="5")
                tally.setdefault(kind, []).append(fetched(done)[0])
            except Failed as failed:
                raise Failed(f"number {number} (seed {seed}), {kind}: {failed}") from None
            finally:
                timer.cancel()
                timer.join()
                server.store.misdeed = lambda method, kind, body: None
                server.stop()
                server.start()
            shutil.rmtree(machine.folder, ignore_errors=True)
    for kind, counts in sorted(tally.items()):
        print(f"    {kind}: {len(counts)} builds, right bytes in each; {sum(counts)} steps were fetched")


def disturb(rng, kind, server):
    def corrupt(path):
        data = bytearray(path.read_bytes())
        for _ in range(rng.randrange(1, 5)):
            if data:
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        path.write_bytes(data[:rng.choice((len(data), len(data), len(data) // 2))])

    def act():
        if kind.startswith("killed"):
            server.stop()
            if kind.endswith("back"):
                time.sleep(rng.uniform(0, 0.3))
                server.start()
        elif kind == "full":
            server.store.misdeed = lambda method, kind, body: 507 if method == "PUT" else None
        elif kind == "failing":
            server.store.misdeed = lambda method, kind, body: rng.choice((None, 500, "close", "cut"))
        elif kind == "corrupted":
            for path in rng.sample(server.store.entries("ac"), 2) + rng.sample(server.store.entries("cas"), 4):
                corrupt(path)

    def guarded():
        try:
            act()
        except (OSError, ValueError):
            pass

    return threading.Timer(rng.uniform(0, 0.5), guarded)


def kill(process):
    try:
        os.killpg(process.pid, 9)
    except ProcessLookupError:
        pass
    process.wait()
    process.stdout.close()


def kill_build(rng, machine, server):
    process = machine.start(url=server.url)
    time.sleep(rng.uniform(0, 0.6))
    kill(process)


# ---- Servers that people run

def wait_for_port(port, process):
    import socket
    for _ in range(200):
        if process.poll() is not None:
            raise Failed(f"the server ended: {process.stderr.read() if process.stderr else ''}")
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise Failed("the server does not listen")


def free_port():
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def share_through(world, url):
    done = world.machine().build(url=url)
    want(uploaded(done) == world.steps, done.stdout)
    done = world.machine().build(url=url)
    want(fetched(done)[0] == fetched(done)[1] > 0, done.stdout)


def with_process(command, port, use):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        wait_for_port(port, process)
        use()
    finally:
        process.terminate()
        process.wait()


def servers(world):
    program = os.environ.get("PYLON_BAZEL_REMOTE") or shutil.which("bazel-remote")
    if program:
        for more in ([], ["--disable_http_ac_validation"]):
            port, folder = free_port(), world.folder / f"bazel{len(more)}"
            with_process([program, "--dir", str(folder), "--max_size", "1", "--http_address", f"127.0.0.1:{port}",
                          "--grpc_address", "none", *more], port, lambda: share_through(world, f"http://127.0.0.1:{port}"))
            print(f"    bazel-remote {' '.join(more)}: shared")
    else:
        print("    (no bazel-remote here)")
    if shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin"):
        port, folder = free_port(), world.folder / "nginx"
        for name in ("www", "temporary"):
            (folder / name).mkdir(parents=True)
        folder.chmod(0o755)
        (folder / "nginx.conf").write_text(
            f"daemon off; error_log stderr; pid {folder}/pid; events {{}} user {os.environ.get('USER', 'root')};\n"
            f"http {{ access_log off; client_body_temp_path {folder}/temporary; client_max_body_size 0;\n"
            f"server {{ listen 127.0.0.1:{port}; root {folder}/www;\n"
            "location / { dav_methods PUT; create_full_put_path on; } } }\n")
        with_process(["/usr/sbin/nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)], port,
                     lambda: share_through(world, f"http://127.0.0.1:{port}/pylon"))
        print("    nginx with WebDAV: shared")
    else:
        print("    (no nginx here)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("pylonctl")
    parser.add_argument("--only", default="")
    parser.add_argument("--chaos", type=int, default=0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--servers", action="store_true")
    parser.add_argument("--jobs", type=int, default=3)
    options = parser.parse_args()
    cases = {name[5:]: case for name, case in globals().items() if name.startswith("case_") and options.only in name}
    if options.chaos:
        cases["chaos"] = lambda world: chaos(world, options.chaos, options.seed)
    if options.servers:
        cases["servers"] = servers
    with tempfile.TemporaryDirectory(prefix="pylon-remote.") as folder:
        world = World(str(pathlib.Path(options.pylonctl).resolve()), pathlib.Path(folder))

        def passes(name):
            part, began = world.part(name), time.monotonic()
            try:
                cases[name](part)
                print(f"ok   {name} ({time.monotonic() - began:.1f} s)", flush=True)
                return True
            except (Failed, subprocess.TimeoutExpired) as error:
                print(f"FAIL {name}: {error}", flush=True)
                return False
            finally:
                shutil.rmtree(part.folder, ignore_errors=True)

        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            # The longest ones first.
            names = sorted(cases, key=lambda name: name not in ("hang", "chaos", "hostile"))
            return 0 if all(list(pool.map(passes, names))) else 1


if __name__ == "__main__":
    sys.exit(main())
