set -eu
mkdir -p "$OUT/bin"
# wasm-opt IN -o OUT … --symbolmap=FILE; functions keep their numbers, which `action number` gave them as names.
cat >"$OUT/bin/wasm-opt" <<'END'
#!/bin/sh
cp "$1" "$3"
for word; do
  case $word in
    --symbolmap=*)
      tr -c 'f0-9' '\n' <"$1" | grep -E '^f[0-9]{7}$' | { number=0
        while read -r name; do echo "$number:$name"; number=$((number + 1)); done; } >"${word#--symbolmap=}" ;;
  esac
done
END
chmod +x "$OUT/bin/wasm-opt"
