6def _probe(mod):
    try:
        __import__(mod)
    except ImportError:
        return False
_NUMPY = (("numpy", _HAVE_NUMPY),)
def check(label, thunk):
    pass
print("1/1 PASS")
sys.exit(0 if passed == total else 1)
