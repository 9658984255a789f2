"""formats_04: written by generate.py."""
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


rows = [['grove', 23, ''], ['grove', 32, ''], ['Ωmega', 70, 'a,b'], ['heron', 45, 'ß'], ['naïve', 13, 'ß']]
n = 32
w = 'maple'
show('tomllib.loads("a = ")')
show('(lambda f: (csv.writer(f, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows), f.getvalue()))(io.StringIO())')
show('csv.Sniffer().sniff("a;b;c\\n1;2;3\\n").delimiter, csv.list_dialects()')
show('tomllib.loads(f\'a = {n}\\nb = [1, 2.5, "x"]\\n[t]\\nd = 2021-03-04T05:06:07Z\\ne = {{f = true}}\')')
show('configparser.ConfigParser().read_string("x = 1")')
show('ast.literal_eval("{\'a\': [1, (2, 3)], \'b\': {4}, \'c\': -5.5e3}"), ast.dump(ast.parse(f"x = {n} + y"))')
show('__import__("quopri").encodestring("ä=\\n".encode()), __import__("email.utils").utils.parseaddr("A B <a@b.c>"), __import__("email.utils").utils.formatdate(n * 1e7)')
show('urllib.parse.urlsplit(f"https://u:p@host:{n}/a/b;c?q={w}&r=#f"), urllib.parse.parse_qs(f"a=1&a=2&b={n}")')
show('__import__("http").HTTPStatus(404).phrase, __import__("http.cookies").cookies.SimpleCookie(f"a=1; b={n}")["b"].value')
show('[(e.tag, e.attrib, e.text) for e in xml.etree.ElementTree.fromstring(f"<r><a k=\'{n}\'>{w}</a><b/>tail</r>").iter()]')
show('ast.literal_eval("__import__(\'os\')")')
show('mimetypes.guess_type("a.tar.gz"), mimetypes.guess_type("x.html"), mimetypes.guess_extension("image/png")')
show('list(csv.reader(io.StringIO(\'a,"b, ""c""",d\\n1,2,3\\n\'))), list(csv.DictReader(io.StringIO(f"x,y\\n{n},2\\n")))')
show('list(csv.reader([\'a,"b\\nc\'], strict=True))')
show('xml.etree.ElementTree.fromstring("<a><b></a>")')
show('(lambda c: c.get("a", "b"))(configparser.ConfigParser())')
