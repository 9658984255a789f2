"""json_10: written by generate.py."""
import re
import json


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


value = {'prairie': True, 'Ωmega': 3.6096270389129117, 'ember': None, 'fjord': {'n': [287, 267, 733]}, 'ridge': 124984213960}
bad = '\ttrue false'
show('json.dumps(float("nan"), allow_nan=False)')
show('json.loads("[" * 50 + "]" * 50) != []')
show('json.loads(\'"\\\\ud83d\\\\ude00 \\\\u00e9 \\\\n"\'), json.dumps("\\x7f\\u2028😀")')
show('json.dumps(value, indent=0)[:60]')
show('json.loads(json.dumps(value)) == value')
show("json.loads('[1.0, 1e5, -0.0, 1E400, 12345678901234567890, NaN, -Infinity]')")
show('json.loads("1.10", parse_float=str), json.loads("12", parse_int=lambda n: n + "!")')
show('list(json.JSONEncoder().iterencode({"a": [1, 2]}))')
show('(lambda l: (l.append(l), json.dumps(l)))([])')
show('json.loads(bad)')
show('json.loads(\'["é"]\'.encode("utf-16"))')
show('json.loads(\'"\\\\ud83d"\'), json.loads(\'"a\\tb"\', strict=False)')
show('json.dumps(value), json.dumps(value, sort_keys=True)')
show('json.dumps({(1, 2): 3})')
show('json.dumps(value, indent=2, ensure_ascii=False)')
show('json.dumps({3}, default=list)')
