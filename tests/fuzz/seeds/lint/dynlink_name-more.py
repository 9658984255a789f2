1importlib.import_module(package=None, name="keyword_dynlink")
importlib.import_module("escaped\x5fdynlink")
__import__("joined" "_dynlink")
