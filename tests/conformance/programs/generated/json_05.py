"""json_05: written by generate.py."""
import re
import json


def show(text):
    """Prints what the expression gives, or the exception that it ends in; addresses of objects are nobody's business."""
    try:
        given = "-> " + repr(eval(text, globals()))
    except Exception as error:
        given = f"!! {type(error).__name__} {error}"
    print(text[:40], re.sub(" at 0x[0-9a-f]+", "", given))


value = {'birch': ['heron', 'niche', 'lagoon'], 'delta': ['birch', 'jetty', 'jetty'], 'ocean': -0.6842683260667517, 'islet': ['fjord', 'ember', 'tundra'], 'maple': -1.0030920761107254}
bad = '{"a" 1}'
show("json.loads('[1.0, 1e5, -0.0, 1E400, 12345678901234567890, NaN, -Infinity]')")
show('json.loads(""), 1')
show('json.loads(\'["é"]\'.encode("utf-16"))')
show('json.dumps(float("nan"), allow_nan=False)')
show("json.loads(b'\\xef\\xbb\\xbf[1]')")
show('json.dumps(value), json.dumps(value, sort_keys=True)')
show('list(json.JSONEncoder().iterencode({"a": [1, 2]}))')
show('json.dumps("</script>"), json.dumps([[], {}, "", 0])')
show('json.dumps(value, indent=2, ensure_ascii=False)')
show('(lambda l: (l.append(l), json.dumps(l)))([])')
show('json.loads(bad)')
show('json.loads(json.dumps(value)) == value')
show('json.loads(\'{"a": 1, "a": 2}\', object_pairs_hook=list)')
show('json.dumps(float("nan")), json.dumps([1e16, 1e-7, 0.1 + 0.2])')
show('json.loads("1.10", parse_float=str), json.loads("12", parse_int=lambda n: n + "!")')
show('json.dumps({(1, 2): 3}, skipkeys=True)')
