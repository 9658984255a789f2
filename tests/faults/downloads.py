"""Servers that stop, lie about lengths, send web pages in place of files, or another file than the one that is meant."""
import hashlib
import http.server
import json
import pathlib
import ssl
import subprocess
import threading

CONTENT = bytes(range(256)) * 2000
PAGE = b"<!doctype html><title>Sign in</title><p>This network wants you to sign in first."


class Handler(http.server.BaseHTTPRequestHandler):
    """/<deed>/<file>: what is done to whoever asks."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        deed = self.path.split("/")[1]
        start = 0
        if deed in ("good", "stops") and self.headers.get("Range"):
            start = int(self.headers["Range"].removeprefix("bytes=").split("-")[0])
        body = {"page": PAGE, "other": CONTENT[::-1], "empty": b""}.get(deed, CONTENT)[start:]
        status = {"gone": 404, "broken": 500, "busy": 503, "round": 302}.get(deed, 206 if start else 200)
        try:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) + {"more": 1000, "less": -1000}.get(deed, 0)))
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}")
            if deed == "round":
                self.send_header("Location", self.path)
            self.end_headers()
            self.wfile.write(body[:len(body) // 3] if deed == "stops" else body)
        except OSError:
            pass  # whoever asked has hung up
        self.close_connection = True


class Server:
    """On the loopback, with a certificate of its own."""

    def __init__(self, folder):
        self.certificate = folder / "certificate.pem"
        key = folder / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                        "-keyout", key, "-out", self.certificate], check=True, capture_output=True)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()

    def url(self, deed):
        return f"https://localhost:{self.server.server_address[1]}/{deed}/thing-1.0.tar.gz"


DEEDS = ("stops", "more", "less", "page", "other", "empty", "gone", "broken", "busy", "round")


def bad_server(trial, rng):
    """One or two bad places, then perhaps a good one: the right file comes, or a clear error and no file at all."""
    deeds = rng.sample(DEEDS, rng.randint(1, 2)) + (["good"] if rng.random() < 0.5 else [])
    lock = trial.project / "toolchain/lock.json"
    source = {"name": "thing", "version": "1.0", "file": "thing-1.0.tar.gz", "licence": "MIT",
              "sha256": hashlib.sha256(CONTENT).hexdigest(),
              "places": [{"kind": "url", "url": trial.server.url(deed)} for deed in deeds]}
    original = lock.read_text()
    lock.write_text(json.dumps({"sources": [source]}))
    run = trial.run("fetch", "thing", CURL_CA_BUNDLE=str(trial.server.certificate), limit=120)
    lock.write_text(original)
    fetched = [path for path in (trial.folder / "cache/pylon/downloads").rglob("*")
               if path.is_file() and not path.name.endswith((".part", ".lock"))]
    wrong = [f"{file.name} is not what was asked for" for file in fetched if file.read_bytes() != CONTENT]
    if "good" in deeds:
        wrong += [] if run.code == 0 and fetched else [f"{deeds}: the good place was not used: {run.output[-500:]}"]
    elif run.code != 2 or fetched:
        wrong.append(f"{deeds}: exit code {run.code}: {run.output[-300:]}")
    elif source["sha256"] not in run.output and "http" not in run.output:
        wrong.append(f"{deeds}: the error names neither digest nor place: {run.output[-300:]}")
    return wrong + (["it hangs"] if run.hung else [])
