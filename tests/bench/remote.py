#!/usr/bin/env python3
"""A remote store, measured: a fresh checkout from a full store, and variants in shards on machines of their own.

usage: remote.py store|shards PYLONCTL COLD_SECONDS [--quick]

As root: the server and the machines are network namespaces inside one that nothing else is in, and a machine's share of a
processor is a cgroup's. Nothing leaves the computer. The server is bazel-remote ($PYLON_BAZEL_REMOTE, or on PATH), else
nginx with WebDAV. Prints the result as JSON."""
import asyncio
import contextlib
import hashlib
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

from farm import Farm
from measure import PROJECT, Run, row

KEY = "the key of the benches' team, which is long enough"
SERVER, PORT, RELAY = "10.77.0.1", 8080, 8081
MACHINES, VARIANTS, SHARE = 4, 40, 0.5
MEMORY, PAGE = 41943040, 65536  # of variants/base.json; a page more is another variant of the same size


def shell(command):
    subprocess.run(command, shell=True, check=True)


def bench(name, options, cold):
    """What `run` calls: this file again, in a network namespace and a mount namespace of its own."""
    for program in ("unshare", "ip", "tc"):
        if not shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin:/sbin"):
            raise OSError(f"{program} is not here")
    command = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", sys.executable, __file__, name,
               str(options.pylonctl), str(cold)]
    done = subprocess.run(command + (["--quick"] if options.quick else []), stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"exit code {done.returncode}")
    return json.loads(done.stdout)


class Net:
    """A switch with the server at one port, and machines at the others."""

    def __init__(self):
        shell("ip link set lo up; mkdir -p /run/netns; mount -t tmpfs tmpfs /run/netns")
        shell(f"ip link add switch type bridge; ip addr add {SERVER}/24 dev switch; ip link set switch up")

    def machine(self, number, link=None):
        """A namespace; `link`: what tc netem does to what it sends and to what it gets."""
        name, wire = f"machine{number}", f"wire{number}"
        shell(f"ip netns add {name}; ip link add {wire} type veth peer name eth0 netns {name}; ip link set {wire} master switch up; "
              f"ip -n {name} addr add 10.77.0.{number + 10}/24 dev eth0; ip -n {name} link set eth0 up; ip -n {name} link set lo up")
        if link:
            shell(f"tc qdisc add dev {wire} root netem {link} && tc -n {name} qdisc add dev eth0 root netem {link}")
        return name


class Relay:
    """What tc netem does, where the kernel has none: a program that carries connections to the server, each byte half of `delay`
    seconds late, and all together no faster than `rate` bits a second in each direction."""

    def __init__(self, rate, delay):
        self.rate, self.delay = rate, delay
        self.free = {"up": 0.0, "down": 0.0}  # when the line has sent what it was given
        ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self.serve(ready)), daemon=True).start()
        ready.wait(10)

    async def serve(self, ready):
        listener = await asyncio.start_server(self.carry, "0.0.0.0", RELAY)
        ready.set()
        await listener.serve_forever()

    async def carry(self, reader, writer):
        await asyncio.sleep(self.delay)  # what connecting takes
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", PORT)
        await asyncio.gather(self.pump(reader, far_writer, "up"), self.pump(far_reader, writer, "down"))

    async def pump(self, reader, writer, direction):
        line = asyncio.Queue(64)

        async def deliver():
            while (item := await line.get()) is not None:
                await asyncio.sleep(item[0] - time.monotonic())
                writer.write(item[1])
                await writer.drain()
            writer.close()

        async def take():
            while data := await reader.read(16384):
                self.free[direction] = max(time.monotonic(), self.free[direction]) + len(data) * 8 / self.rate
                await line.put((self.free[direction] + self.delay / 2, data))
            await line.put(None)

        with contextlib.suppress(OSError):
            await asyncio.gather(take(), deliver())


class Share:
    """A group of processes that get this part of one processor at most, and before others do."""

    def __init__(self, name, part):
        new = pathlib.Path("/sys/fs/cgroup/cgroup.controllers").exists()
        self.folder = pathlib.Path("/sys/fs/cgroup" if new else "/sys/fs/cgroup/cpu") / f"pylon-{name}-{os.getpid()}"
        self.folder.mkdir()
        period = 20_000
        settings = {"cpu.max": f"{int(part * period)} {period}", "cpu.weight": "10000"} if new else {
            "cpu.cfs_period_us": str(period), "cpu.cfs_quota_us": str(int(part * period)), "cpu.shares": "100000"}
        for file, value in settings.items():
            (self.folder / file).write_text(value)

    def prefix(self):
        return ["sh", "-c", f'echo $$ >{self.folder}/cgroup.procs && exec "$@"', "share"]

    def remove(self):
        with contextlib.suppress(OSError):
            self.folder.rmdir()


