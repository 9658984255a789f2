"""The stub project of the end-to-end tests, copied for each fault, and what must hold of it afterwards."""
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
ENDS_WELL, SAYS_WHY = 0, 2
STANZA = '[ ! -e "{fault}" ] || . "{fault}"\n'


def tree(root):
    """Digest of each file and target of each link below root, by path."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = str(path.relative_to(root))
        if path.is_symlink():
            found[name] = "-> " + os.readlink(path)
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def make_template(pylonctl, folder):
    """The stub project with its generated files; its recipes and tools do what a file `fault` beside it says."""
    project = folder / "project"
    shutil.copytree(SOURCE / "tests/e2e/stub", project)
    for name in (project / "shared-files.txt").read_text().split():
        shutil.copy(SOURCE / name, project / name)
    for recipe in sorted((project / "toolchain/recipes").glob("*/build.sh")):
        # $OUT is <folder>/cache/pylon/store/<step>
        stanza = STANZA.format(fault=f"$OUT/../../../../fault-{recipe.parent.name}")
        recipe.write_text(stanza + recipe.read_text())
    clang = project / "toolchain/recipes/sdk/clang"
    stanza = STANZA.format(fault="${0%/*}/../../../../../fault-clang")
    clang.write_text(clang.read_text().replace("set -eu\n", "set -eu\n" + stanza, 1))
    opt = project / "toolchain/recipes/binaryen/build.sh"
    stanza = STANZA.format(fault="${0%/*}/../../../../../fault-wasm-opt")
    opt.write_text(opt.read_text().replace("#!/bin/sh\ncp", "#!/bin/sh\n" + stanza + "cp", 1))
    subprocess.run([pylonctl, "--project", project, "setup"], check=True, env=environment(folder),
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def environment(folder, **more):
    return {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(folder / "cache"), "HOME": str(folder), **more}


class Run:
    """How a command ended."""

    def __init__(self, code, output, hung):
        self.code, self.output, self.hung = code, output, hung


class Trial:
    """A copy of the template in a folder of its own, which a fault is let loose on."""

    def __init__(self, pylonctl, template, expected):
        self.pylonctl, self.expected = pylonctl, expected
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pylon-fault."))
        shutil.copytree(template, self.folder, symlinks=True, dirs_exist_ok=True)
        self.project = self.folder / "project"
        self.committed = self.sources()

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, *arguments):
        return [self.pylonctl, "--project", str(self.project), *arguments]

    def start(self, *arguments, **more):
        return subprocess.Popen(self.command(*(arguments or ("build", "--all"))), env=environment(self.folder, **more),
                                cwd=self.project, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)

    def run(self, *arguments, limit=60, **more):
        process = self.start(*arguments, **more)
        return self.finish(process, limit)

    def finish(self, process, limit=60):
        try:
            output, _ = process.communicate(timeout=limit)
            return Run(process.returncode, output, False)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
            return Run(process.returncode, output, True)

    def sources(self):
        return {part: tree(self.project / part) for part in ("variants", "Modules", "toolchain")}

    def strays(self):
        """Processes that still work on this trial, after a moment to notice that they should not."""
        marker = str(self.folder).encode()
        for _ in range(30):
            found = []
            for process in pathlib.Path("/proc").iterdir():
                try:
                    if process.name.isdigit() and marker in (process / "cmdline").read_bytes():
                        found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
                except OSError:
                    continue
            if not found:
                return []
            time.sleep(0.1)
        return found

    def half_made(self):
        """Published files that are there under their own names, but not as an undisturbed build makes them."""
        artifacts = self.project / "artifacts"
        there = {name: digest for name, digest in tree(artifacts).items() if "/." not in name and not hidden(name)}
        return [name for name, digest in there.items() if self.expected.get(name) != digest]

    def after_fault(self, run, may_be_killed=False):
        """What is wrong right after a fault, as a list of sentences."""
        wrong = []
        if run.hung:
            wrong.append("it hangs")
        elif run.code == ENDS_WELL:
            if tree(self.project / "artifacts") != self.expected:
                wrong.append("it says that it succeeded, but the artifacts are not those of an undisturbed build")
        elif run.code != SAYS_WHY and not (may_be_killed and run.code < 0):
            wrong.append(f"exit code {run.code}: {run.output[-300:]}")
        elif run.code == SAYS_WHY and "pylonctl: " not in run.output:
            wrong.append("it fails without a word of its own: " + run.output[-300:])
        elif "unexpected" in run.output or "json.exception" in run.output:
            wrong.append("its error is no clear one: " + run.output[-600:])
        wrong += [f"{name} is half-made or wrong" for name in self.half_made()]
        wrong += [f"a process stays: {command}" for command in self.strays()]
        if self.sources() != self.committed:
            wrong.append("committed files were changed")
        return wrong

    def after_mending(self):
        """What is wrong once the cause has gone and the same command was given again."""
        for fault in self.folder.glob("fault-*"):
            fault.unlink()
        run = self.run()
        if run.hung or run.code != ENDS_WELL:
            return ["the next run fails: " + run.output[-600:]]
        if tree(self.project / "artifacts") != self.expected:
            return ["the next run gives other artifacts than an undisturbed one"]
        return ["committed files were changed"] if self.sources() != self.committed else []


def hidden(name):
    """Temporary names, which the next run clears away: .lib.new, and what is renamed into place."""
    return any(part.startswith(".") for part in name.split("/"))
