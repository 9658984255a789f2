"""formats_05: written by generate.py."""
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


rows = [['quartz', 22, 'two\nlines'], ['heron', 74, ''], ['cedar', 30, 'ß'], ['prairie', 85, 'a,b'], ['prairie', 87, 'ß']]
n = 97
w = 'niche'
show('list(csv.reader([\'a,"b\\nc\'], strict=True))')
show('ast.literal_eval("{\'a\': [1, (2, 3)], \'b\': {4}, \'c\': -5.5e3}"), ast.dump(ast.parse(f"x = {n} + y"))')
show('urllib.parse.urlsplit(f"https://u:p@host:{n}/a/b;c?q={w}&r=#f"), urllib.parse.parse_qs(f"a=1&a=2&b={n}")')
show('(lambda e: (xml.etree.ElementTree.indent(e), xml.etree.ElementTree.tostring(e, "unicode")))(xml.etree.ElementTree.fromstring("<a><b><c/></b></a>"))')
show('shlex.split(f"cmd -x \'a b\' \\"c $d\\" {w}\\\\ z"), shlex.quote("it\'s"), shlex.join(["a b", "c"])')
show('(lambda c: (c.read_string(f"[a]\\nx = {n}\\ny = %(x)s/z\\n[b]\\n"), c.sections(), c["a"]["y"], c.getint("a", "x"), c.has_option("b", "q")))(configparser.ConfigParser())')
show('tomllib.loads(f\'a = {n}\\nb = [1, 2.5, "x"]\\n[t]\\nd = 2021-03-04T05:06:07Z\\ne = {{f = true}}\')')
show('__import__("http").HTTPStatus(404).phrase, __import__("http.cookies").cookies.SimpleCookie(f"a=1; b={n}")["b"].value')
show('ast.unparse(ast.parse("def f(a, *b, c=1, **d) -> int:\\n  return [x for x in b if x]")), ast.parse("f(x)(y)[0]").body[0].value.slice.value')
show('xml.etree.ElementTree.fromstring("<a><b></a>")')
show('__import__("ipaddress").ip_address("300.1.1.1")')
show('xml.etree.ElementTree.tostring(xml.etree.ElementTree.fromstring("<a>é<b x=\'1&amp;2\'/></a>")), xml.etree.ElementTree.fromstring("<a><b>1</b><b>2</b></a>").findtext("b")')
show('__import__("quopri").encodestring("ä=\\n".encode()), __import__("email.utils").utils.parseaddr("A B <a@b.c>"), __import__("email.utils").utils.formatdate(n * 1e7)')
show('__import__("plistlib").loads(__import__("plistlib").dumps({"a": [1, b"x", 2.5], "b": w}))')
show('html.escape(f"<{w} a=\'1\'>&"), html.unescape("&lt;&eacute;&#x41;&notit;")')
show('mimetypes.guess_type("a.tar.gz"), mimetypes.guess_type("x.html"), mimetypes.guess_extension("image/png")')
