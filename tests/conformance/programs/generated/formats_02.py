"""formats_02: written by generate.py."""
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


rows = [['lagoon', 50, 'a,b'], ['niche', 71, 'ß'], ['birch', 8, 'ß'], ['jetty', 33, ''], ['amber', 57, 'two\nlines']]
n = 76
w = 'jetty'
show('html.escape(f"<{w} a=\'1\'>&"), html.unescape("&lt;&eacute;&#x41;&notit;")')
show('__import__("xml.dom.minidom").dom.minidom.parseString("<a><b>1</b></a>").toprettyxml(indent=" ")')
show('(lambda c: (c.read_string(f"[a]\\nx = {n}\\ny = %(x)s/z\\n[b]\\n"), c.sections(), c["a"]["y"], c.getint("a", "x"), c.has_option("b", "q")))(configparser.ConfigParser())')
show('[(e.tag, e.attrib, e.text) for e in xml.etree.ElementTree.fromstring(f"<r><a k=\'{n}\'>{w}</a><b/>tail</r>").iter()]')
show('xml.etree.ElementTree.fromstring("<a><b></a>")')
show('__import__("quopri").encodestring("ä=\\n".encode()), __import__("email.utils").utils.parseaddr("A B <a@b.c>"), __import__("email.utils").utils.formatdate(n * 1e7)')
show('list(csv.reader([\'a,"b\\nc\'], strict=True))')
show('urllib.parse.urlsplit(f"https://u:p@host:{n}/a/b;c?q={w}&r=#f"), urllib.parse.parse_qs(f"a=1&a=2&b={n}")')
show('tomllib.loads("a = ")')
show('urllib.parse.quote(f"/{w} ä?&"), urllib.parse.unquote("%C3%A4%2F+"), urllib.parse.urlencode({"a": [1, 2], "b": w}, doseq=True)')
show('shlex.split(f"cmd -x \'a b\' \\"c $d\\" {w}\\\\ z"), shlex.quote("it\'s"), shlex.join(["a b", "c"])')
show('(lambda f: (csv.writer(f).writerows(rows), f.getvalue()))(io.StringIO())')
show('(lambda f: (csv.writer(f, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows), f.getvalue()))(io.StringIO())')
show('(lambda m: (m.__setitem__("To", "a@b"), m.__setitem__("Subject", f"{w} é"), m.set_content(f"text {n}\\n"), m.as_string()))(email.message.EmailMessage())')
show('__import__("plistlib").loads(__import__("plistlib").dumps({"a": [1, b"x", 2.5], "b": w}))')
show('__import__("ipaddress").ip_network("10.0.0.0/28").num_addresses, __import__("ipaddress").ip_address("::1").is_loopback, list(__import__("ipaddress").ip_network("10.0.0.0/30").hosts())')
