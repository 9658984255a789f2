"""json_00: written by generate.py."""
import re
import json


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


value = {'delta': True, 'heron': 2.184925236013423, 'naïve': ['ridge', 'ember', 'niche'], 'ember': ['tundra', 'naïve', 'fjord'], 'niche': None, 'prairie': ['niche', 'ember', 'tundra']}
bad = '"\\x"'
show('json.dumps({(1, 2): 3})')
show('json.dumps({1, 2})')
show('json.dumps("</script>"), json.dumps([[], {}, "", 0])')
show('json.dumps(float("nan"), allow_nan=False)')
show('json.loads("[" * 50 + "]" * 50) != []')
show('(lambda l: (l.append(l), json.dumps(l)))([])')
show('json.loads(json.dumps(value)) == value')
show('json.dumps(value, indent=2, ensure_ascii=False)')
show("json.loads('[1.0, 1e5, -0.0, 1E400, 12345678901234567890, NaN, -Infinity]')")
show("json.loads(b'\\xef\\xbb\\xbf[1]')")
show('list(json.JSONEncoder().iterencode({"a": [1, 2]}))')
show('json.dumps({(1, 2): 3}, skipkeys=True)')
show('json.loads(\'{"a": 1, "a": 2}\', object_pairs_hook=list)')
show('json.dumps(value, indent=0)[:60]')
show('json.loads("1.10", parse_float=str), json.loads("12", parse_int=lambda n: n + "!")')
show('json.loads(bad)')
