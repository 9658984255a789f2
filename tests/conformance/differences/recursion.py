# What: deep recursion ends in RecursionError earlier
# Why: the host's stack bounds it; wasmtime gives 512 KiB
# Do: a larger stack of the host (`-W max-wasm-stack=8388608`), or a loop
import json
text = "[" * 5000 + "]" * 5000
try:
    json.loads(text)
    print("loaded")
except RecursionError as error:
    print("RecursionError:", error)
