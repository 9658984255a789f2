"""formats_06: written by generate.py."""
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


rows = [['heron', 96, 'say "x"'], ['grove', 0, 'two\nlines'], ['straße', 92, 'two\nlines'], ['cedar', 17, ''], ['delta', 68, 'a,b']]
n = 77
w = 'fjord'
show('(lambda f: (csv.writer(f, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows), f.getvalue()))(io.StringIO())')
show('__import__("string").Formatter().vformat("{0} {a}", (n,), {"a": w}), __import__("pprint").pformat({w: rows}, width=40)')
show('html.escape(f"<{w} a=\'1\'>&"), html.unescape("&lt;&eacute;&#x41;&notit;")')
show('(lambda m: (m.__setitem__("To", "a@b"), m.__setitem__("Subject", f"{w} é"), m.set_content(f"text {n}\\n"), m.as_string()))(email.message.EmailMessage())')
show('__import__("http").HTTPStatus(404).phrase, __import__("http.cookies").cookies.SimpleCookie(f"a=1; b={n}")["b"].value')
show('list(csv.reader(io.StringIO(\'a,"b, ""c""",d\\n1,2,3\\n\'))), list(csv.DictReader(io.StringIO(f"x,y\\n{n},2\\n")))')
show('tomllib.loads(f\'a = {n}\\nb = [1, 2.5, "x"]\\n[t]\\nd = 2021-03-04T05:06:07Z\\ne = {{f = true}}\')')
show('configparser.ConfigParser().read_string("x = 1")')
show('urllib.parse.urlsplit(f"https://u:p@host:{n}/a/b;c?q={w}&r=#f"), urllib.parse.parse_qs(f"a=1&a=2&b={n}")')
show('__import__("xml.dom.minidom").dom.minidom.parseString("<a><b>1</b></a>").toprettyxml(indent=" ")')
show('urllib.parse.urljoin("http://a/b/c/d", "../x?y"), urllib.parse.urlsplit("http://[::1").netloc')
show('xml.etree.ElementTree.fromstring("<a><b></a>")')
show('(lambda e: (xml.etree.ElementTree.indent(e), xml.etree.ElementTree.tostring(e, "unicode")))(xml.etree.ElementTree.fromstring("<a><b><c/></b></a>"))')
show('__import__("ipaddress").ip_network("10.0.0.0/28").num_addresses, __import__("ipaddress").ip_address("::1").is_loopback, list(__import__("ipaddress").ip_network("10.0.0.0/30").hosts())')
show('shlex.split(f"cmd -x \'a b\' \\"c $d\\" {w}\\\\ z"), shlex.quote("it\'s"), shlex.join(["a b", "c"])')
show('ast.unparse(ast.parse("def f(a, *b, c=1, **d) -> int:\\n  return [x for x in b if x]")), ast.parse("f(x)(y)[0]").body[0].value.slice.value')
