"""json_03: written by generate.py."""
import re
import json


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


value = {'prairie': 431547634814, 'ocean': {'n': [709, -831, 988]}, 'grove': None, 'quartz': 679664033405, 'amber': -2.027554063126913}
bad = 'nul'
show('json.loads(\'["é"]\'.encode("utf-16"))')
show('json.JSONDecoder().raw_decode(\'[1] tail\'), json.JSONEncoder(indent="\\t").encode([1, {}])')
show('json.dumps(value, separators=(",", ":"))')
show('json.dumps(value, indent=2, ensure_ascii=False)')
show('json.loads(bad)')
show('json.dumps(float("nan")), json.dumps([1e16, 1e-7, 0.1 + 0.2])')
show('json.loads("1.10", parse_float=str), json.loads("12", parse_int=lambda n: n + "!")')
show('json.dumps({1: 2, None: 3, True: 4, 1.5: 5})')
show('json.loads(\'"\\\\ud83d\\\\ude00 \\\\u00e9 \\\\n"\'), json.dumps("\\x7f\\u2028😀")')
show('json.dumps({(1, 2): 3})')
show("json.loads(b'\\xef\\xbb\\xbf[1]')")
show('json.loads("[" * 50 + "]" * 50) != []')
show('json.dumps({1, 2})')
show('json.dumps(float("nan"), allow_nan=False)')
show('json.loads(""), 1')
show("json.loads('[1.0, 1e5, -0.0, 1E400, 12345678901234567890, NaN, -Infinity]')")