@contextlib.contextmanager
def server(folder):
    """The address of a store that keeps its files in `folder`, and its name."""
    program = os.environ.get("PYLON_BAZEL_REMOTE") or shutil.which("bazel-remote")
    if program:
        command = [program, "--dir", folder / "store", "--max_size", "20", "--http_address", f"0.0.0.0:{PORT}", "--grpc_address", "none"]
    else:
        for name in ("store", "temporary"):
            (folder / name).mkdir(exist_ok=True)
        (folder / "nginx.conf").write_text(
            f"daemon off; error_log stderr; pid {folder}/pid; events {{}} user root;\n"
            f"http {{ access_log off; client_body_temp_path {folder}/temporary; client_max_body_size 0; sendfile on;\n"
            f"server {{ listen 0.0.0.0:{PORT}; root {folder}/store; location / {{ dav_methods PUT; create_full_put_path on; }} }} }}\n")
        command = ["/usr/sbin/nginx", "-c", folder / "nginx.conf", "-p", folder]
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", PORT), 1):
                break
            time.sleep(0.1)
        else:
            raise OSError("the server does not listen")
        yield "bazel-remote" if program else "nginx with WebDAV"
    finally:
        process.terminate()
        process.wait()


def environment(url, cache):
    return {"PYLON_REMOTE_STORE": url, "PYLON_REMOTE_KEY": KEY, "XDG_CACHE_HOME": str(cache), "PYLON_STORE_LIMIT": "none"}


def own_cache():
    return pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")


def fill(pylonctl):
    """Uploads the finished steps of this checkout."""
    Run([pylonctl, "--project", PROJECT, "store", "push"], **environment(f"http://127.0.0.1:{PORT}", own_cache()))


def checkout(folder):
    """A fresh checkout of what is committed, with the virtual environment that bootstrap makes."""
    shell(f"git clone -q {PROJECT} {folder}")
    (folder / "build").mkdir()
    (folder / "build/venv").symlink_to((PROJECT / "build/venv").resolve())
    return folder


