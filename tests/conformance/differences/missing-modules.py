# What: modules of the standard library that need what WASI has not
# Why: no dynamic linking, processes, terminals, users, OpenSSL
# Do: ask before importing (`importlib.util.find_spec`); TLS belongs to the host
for name in "ctypes curses dbm.gnu fcntl grp mmap multiprocessing.connection pwd readline resource select ssl syslog termios tkinter".split():
    try:
        __import__(name)
        print(name, end=" ")
    except ImportError:
        print(f"no-{name}", end=" ")
print()
