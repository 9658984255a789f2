"""formats_10: written by generate.py."""
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


rows = [['niche', 64, 'two\nlines'], ['amber', 51, 'ß'], ['birch', 76, ''], ['ridge', 98, 'ß'], ['delta', 40, 'two\nlines']]
n = 40
w = 'cedar'
show('__import__("ipaddress").ip_address("300.1.1.1")')
show('list(csv.reader(io.StringIO(\'a,"b, ""c""",d\\n1,2,3\\n\'))), list(csv.DictReader(io.StringIO(f"x,y\\n{n},2\\n")))')
show('__import__("ipaddress").ip_network("10.0.0.0/28").num_addresses, __import__("ipaddress").ip_address("::1").is_loopback, list(__import__("ipaddress").ip_network("10.0.0.0/30").hosts())')
show('__import__("http").HTTPStatus(404).phrase, __import__("http.cookies").cookies.SimpleCookie(f"a=1; b={n}")["b"].value')
show('tomllib.loads("a = ")')
show('configparser.ConfigParser().read_string("x = 1")')
show('urllib.parse.urlsplit(f"https://u:p@host:{n}/a/b;c?q={w}&r=#f"), urllib.parse.parse_qs(f"a=1&a=2&b={n}")')
show('(lambda c: (c.read_string(f"[a]\\nx = {n}\\ny = %(x)s/z\\n[b]\\n"), c.sections(), c["a"]["y"], c.getint("a", "x"), c.has_option("b", "q")))(configparser.ConfigParser())')
show('(lambda e: (xml.etree.ElementTree.indent(e), xml.etree.ElementTree.tostring(e, "unicode")))(xml.etree.ElementTree.fromstring("<a><b><c/></b></a>"))')
show('csv.Sniffer().sniff("a;b;c\\n1;2;3\\n").delimiter, csv.list_dialects()')
show('xml.etree.ElementTree.fromstring("<a><b></a>")')
show('(lambda f: (csv.writer(f).writerows(rows), f.getvalue()))(io.StringIO())')
show('urllib.parse.urljoin("http://a/b/c/d", "../x?y"), urllib.parse.urlsplit("http://[::1").netloc')
show('xml.etree.ElementTree.tostring(xml.etree.ElementTree.fromstring("<a>é<b x=\'1&amp;2\'/></a>")), xml.etree.ElementTree.fromstring("<a><b>1</b><b>2</b></a>").findtext("b")')
show('__import__("quopri").encodestring("ä=\\n".encode()), __import__("email.utils").utils.parseaddr("A B <a@b.c>"), __import__("email.utils").utils.formatdate(n * 1e7)')
show('shlex.split(f"cmd -x \'a b\' \\"c $d\\" {w}\\\\ z"), shlex.quote("it\'s"), shlex.join(["a b", "c"])')
