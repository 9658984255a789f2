2# pylon-lint: allow old-artifact-name: this makes the link,
# which takes two lines to say
ln -s pylon.wasm python.composed.wasm
cp out/python.composed.wasm .
