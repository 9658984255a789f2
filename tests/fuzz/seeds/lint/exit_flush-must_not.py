1subprocess.run(["wasmtime", "run", "pylon.wasm", "-c", "print(1); sys.exit(3)"])
subprocess.run([sys.executable, "-c", "print(1); sys.exit(3)"])
