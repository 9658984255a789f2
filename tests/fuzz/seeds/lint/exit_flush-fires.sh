2pylon-launch pylon.wasm -c 'import sys; print(1); sys.exit(3)'
"$RUNNER" pylon.wasm \
  -c "print(1); raise SystemExit(3)" | tee log
