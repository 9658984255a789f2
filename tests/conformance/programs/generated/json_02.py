"""json_02: written by generate.py."""
import re
import json


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


value = {'ember': True, 'birch': -0.6954691513877336, 'fjord': -1.5576561923180554, 'cedar': -1.5796715501619794, 'heron': None, 'maple': -2.334272115774736}
bad = '[1, 2'
show('json.dumps("</script>"), json.dumps([[], {}, "", 0])')
show('json.loads(""), 1')
show('json.loads(\'"\\\\ud83d\\\\ude00 \\\\u00e9 \\\\n"\'), json.dumps("\\x7f\\u2028😀")')
show('json.loads(\'"a\\tb"\')')
show('json.dumps({(1, 2): 3}, skipkeys=True)')
show('json.loads(\'"\\\\ud83d"\'), json.loads(\'"a\\tb"\', strict=False)')
show('json.dumps({(1, 2): 3})')
show('json.loads(\'["é"]\'.encode("utf-16"))')
show('json.loads(\'{"a": 1, "a": 2}\', object_pairs_hook=list)')
show('json.loads(json.dumps(value)) == value')
show('json.loads("[" * 50 + "]" * 50) != []')
show('json.dumps(value, indent=0)[:60]')
show('(lambda l: (l.append(l), json.dumps(l)))([])')
show('json.dumps({1, 2})')
show('list(json.JSONEncoder().iterencode({"a": [1, 2]}))')
show('json.dumps(value, separators=(",", ":"))')
