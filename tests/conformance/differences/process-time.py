# What: `time.process_time` counts wall time
# Why: hosts of WASI give no processor's clock (wasmtime answers with an error), so that CPython's clock() is wall time
# Do: measure from outside
import time
before = time.process_time()
time.sleep(0.2)
print("sleeping counts" if time.process_time() - before > 0.1 else "sleeping does not count")
