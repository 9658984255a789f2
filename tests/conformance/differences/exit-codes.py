# What: an exit code over 125 is the host's own error; wasmtime ends with 1 and a message
# Why: wasmtime accepts exit codes below 126 alone; other hosts pass them on
# Do: use exit codes up to 125
import sys
sys.exit(200)
