"""sys.exit with a text is exit code 1."""
import sys

print("before")
sys.exit("a reason")
