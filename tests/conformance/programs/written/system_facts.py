"""What the system says of itself: the time of the processor, names of hosts, paths of the installation, constants of 32 bits."""
import email.utils
import os
import pathlib
import socket
import stat
import sysconfig
import urllib.request

before = os.times()
sum(i * i for i in range(10**5))
after = os.times()
print(0 <= before.user <= after.user < 3600, 0 <= after.elapsed - before.elapsed < 600, after.children_user, after.children_system)

print(socket.gethostbyname("localhost"), socket.gethostbyname("10.1.2.3"), repr(socket.gethostbyname("")), socket.gethostbyname_ex("10.1.2.3"))
print(socket.gethostbyname(b"127.0.0.1"), socket.gethostbyname("<broadcast>"))
print(socket.inet_pton(socket.AF_INET6, "2001:db8::1"), socket.inet_ntop(socket.AF_INET6, bytes(15) + b"\1"), socket.inet_pton(socket.AF_INET, "10.1.2.3"))
for text in ("::1::", "10.0.0.1", ":", "1" * 50):
    try:
        print(socket.inet_pton(socket.AF_INET6, text))
    except OSError as error:
        print(type(error).__name__, error)
print(bool(socket.getfqdn()), socket.getfqdn("host.invalid"), email.utils.parseaddr(email.utils.make_msgid())[1].count("@"))
pathlib.Path("text").write_text("hello")
print(urllib.request.urlopen("file://localhost" + os.path.abspath("text")).read(), urllib.request.urlopen("data:,hi").read())
for ask in (lambda: socket.gethostbyname("host.invalid"), lambda: socket.gethostbyname_ex("host.invalid"), lambda: socket.gethostbyaddr("host.invalid"),
            lambda: socket.getnameinfo(("host.invalid", 80), 0), lambda: socket.getservbyname("no-such"), lambda: socket.getservbyport(1, "no-such"),
            lambda: socket.getprotobyname("no-such"), lambda: urllib.request.urlopen("http://host.invalid/")):
    try:
        print(ask())
    except OSError as error:
        print(type(error).__name__)
print(socket.INADDR_ANY, socket.INADDR_LOOPBACK, socket.INADDR_BROADCAST, socket.INADDR_NONE, socket.INADDR_UNSPEC_GROUP,
      socket.INADDR_ALLHOSTS_GROUP, socket.INADDR_MAX_LOCAL_GROUP, stat.SF_SETTABLE, stat.S_IFMT(0o100644))

print([name for name, path in sysconfig.get_paths().items() if path.startswith("//")], os.path.dirname(os.__file__) == sysconfig.get_path("stdlib"))
