"""formats_07: written by generate.py."""
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


rows = [['quartz', 27, 'ß'], ['amber', 49, 'ß'], ['maple', 59, 'say "x"'], ['maple', 72, 'a,b'], ['delta', 76, 'a,b']]
n = 12
w = 'straße'
show('(lambda f: (csv.writer(f).writerows(rows), f.getvalue()))(io.StringIO())')
show('xml.etree.ElementTree.tostring(xml.etree.ElementTree.fromstring("<a>é<b x=\'1&amp;2\'/></a>")), xml.etree.ElementTree.fromstring("<a><b>1</b><b>2</b></a>").findtext("b")')
show('(lambda f: (csv.writer(f, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows), f.getvalue()))(io.StringIO())')
show('__import__("plistlib").loads(__import__("plistlib").dumps({"a": [1, b"x", 2.5], "b": w}))')
show('__import__("http").HTTPStatus(404).phrase, __import__("http.cookies").cookies.SimpleCookie(f"a=1; b={n}")["b"].value')
show('ast.literal_eval("{\'a\': [1, (2, 3)], \'b\': {4}, \'c\': -5.5e3}"), ast.dump(ast.parse(f"x = {n} + y"))')
show('(lambda c: (c.read_string(f"[a]\\nx = {n}\\ny = %(x)s/z\\n[b]\\n"), c.sections(), c["a"]["y"], c.getint("a", "x"), c.has_option("b", "q")))(configparser.ConfigParser())')
show('tomllib.loads(f\'a = {n}\\nb = [1, 2.5, "x"]\\n[t]\\nd = 2021-03-04T05:06:07Z\\ne = {{f = true}}\')')
show('__import__("string").Formatter().vformat("{0} {a}", (n,), {"a": w}), __import__("pprint").pformat({w: rows}, width=40)')
show('html.escape(f"<{w} a=\'1\'>&"), html.unescape("&lt;&eacute;&#x41;&notit;")')
show('[(e.tag, e.attrib, e.text) for e in xml.etree.ElementTree.fromstring(f"<r><a k=\'{n}\'>{w}</a><b/>tail</r>").iter()]')
show('urllib.parse.urljoin("http://a/b/c/d", "../x?y"), urllib.parse.urlsplit("http://[::1").netloc')
show('list(csv.reader(io.StringIO(\'a,"b, ""c""",d\\n1,2,3\\n\'))), list(csv.DictReader(io.StringIO(f"x,y\\n{n},2\\n")))')
show('mimetypes.guess_type("a.tar.gz"), mimetypes.guess_type("x.html"), mimetypes.guess_extension("image/png")')
show('urllib.parse.quote(f"/{w} ä?&"), urllib.parse.unquote("%C3%A4%2F+"), urllib.parse.urlencode({"a": [1, 2], "b": w}, doseq=True)')
show('list(csv.reader([\'a,"b\\nc\'], strict=True))')
