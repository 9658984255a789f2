"""formats_09: written by generate.py."""
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


rows = [['birch', 35, ''], ['knoll', 15, 'a,b'], ['ridge', 93, ''], ['Ωmega', 31, 'a,b'], ['Ωmega', 33, 'say "x"']]
n = 54
w = 'lagoon'
show('urllib.parse.urlsplit(f"https://u:p@host:{n}/a/b;c?q={w}&r=#f"), urllib.parse.parse_qs(f"a=1&a=2&b={n}")')
show('urllib.parse.quote(f"/{w} ä?&"), urllib.parse.unquote("%C3%A4%2F+"), urllib.parse.urlencode({"a": [1, 2], "b": w}, doseq=True)')
show('__import__("ipaddress").ip_address("300.1.1.1")')
show('__import__("plistlib").loads(__import__("plistlib").dumps({"a": [1, b"x", 2.5], "b": w}))')
show('(lambda m: (m.__setitem__("To", "a@b"), m.__setitem__("Subject", f"{w} é"), m.set_content(f"text {n}\\n"), m.as_string()))(email.message.EmailMessage())')
show('csv.Sniffer().sniff("a;b;c\\n1;2;3\\n").delimiter, csv.list_dialects()')
show('(lambda f: (csv.writer(f).writerows(rows), f.getvalue()))(io.StringIO())')
show('(lambda c: c.get("a", "b"))(configparser.ConfigParser())')
show('shlex.split(f"cmd -x \'a b\' \\"c $d\\" {w}\\\\ z"), shlex.quote("it\'s"), shlex.join(["a b", "c"])')
show('list(csv.reader(io.StringIO(\'a,"b, ""c""",d\\n1,2,3\\n\'))), list(csv.DictReader(io.StringIO(f"x,y\\n{n},2\\n")))')
show('tomllib.loads("a = ")')
show('mimetypes.guess_type("a.tar.gz"), mimetypes.guess_type("x.html"), mimetypes.guess_extension("image/png")')
show('list(csv.reader([\'a,"b\\nc\'], strict=True))')
show('__import__("string").Formatter().vformat("{0} {a}", (n,), {"a": w}), __import__("pprint").pformat({w: rows}, width=40)')
show('(lambda e: (xml.etree.ElementTree.indent(e), xml.etree.ElementTree.tostring(e, "unicode")))(xml.etree.ElementTree.fromstring("<a><b><c/></b></a>"))')
show('configparser.ConfigParser().read_string("x = 1")')
