"""formats_12: written by generate.py."""
import re
import csv
import io
import configparser
import tomllib
import html
import urllib.parse
import xml.etree.ElementTree
import shlex
import ast
import email.message
import mimetypes


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


rows = [['cedar', 88, 'ß'], ['jetty', 21, 'a,b'], ['quartz', 85, 'two\nlines'], ['ridge', 1, 'two\nlines'], ['jetty', 59, 'say "x"']]
n = 47
w = 'Ωmega'
show('__import__("xml.dom.minidom").dom.minidom.parseString("<a><b>1</b></a>").toprettyxml(indent=" ")')
show('shlex.split(f"cmd -x \'a b\' \\"c $d\\" {w}\\\\ z"), shlex.quote("it\'s"), shlex.join(["a b", "c"])')
show('(lambda c: c.get("a", "b"))(configparser.ConfigParser())')
show('__import__("http").HTTPStatus(404).phrase, __import__("http.cookies").cookies.SimpleCookie(f"a=1; b={n}")["b"].value')
show('(lambda m: (m.__setitem__("To", "a@b"), m.__setitem__("Subject", f"{w} é"), m.set_content(f"text {n}\\n"), m.as_string()))(email.message.EmailMessage())')
show('__import__("ipaddress").ip_network("10.0.0.0/28").num_addresses, __import__("ipaddress").ip_address("::1").is_loopback, list(__import__("ipaddress").ip_network("10.0.0.0/30").hosts())')
show('configparser.ConfigParser().read_string("x = 1")')
show('urllib.parse.urlsplit(f"https://u:p@host:{n}/a/b;c?q={w}&r=#f"), urllib.parse.parse_qs(f"a=1&a=2&b={n}")')
show('__import__("string").Formatter().vformat("{0} {a}", (n,), {"a": w}), __import__("pprint").pformat({w: rows}, width=40)')
show('__import__("ipaddress").ip_address("300.1.1.1")')
show('ast.unparse(ast.parse("def f(a, *b, c=1, **d) -> int:\\n  return [x for x in b if x]")), ast.parse("f(x)(y)[0]").body[0].value.slice.value')
show('(lambda f: (csv.writer(f, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows), f.getvalue()))(io.StringIO())')
show('urllib.parse.quote(f"/{w} ä?&"), urllib.parse.unquote("%C3%A4%2F+"), urllib.parse.urlencode({"a": [1, 2], "b": w}, doseq=True)')
show('__import__("plistlib").loads(__import__("plistlib").dumps({"a": [1, b"x", 2.5], "b": w}))')
show('list(csv.reader([\'a,"b\\nc\'], strict=True))')
show('mimetypes.guess_type("a.tar.gz"), mimetypes.guess_type("x.html"), mimetypes.guess_extension("image/png")')
