"""json_06: written by generate.py."""
import re
import json


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


value = {'Ωmega': ['amber', 'heron', 'lagoon'], 'ridge': 512141847749, 'grove': 4.43480404191882, 'quartz': ['naïve', 'jetty', 'prairie'], 'tundra': 212031277720, 'straße': True}
bad = '{"a": }'
show('json.loads(\'"\\\\ud83d\\\\ude00 \\\\u00e9 \\\\n"\'), json.dumps("\\x7f\\u2028😀")')
show('json.dumps({1: 2, None: 3, True: 4, 1.5: 5})')
show('json.loads(\'{"a": 1, "a": 2}\', object_pairs_hook=list)')
show('json.loads(bad)')
show('json.dumps("</script>"), json.dumps([[], {}, "", 0])')
show('json.loads(json.dumps(value)) == value')
show('json.dumps({(1, 2): 3}, skipkeys=True)')
show('json.dumps({(1, 2): 3})')
show('json.dumps(float("nan")), json.dumps([1e16, 1e-7, 0.1 + 0.2])')
show('(lambda l: (l.append(l), json.dumps(l)))([])')
show('json.dumps(value, separators=(",", ":"))')
show('json.loads(\'["é"]\'.encode("utf-16"))')
show('json.loads(\'"\\\\ud83d"\'), json.loads(\'"a\\tb"\', strict=False)')
show("json.loads('[1.0, 1e5, -0.0, 1E400, 12345678901234567890, NaN, -Infinity]')")
show('json.loads(\'"a\\tb"\')')
show('json.loads(""), 1')
