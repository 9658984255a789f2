"""json_13: written by generate.py."""
import re
import json


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


value = {'tundra': None, 'maple': None, 'prairie': ['jetty', 'birch', 'straße'], 'naïve': 4.171864239006947, 'ridge': True}
bad = '{"a":1,}'
show('json.JSONDecoder().raw_decode(\'[1] tail\'), json.JSONEncoder(indent="\\t").encode([1, {}])')
show('json.loads("1.10", parse_float=str), json.loads("12", parse_int=lambda n: n + "!")')
show('json.dumps({1, 2})')
show('json.loads(\'"a\\tb"\')')
show('json.dumps({1: 2, None: 3, True: 4, 1.5: 5})')
show('json.dumps(value, indent=0)[:60]')
show("json.loads(b'\\xef\\xbb\\xbf[1]')")
show('json.dumps(value, separators=(",", ":"))')
show('json.loads(json.dumps(value)) == value')
show('json.loads(bad)')
show('json.dumps("</script>"), json.dumps([[], {}, "", 0])')
show("json.loads('[1.0, 1e5, -0.0, 1E400, 12345678901234567890, NaN, -Infinity]')")
show('json.dumps({3}, default=list)')
show('(lambda l: (l.append(l), json.dumps(l)))([])')
show('json.dumps(value), json.dumps(value, sort_keys=True)')
show('json.dumps(float("nan"), allow_nan=False)')
