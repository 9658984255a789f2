"""formats_03: written by generate.py."""
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


rows = [['ember', 48, 'a,b'], ['ridge', 9, 'say "x"'], ['heron', 39, 'say "x"'], ['jetty', 0, 'two\nlines'], ['islet', 24, 'ß']]
n = 34
w = 'tundra'
show('[(e.tag, e.attrib, e.text) for e in xml.etree.ElementTree.fromstring(f"<r><a k=\'{n}\'>{w}</a><b/>tail</r>").iter()]')
show('(lambda f: (csv.writer(f, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows), f.getvalue()))(io.StringIO())')
show('list(csv.reader([\'a,"b\\nc\'], strict=True))')
show('(lambda m: (m.__setitem__("To", "a@b"), m.__setitem__("Subject", f"{w} é"), m.set_content(f"text {n}\\n"), m.as_string()))(email.message.EmailMessage())')
show('__import__("ipaddress").ip_address("300.1.1.1")')
show('tomllib.loads("a = ")')
show('(lambda c: c.get("a", "b"))(configparser.ConfigParser())')
show('shlex.split(f"cmd -x \'a b\' \\"c $d\\" {w}\\\\ z"), shlex.quote("it\'s"), shlex.join(["a b", "c"])')
show('html.escape(f"<{w} a=\'1\'>&"), html.unescape("&lt;&eacute;&#x41;&notit;")')
show('list(csv.reader(io.StringIO(\'a,"b, ""c""",d\\n1,2,3\\n\'))), list(csv.DictReader(io.StringIO(f"x,y\\n{n},2\\n")))')
show('__import__("string").Formatter().vformat("{0} {a}", (n,), {"a": w}), __import__("pprint").pformat({w: rows}, width=40)')
show('shlex.split("\'unclosed")')
show('mimetypes.guess_type("a.tar.gz"), mimetypes.guess_type("x.html"), mimetypes.guess_extension("image/png")')
show('ast.literal_eval("{\'a\': [1, (2, 3)], \'b\': {4}, \'c\': -5.5e3}"), ast.dump(ast.parse(f"x = {n} + y"))')
show('ast.literal_eval("__import__(\'os\')")')
show('csv.Sniffer().sniff("a;b;c\\n1;2;3\\n").delimiter, csv.list_dialects()')