def digests(artifacts):
    return {str(path.relative_to(artifacts)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(artifacts.rglob("*")) if path.is_file() and path.name != "baseline.json"}


# ---- A fresh checkout

def fresh(pylonctl, folder, url, prefix=()):
    """Builds all variants in a fresh checkout with an empty cache: the run, and the megabytes that came."""
    root, log = checkout(folder / "checkout"), folder / "log"
    with open(log, "wb") as file:
        run = Run([*prefix, pylonctl, "--project", root, "build", "--all"], folder=root, log=file, **environment(url, folder / "cache"))
    assert digests(root / "artifacts") == digests(PROJECT / "artifacts"), f"other bytes: {log.read_text()}"
    found = re.search(r"steps came from the remote store, ([\d.]+) MB in ([\d.]+) s", log.read_text())
    run.megabytes, run.fetching = float(found[1]), float(found[2])
    again = [pylonctl, "--project", root, "build", "--all"]
    settings = environment("none", folder / "cache")
    Run(again, folder=root, **settings)
    pairs = [(Run(again, folder=root, **(settings | {"PYLON_REMOTE_STORE": "http://127.0.0.1:9"})).wall * 1e3,
              Run(again, folder=root, **settings).wall * 1e3) for _ in range(31)]
    shutil.rmtree(folder / "checkout")
    shutil.rmtree(folder / "cache")
    return run, pairs


def store(pylonctl, cold, quick):
    del quick
    net = Net()
    with tempfile.TemporaryDirectory(prefix="pylon-bench.", dir=PROJECT.parent) as name:
        folder = pathlib.Path(name)
        with server(folder) as kind:
            fill(pylonctl)
            print("measuring", file=sys.stderr, flush=True)
            near, absent = fresh(pylonctl, folder, f"http://127.0.0.1:{PORT}")
            port, how = PORT, "tc netem"
            try:
                machine = net.machine(1, "delay 10ms rate 100mbit limit 100000")
            except subprocess.CalledProcessError:  # this kernel has no netem
                machine, port, how = "machine1", RELAY, "a relay, as this kernel has no netem"
                Relay(100e6, 0.02)
            far, _ = fresh(pylonctl, folder, f"http://{SERVER}:{port}", ("ip", "netns", "exec", machine))
    return {"rows": [row("on the loopback, against a cold build", [near.wall], [cold], bar="≤ 0.05, ≤ 20 s"),
                     row("the same in processor time of the machine that fetches", [near.cpu]),
                     row("of it until all was fetched and unpacked", [near.fetching]),
                     row("through 100 Mbit/s and 20 ms (there and back), against a cold build", [far.wall], [cold], bar="≤ 0.15"),
                     row("of it until all was fetched and unpacked", [far.fetching]),
                     row("nothing to do and a store that is not there, against none", *zip(*absent), unit="ms", bar="+0 ms")],
            "notes": [f"the link: {how}", f"{kind}; {near.megabytes:.1f} MB are fetched; the artifacts are those of the checkout that filled the store, to the byte"]}


# ---- Shards

def project_of_variants(pylonctl, folder):
    root = checkout(folder)
    names = [f"farm-{number:02}" for number in range(VARIANTS)]
    for number, name in enumerate(names):
        (root / "variants" / f"{name}.json").write_text(json.dumps(
            {"extends": "lean", "description": "measured", "memory": {"initial_bytes": MEMORY + (number + 1) * PAGE}}))
    Run([pylonctl, "--project", root, "setup", *names], folder=root)
    return names


def start_machine(net_name, share, folder, command):
    """The command in the namespace, with the group's part of a processor. Its cache is an empty one at the place where that of
    the machine is that filled the store: all machines of a farm have it at the same place."""
    place, cache = pathlib.Path("/mnt/pylon-machine"), own_cache() / "pylon"
    place.mkdir(exist_ok=True)
    (folder / "cache").mkdir()
    inside = f'mount --bind {folder} {place} && mount --bind {folder}/cache {cache} && cd {place}/checkout && exec "$@"'
    return subprocess.Popen([*share.prefix(), "ip", "netns", "exec", net_name, "sh", "-c", inside, "machine", *map(str, command)],
                            env=os.environ | environment(f"http://{SERVER}:{PORT}", own_cache()),
                            stdout=subprocess.DEVNULL, stderr=open(folder / "log", "wb"))


def farm_run(pylonctl, net, folder, names, machines):
    """Seconds of the slowest machine, and megabytes that each fetched and uploaded."""
    running, shares = [], []
    for number in range(machines):
        here = folder / f"machine{number}"
        here.mkdir()
        shell(f"cp -a {folder}/template {here}/checkout")
        shares.append(Share(f"{machines}-{number}", SHARE))
    began = time.perf_counter()
    for number in range(machines):
        command = [pylonctl, "--project", "/mnt/pylon-machine/checkout", "build", *names, "--level", "dev", "-j", "1",
                   "--shard", f"{number + 1}/{machines}"]
        running.append(start_machine(net[number], shares[number], folder / f"machine{number}", command))
    codes = [process.wait() for process in running]
    seconds = time.perf_counter() - began
    logs = [(folder / f"machine{number}/log").read_text() for number in range(machines)]
    assert not any(codes), f"{codes}: {logs}"
    print(f"{machines}: {seconds:.1f} s\n{logs[0]}", file=sys.stderr)
    made = {}
    for number in range(machines):
        made |= {name: digest for name, digest in digests(folder / f"machine{number}/checkout/artifacts").items() if name.startswith("farm-")}
        shell(f"chmod -R u+w {folder}/machine{number}; rm -rf {folder}/machine{number}")
        shares[number].remove()

    def megabytes(words):
        return max(float(found[1]) if (found := re.search(words + r", ([\d.]+) MB", log)) else 0.0 for log in logs)
    return {"seconds": seconds, "made": made, "down": megabytes("steps came from the remote store"),
            "up": megabytes("steps were uploaded to the remote store"), "logs": logs}


def shards(pylonctl, cold, quick):
    del cold, quick
    network = Net()
    net = [network.machine(number) for number in range(MACHINES)]
    outcome = {}
    with tempfile.TemporaryDirectory(prefix="pylon-bench.", dir=PROJECT.parent) as name:
        folder = pathlib.Path(name)
        names = project_of_variants(pylonctl, folder / "template")
        (folder / "full").mkdir()
        with server(folder / "full"):
            fill(pylonctl)
        for machines in (MACHINES, 1):
            # A store of its own for each: of the other's variants nothing may be there.
            shell(f"cp -a {folder}/full {folder}/now")
            with server(folder / "now"):
                print(f"measuring {machines}", file=sys.stderr, flush=True)
                outcome[machines] = farm_run(pylonctl, net, folder, names, machines)
            shutil.rmtree(folder / "now")
    one, four = outcome[1], outcome[MACHINES]
    assert one["made"] == four["made"] and len(one["made"]) > VARIANTS, "shards give other bytes than one machine"
    costs = json.loads((PROJECT / "docs/benchmarks.json").read_text())["results"]["many"]["costs"]
    few, most = sorted(costs, key=int)  # the second build made what the first had not
    seconds = costs[most]["cpu_seconds"] / (int(most) - int(few))
    farm = Farm([(seconds, one["up"] / VARIANTS, 0)] * VARIANTS, 1, SHARE, 100_000, 100_000, one["down"])
    table = [[what, f"{seen:.1f} s", f"{said:.1f} s", f"{seen / said:.2f}"] for what, seen, said in (
        ("one machine", one["seconds"], farm.with_bases(1)), (f"{MACHINES} machines", four["seconds"], farm.with_bases(MACHINES)))]
    times = one["seconds"] / four["seconds"]
    table.append(["times as fast", f"{times:.2f}", f"{farm.with_bases(1) / farm.with_bases(MACHINES):.2f}", "–"])
    return {"rows": [row(f"{VARIANTS} variants in {MACHINES} shards: times as fast as one machine", [times], unit="×", bar="≥ 3.2")],
            "table": {"head": ["", "seen", "as tests/bench/farm.py has it", "seen / said"], "lines": table},
            "notes": [f"each machine fetched {four['down']:.1f} MB; {VARIANTS} variants of level dev are {one['up']:.1f} MB to upload",
                      "the artifacts of the shards are those of one machine, to the byte"]}


if __name__ == "__main__":
    print(json.dumps({"store": store, "shards": shards}[sys.argv[1]](sys.argv[2], float(sys.argv[3]), "--quick" in sys.argv)))
