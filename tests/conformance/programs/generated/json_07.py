"""json_07: written by generate.py."""
import re
import json


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


value = {'niche': 638972508085, 'quartz': None, 'tundra': ['birch', 'quartz', 'grove'], 'ocean': -2.0653684752355197}
bad = '"\\x"'
show('json.JSONDecoder().raw_decode(\'[1] tail\'), json.JSONEncoder(indent="\\t").encode([1, {}])')
show('json.dumps("</script>"), json.dumps([[], {}, "", 0])')
show('json.dumps(value, indent=2, ensure_ascii=False)')
show("json.loads(b'\\xef\\xbb\\xbf[1]')")
show('json.dumps(float("nan"), allow_nan=False)')
show('list(json.JSONEncoder().iterencode({"a": [1, 2]}))')
show('json.loads("[" * 50 + "]" * 50) != []')
show('json.loads(json.dumps(value)) == value')
show('json.dumps({(1, 2): 3})')
show('json.dumps({1, 2})')
show('json.dumps(value, indent=0)[:60]')
show('json.dumps(float("nan")), json.dumps([1e16, 1e-7, 0.1 + 0.2])')
show('json.dumps(value), json.dumps(value, sort_keys=True)')
show('json.dumps({(1, 2): 3}, skipkeys=True)')
show('json.dumps({3}, default=list)')
show('json.loads(bad)')
