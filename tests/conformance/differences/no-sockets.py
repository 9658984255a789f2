# What: no sockets: `socket.socket` is not there or fails, host names are not resolved
# Why: WASI (preview 1) opens no sockets
# Do: let the host fetch, and hand over files or standard input
import socket
for call in (lambda: socket.socket().close(), lambda: bool(socket.getaddrinfo("localhost", 80))):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
