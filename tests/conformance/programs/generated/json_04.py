"""json_04: written by generate.py."""
import re
import json


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


value = {'straße': ['ocean', 'maple', 'ocean'], 'birch': ['jetty', 'maple', 'naïve'], 'amber': -4.122942108753387, 'delta': ['islet', 'ridge', 'straße'], 'prairie': 3.7492433404398557, 'niche': True}
bad = 'nul'
show('json.loads(\'["é"]\'.encode("utf-16"))')
show('(lambda l: (l.append(l), json.dumps(l)))([])')
show('json.JSONDecoder().raw_decode(\'[1] tail\'), json.JSONEncoder(indent="\\t").encode([1, {}])')
show('json.loads(\'"\\\\ud83d\\\\ude00 \\\\u00e9 \\\\n"\'), json.dumps("\\x7f\\u2028😀")')
show('json.dumps({(1, 2): 3})')
show('json.dumps({1, 2})')
show("json.loads(b'\\xef\\xbb\\xbf[1]')")
show('json.loads(\'"a\\tb"\')')
show('json.loads(json.dumps(value)) == value')
show('json.dumps({1: 2, None: 3, True: 4, 1.5: 5})')
show('json.loads(bad)')
show('json.loads("[" * 50 + "]" * 50) != []')
show('json.loads(""), 1')
show('json.loads("1.10", parse_float=str), json.loads("12", parse_int=lambda n: n + "!")')
show('json.dumps(float("nan"), allow_nan=False)')
show('json.dumps(value, separators=(",", ":"))')
