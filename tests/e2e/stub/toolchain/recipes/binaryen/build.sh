set -eu
mkdir -p "$OUT/bin"
# wasm-opt IN -o OUT … --symbolmap=FILE
cat >"$OUT/bin/wasm-opt" <<'END'
#!/bin/sh
cp "$1" "$3"
for word; do case $word in --symbolmap=*) : >"${word#--symbolmap=}" ;; esac; done
END
chmod +x "$OUT/bin/wasm-opt"
