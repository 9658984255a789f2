"""formats_01: written by generate.py."""
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


rows = [['ridge', 12, 'ß'], ['amber', 18, 'a,b'], ['knoll', 20, 'say "x"'], ['Ωmega', 52, ''], ['straße', 9, 'ß']]
n = 59
w = 'quartz'
show('__import__("xml.dom.minidom").dom.minidom.parseString("<a><b>1</b></a>").toprettyxml(indent=" ")')
show('xml.etree.ElementTree.fromstring("<a><b></a>")')
show('__import__("string").Formatter().vformat("{0} {a}", (n,), {"a": w}), __import__("pprint").pformat({w: rows}, width=40)')
show('ast.literal_eval("{\'a\': [1, (2, 3)], \'b\': {4}, \'c\': -5.5e3}"), ast.dump(ast.parse(f"x = {n} + y"))')
show('list(csv.reader([\'a,"b\\nc\'], strict=True))')
show('html.escape(f"<{w} a=\'1\'>&"), html.unescape("&lt;&eacute;&#x41;&notit;")')
show('urllib.parse.urlsplit(f"https://u:p@host:{n}/a/b;c?q={w}&r=#f"), urllib.parse.parse_qs(f"a=1&a=2&b={n}")')
show('ast.unparse(ast.parse("def f(a, *b, c=1, **d) -> int:\\n  return [x for x in b if x]")), ast.parse("f(x)(y)[0]").body[0].value.slice.value')
show('csv.Sniffer().sniff("a;b;c\\n1;2;3\\n").delimiter, csv.list_dialects()')
show('shlex.split("\'unclosed")')
show('(lambda c: (c.read_string(f"[a]\\nx = {n}\\ny = %(x)s/z\\n[b]\\n"), c.sections(), c["a"]["y"], c.getint("a", "x"), c.has_option("b", "q")))(configparser.ConfigParser())')
show('(lambda e: (xml.etree.ElementTree.indent(e), xml.etree.ElementTree.tostring(e, "unicode")))(xml.etree.ElementTree.fromstring("<a><b><c/></b></a>"))')
show('tomllib.loads(f\'a = {n}\\nb = [1, 2.5, "x"]\\n[t]\\nd = 2021-03-04T05:06:07Z\\ne = {{f = true}}\')')
show('(lambda c: c.get("a", "b"))(configparser.ConfigParser())')
show('(lambda f: (csv.writer(f, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows), f.getvalue()))(io.StringIO())')
show('__import__("quopri").encodestring("ä=\\n".encode()), __import__("email.utils").utils.parseaddr("A B <a@b.c>"), __import__("email.utils").utils.formatdate(n * 1e7)')
