"""json_11: written by generate.py."""
import re
import json


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


value = {'jetty': None, 'maple': {'n': [167, 635, 550]}, 'fjord': -2.4310152667227536, 'ember': {'n': [-375, 619, 170]}, 'niche': True, 'cedar': ['quartz', 'straße', 'knoll']}
bad = '[1,]'
show('json.JSONDecoder().raw_decode(\'[1] tail\'), json.JSONEncoder(indent="\\t").encode([1, {}])')
show('json.dumps(value), json.dumps(value, sort_keys=True)')
show('json.loads(\'"a\\tb"\')')
show("json.loads(b'\\xef\\xbb\\xbf[1]')")
show('json.loads("[" * 50 + "]" * 50) != []')
show('json.loads(""), 1')
show('list(json.JSONEncoder().iterencode({"a": [1, 2]}))')
show('json.dumps({1, 2})')
show('json.loads("1.10", parse_float=str), json.loads("12", parse_int=lambda n: n + "!")')
show('json.dumps({(1, 2): 3}, skipkeys=True)')
show('json.loads(\'"\\\\ud83d\\\\ude00 \\\\u00e9 \\\\n"\'), json.dumps("\\x7f\\u2028😀")')
show('json.dumps(value, separators=(",", ":"))')
show('(lambda l: (l.append(l), json.dumps(l)))([])')
show('json.loads(\'"\\\\ud83d"\'), json.loads(\'"a\\tb"\', strict=False)')
show('json.loads(\'{"a": 1, "a": 2}\', object_pairs_hook=list)')
show('json.dumps({3}, default=list)')
