"""formats_00: written by generate.py."""
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


rows = [['maple', 91, 'a,b'], ['lagoon', 78, 'a,b'], ['niche', 21, 'ß'], ['tundra', 88, 'ß'], ['lagoon', 54, 'ß']]
n = 45
w = 'delta'
show('[(e.tag, e.attrib, e.text) for e in xml.etree.ElementTree.fromstring(f"<r><a k=\'{n}\'>{w}</a><b/>tail</r>").iter()]')
show('(lambda f: (csv.writer(f).writerows(rows), f.getvalue()))(io.StringIO())')
show('__import__("xml.dom.minidom").dom.minidom.parseString("<a><b>1</b></a>").toprettyxml(indent=" ")')
show('(lambda m: (m.__setitem__("To", "a@b"), m.__setitem__("Subject", f"{w} é"), m.set_content(f"text {n}\\n"), m.as_string()))(email.message.EmailMessage())')
show('configparser.ConfigParser().read_string("x = 1")')
show('list(csv.reader([\'a,"b\\nc\'], strict=True))')
show('html.escape(f"<{w} a=\'1\'>&"), html.unescape("&lt;&eacute;&#x41;&notit;")')
show('xml.etree.ElementTree.fromstring("<a><b></a>")')
show('urllib.parse.urljoin("http://a/b/c/d", "../x?y"), urllib.parse.urlsplit("http://[::1").netloc')
show('urllib.parse.urlsplit(f"https://u:p@host:{n}/a/b;c?q={w}&r=#f"), urllib.parse.parse_qs(f"a=1&a=2&b={n}")')
show('ast.unparse(ast.parse("def f(a, *b, c=1, **d) -> int:\\n  return [x for x in b if x]")), ast.parse("f(x)(y)[0]").body[0].value.slice.value')
show('shlex.split("\'unclosed")')
show('__import__("string").Formatter().vformat("{0} {a}", (n,), {"a": w}), __import__("pprint").pformat({w: rows}, width=40)')
show('csv.Sniffer().sniff("a;b;c\\n1;2;3\\n").delimiter, csv.list_dialects()')
show('__import__("ipaddress").ip_network("10.0.0.0/28").num_addresses, __import__("ipaddress").ip_address("::1").is_loopback, list(__import__("ipaddress").ip_network("10.0.0.0/30").hosts())')
show('urllib.parse.quote(f"/{w} ä?&"), urllib.parse.unquote("%C3%A4%2F+"), urllib.parse.urlencode({"a": [1, 2], "b": w}, doseq=True)')
