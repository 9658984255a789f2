2pylon-launch pylon.wasm -c 'print(1)'
pylon-launch pylon.wasm -c 'import sys; sys.exit(3)'
wasmtime run pylon.wasm -c 'import sys; print(1); sys.exit(3)'
python3 -c 'import sys; print(1); sys.exit(3)'
# pylon-launch pylon.wasm -c 'print(1); sys.exit(3)'
cat <<EOF
pylon-launch pylon.wasm -c 'print(1); sys.exit(3)'
EOF
pylon-launch pylon.wasm -c 'print("sys.exit(3)")'
