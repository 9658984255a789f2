"""Runs a WASI program in a page of headless Chromium, with the package @bjorn3/browser_wasi_shim in a worker. Folders are copied
into memory. usage: chromium.py CHROMIUM PACKAGES [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]..."""
import base64
import http.server
import json
import os
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading
import time

chromium, packages = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))

from options import options  # noqa: E402: it reads what is left of the arguments

SHIM = packages / "node_modules/@bjorn3/browser_wasi_shim/dist"
HERE = pathlib.Path(__file__).parent
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions"]
TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html"}
PAGE = b"<!doctype html><meta charset=utf-8><script>new Worker('chromium.mjs', {type: 'module'})</script>"


def tree(folder):
    """{name: base64 text | tree}, without links: they may lead out of the folder."""
    return {path.name: tree(path) if path.is_dir() else base64.b64encode(path.read_bytes()).decode()
            for path in sorted(folder.iterdir()) if not path.is_symlink()}


def handler(given, said):
    setting = {"words": given.words, "env": given.env, "trees": {guest: tree(pathlib.Path(host)) for host, guest in given.folders},
               "input": base64.b64encode(b"" if sys.stdin.isatty() else sys.stdin.buffer.read()).decode()}

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def answer(self, data, kind="text/plain", code=200):
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self):
            name = self.path.lstrip("/")
            if name == "":
                return self.answer(PAGE, "text/html")
            if name == "setting":
                return self.answer(json.dumps(setting).encode())
            files = {"program.wasm": pathlib.Path(given.words[0]), "chromium.mjs": HERE / "chromium.mjs", "shim_run.mjs": HERE / "shim_run.mjs"}
            path = files.get(name, SHIM / name.removeprefix("shim/"))
            if not path.is_file():
                return self.answer(b"", code=404)
            self.answer(path.read_bytes(), TYPES.get(path.suffix, "text/plain"))

        def do_POST(self):  # /1 and /2: what was printed; /end: the exit code, or an error
            said.put((self.path[1:], self.rfile.read(int(self.headers["Content-Length"]))))
            self.answer(b"")

    return Handler


def main():
    given = options(__doc__)
    said = queue.Queue()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(given, said))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen([chromium, *FLAGS, f"--user-data-dir={profile}", f"http://127.0.0.1:{server.server_port}/"],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while True:
                try:
                    where, what = said.get(timeout=1)
                except queue.Empty:
                    if browser.poll() is not None:
                        sys.exit(f"{chromium} ended before the program did: exit code {browser.returncode}")
                    continue
                if where == "end":
                    text = what.decode()
                    return int(text) if text.isdigit() else (sys.stderr.write(text + "\n"), 1)[1]
                stream = sys.stdout.buffer if where == "1" else sys.stderr.buffer
                stream.write(what)
                stream.flush()
        finally:
            browser.terminate()
            try:
                browser.wait(10)
            except subprocess.TimeoutExpired:
                browser.kill()
            time.sleep(0.1)  # its own processes end after it


code = main()
sys.stdout.flush()
sys.stderr.flush()
os._exit(code)
