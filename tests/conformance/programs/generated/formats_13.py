"""formats_13: written by generate.py."""
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


rows = [['knoll', 1, 'two\nlines'], ['jetty', 56, 'a,b'], ['fjord', 16, 'ß'], ['lagoon', 79, ''], ['ridge', 48, 'say "x"']]
n = 4
w = 'lagoon'
show('shlex.split(f"cmd -x \'a b\' \\"c $d\\" {w}\\\\ z"), shlex.quote("it\'s"), shlex.join(["a b", "c"])')
show('(lambda c: c.get("a", "b"))(configparser.ConfigParser())')
show('tomllib.loads("a = ")')
show('tomllib.loads(f\'a = {n}\\nb = [1, 2.5, "x"]\\n[t]\\nd = 2021-03-04T05:06:07Z\\ne = {{f = true}}\')')
show('(lambda f: (csv.writer(f, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows), f.getvalue()))(io.StringIO())')
show('urllib.parse.urljoin("http://a/b/c/d", "../x?y"), urllib.parse.urlsplit("http://[::1").netloc')
show('ast.literal_eval("__import__(\'os\')")')
show('ast.literal_eval("{\'a\': [1, (2, 3)], \'b\': {4}, \'c\': -5.5e3}"), ast.dump(ast.parse(f"x = {n} + y"))')
show('__import__("xml.dom.minidom").dom.minidom.parseString("<a><b>1</b></a>").toprettyxml(indent=" ")')
show('__import__("quopri").encodestring("ä=\\n".encode()), __import__("email.utils").utils.parseaddr("A B <a@b.c>"), __import__("email.utils").utils.formatdate(n * 1e7)')
show('__import__("ipaddress").ip_address("300.1.1.1")')
show('(lambda f: (csv.writer(f).writerows(rows), f.getvalue()))(io.StringIO())')
show('urllib.parse.urlsplit(f"https://u:p@host:{n}/a/b;c?q={w}&r=#f"), urllib.parse.parse_qs(f"a=1&a=2&b={n}")')
show('__import__("ipaddress").ip_network("10.0.0.0/28").num_addresses, __import__("ipaddress").ip_address("::1").is_loopback, list(__import__("ipaddress").ip_network("10.0.0.0/30").hosts())')
show('xml.etree.ElementTree.fromstring("<a><b></a>")')
show('(lambda e: (xml.etree.ElementTree.indent(e), xml.etree.ElementTree.tostring(e, "unicode")))(xml.etree.ElementTree.fromstring("<a><b><c/></b></a>"))')
