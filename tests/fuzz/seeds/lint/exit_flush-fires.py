1subprocess.run(["pylon-launch", wasm, "-c", "import sys\nprint(1)\nsys.exit(3)"])
subprocess.run([runner, "pylon.wasm", "-c", 'print(1); exit(3)'])
