"""json_12: written by generate.py."""
import re
import json


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


value = {'heron': 882541521104, 'lagoon': ['Ωmega', 'quartz', 'ridge'], 'delta': True, 'maple': 750885774442, 'niche': None, 'jetty': True}
bad = '\ttrue false'
show('json.dumps(value, indent=0)[:60]')
show('json.loads(bad)')
show('json.dumps(float("nan")), json.dumps([1e16, 1e-7, 0.1 + 0.2])')
show('json.dumps({3}, default=list)')
show('json.loads(json.dumps(value)) == value')
show('json.dumps(value, separators=(",", ":"))')
show('json.dumps({1, 2})')
show('json.loads(\'["é"]\'.encode("utf-16"))')
show('json.dumps({1: 2, None: 3, True: 4, 1.5: 5})')
show('json.dumps(float("nan"), allow_nan=False)')
show('json.loads(\'{"a": 1, "a": 2}\', object_pairs_hook=list)')
show('json.loads(""), 1')
show('json.dumps(value, indent=2, ensure_ascii=False)')
show('json.loads(\'"\\\\ud83d"\'), json.loads(\'"a\\tb"\', strict=False)')
show('json.loads("1.10", parse_float=str), json.loads("12", parse_int=lambda n: n + "!")')
show('json.dumps(value), json.dumps(value, sort_keys=True)')
