# What: inside `lean` the library is compiled files alone: tracebacks show no lines of it, `inspect.getsource` of it is an OSError
# Why: sources are a quarter of the file
# Do: mount `lib/` as `/lib`, or take `fat`, which has them
import inspect
import json

try:
    print(inspect.getsource(json.loads).splitlines()[0])
except OSError as error:
    print("OSError", error)
