"""Ends in an exception that nobody catches."""
print("before")
raise RuntimeError("the end")
