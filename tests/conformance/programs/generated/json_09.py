"""json_09: written by generate.py."""
import re
import json


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


value = {'grove': 0.09480864044512494, 'prairie': None, 'tundra': None, 'heron': {'n': [977, -693, -406]}, 'cedar': 1.5891429231447987, 'maple': 3.3296072731236706}
bad = '\ttrue false'
show('json.loads("[" * 50 + "]" * 50) != []')
show('json.loads("1.10", parse_float=str), json.loads("12", parse_int=lambda n: n + "!")')
show('json.loads(""), 1')
show('json.loads(bad)')
show('json.dumps(value, indent=2, ensure_ascii=False)')
show('json.JSONDecoder().raw_decode(\'[1] tail\'), json.JSONEncoder(indent="\\t").encode([1, {}])')
show('json.dumps({1, 2})')
show('json.loads(\'"a\\tb"\')')
show('json.loads(\'{"a": 1, "a": 2}\', object_pairs_hook=list)')
show('json.loads(\'"\\\\ud83d\\\\ude00 \\\\u00e9 \\\\n"\'), json.dumps("\\x7f\\u2028😀")')
show('json.dumps({(1, 2): 3})')
show('json.loads(\'["é"]\'.encode("utf-16"))')
show('json.dumps({1: 2, None: 3, True: 4, 1.5: 5})')
show('list(json.JSONEncoder().iterencode({"a": [1, 2]}))')
show('json.loads(json.dumps(value)) == value')
show('(lambda l: (l.append(l), json.dumps(l)))([])')
