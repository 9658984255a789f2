"""Times of whole processes, in pairs, and what is known of the machine."""
import os
import pathlib
import platform
import re
import statistics
import subprocess
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]


class Run:
    """One finished process with all that it started: seconds by the clock and of processors, peak bytes of its largest program."""

    def __init__(self, command, folder=PROJECT, log=subprocess.DEVNULL, **environment):
        start = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=folder,
                                   env=os.environ | environment)
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.perf_counter() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss * 1024
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(f"exit code {process.returncode}: {' '.join(map(str, command))}")


def spread(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values), "runs": len(values)}


def row(what, ours, theirs=(), unit="s", bar=None):
    """A line of a result: ours against theirs, which were measured in turn."""
    result = {"what": what, "unit": unit, "ours": spread(ours)}
    if theirs:
        result |= {"theirs": spread(theirs), "ratio": spread([our / their for our, their in zip(ours, theirs)])}
    if bar:
        result["bar"] = bar
    return result


def output(command):
    try:
        return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def version(command):
    found = re.search(r"\d+(\.\d+)*", output(command))
    return found[0] if found else None


def machine():
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text())[1])
    system = re.search(r'PRETTY_NAME="(.*)"', pathlib.Path("/etc/os-release").read_text())
    return {"processor": cpu[1] if cpu else platform.machine(), "cores": os.cpu_count(), "memory_gb": round(memory / 1e6),
            "system": system[1] if system else platform.system(), "kernel": re.match(r"[\d.]*\d", platform.release())[0]}


def versions(wasm_opt):
    venv = PROJECT / "build/venv/bin"
    commands = {"clang": ["clang-19"], "ninja": ["ninja"], "ccache": ["ccache"], "wasm-opt": [wasm_opt],
                "wasmtime": [venv / "wasmtime"], "python": ["python3"], "cmake": ["cmake"], "g++": ["g++"]}
    found = {name: version([*command, "--version"]) for name, command in commands.items()}
    found["pylonctl"] = output(["git", "-C", PROJECT, "describe", "--always", "--dirty", "--abbrev=12"])
    return {name: text for name, text in found.items() if text}


def load():
    """How busy the machine is with other things, in processes that want to run."""
    return round(os.getloadavg()[0], 1)
