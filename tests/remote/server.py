"""A web server for tests, on the loopback, that keeps what is PUT and gives it back, and misbehaves when told to.

As a program: server.py FOLDER prints its address and serves until it is killed."""
import base64
import http.server
import pathlib
import re
import sys
import threading
import time

PATH = re.compile(r"^/pylon/(ac|cas)/([0-9a-f]{64})$")


class Store:
    """What the server keeps, and what it does in place of its work.

    misdeed(method, kind, body) -> None to go on, or one of
      int           answer with this status
      bytes         answer a GET with these
      "hang"        answer nothing for `patience` seconds
      "cut"         send half of it, and close
      "drip"        send a few bytes a second
      "close"       close the connection at once"""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.misdeed = lambda method, kind, body: None
        self.login = None
        self.patience = 30
        self.requests = []
        for kind in ("ac", "cas"):
            (self.folder / kind).mkdir(parents=True, exist_ok=True)

    def entries(self, kind):
        return sorted((self.folder / kind).iterdir())

    def records(self):
        """Entries of steps: those under /ac/ that are no leases."""
        return [path for path in self.entries("ac") if b'"holder"' not in path.read_bytes()]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_message(self, *arguments):
        pass

    def refuse(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def place(self):
        """The kind and the file that a request is about; None when it has been answered."""
        store = self.server.store
        store.requests.append((self.command, self.path))
        if store.login and self.headers.get("Authorization") != store.login:
            self.discard()
            self.refuse(401)
            return None
        found = PATH.match(self.path)
        if not found:
            self.discard()
            self.refuse(400)
            return None
        return found[1], store.folder / found[1] / found[2]

    def discard(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def do_GET(self):
        if not (place := self.place()):
            return
        kind, file = place
        body = file.read_bytes() if file.exists() else None
        answer = self.server.store.misdeed(self.command, kind, body)
        if isinstance(answer, int):
            return self.refuse(answer)
        if isinstance(answer, bytes):
            body = answer
        if self.misbehave(answer):
            return
        if body is None:
            return self.refuse(404)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if answer == "cut":
            self.wfile.write(body[:len(body) // 2])
            self.close_connection = True
        elif answer == "drip":
            for at in range(0, len(body), 20):
                self.wfile.write(body[at:at + 20])
                time.sleep(0.5)
        else:
            self.wfile.write(body)

    do_HEAD = do_GET

    def do_PUT(self):
        if not (place := self.place()):
            return
        kind, file = place
        answer = self.server.store.misdeed(self.command, kind, None)
        if self.misbehave(answer):
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if isinstance(answer, int):
            return self.refuse(answer)
        half = file.with_name(f".{file.name}.{threading.get_ident()}")
        half.write_bytes(body)
        half.replace(file)
        self.refuse(201)

    def misbehave(self, answer):
        if answer == "hang":
            time.sleep(self.server.store.patience)
        if answer in ("hang", "close"):
            self.close_connection = True
            return True
        return False


class Server:
    """with Server(folder) as server: server.url, server.store; stop() and start() take it away and back."""

    def __init__(self, folder):
        self.store = Store(folder)
        self.port = 0
        self.http = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.stop()

    def start(self):
        http.server.ThreadingHTTPServer.allow_reuse_address = True
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.http.daemon_threads = True
        self.http.handle_error = lambda *arguments: None  # clients may go away
        self.http.store = self.store
        self.port = self.http.server_port
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self):
        if self.http:
            self.http.shutdown()
            self.http.server_close()
            self.http = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/pylon"


def basic(login):
    return "Basic " + base64.b64encode(login.encode()).decode()


if __name__ == "__main__":
    with Server(sys.argv[1]) as running:
        print(running.url, flush=True)
        threading.Event().wait()
