"""dis, ast and tokenize of a small function."""
import ast
import dis
import io
import tokenize


def f(a, b=2):
    total = 0
    for x in range(a):
        if x % b:
            total += x
    return [total for _ in "ab"]


print(f.__code__.co_varnames, f.__code__.co_consts, f.__code__.co_stacksize, f.__code__.co_code[:16].hex())
for instruction in dis.get_instructions(f):
    print(instruction.opname, instruction.argrepr)
tree = ast.parse("def g(x):\n    return (x + 1) * 2 if x else None\n")
print(ast.dump(tree, indent=1))


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.Constant(node.value * 2) if isinstance(node.value, int) else node


changed = ast.fix_missing_locations(Double().visit(tree))
space = {}
exec(compile(changed, "<changed>", "exec"), space)
print(ast.unparse(changed), space["g"](5))
for token in tokenize.generate_tokens(io.StringIO("x = f'{a:>{b}}' # c\n").readline):
    print(tokenize.tok_name[token.type], repr(token.string), token.start)
