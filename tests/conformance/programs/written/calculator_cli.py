"""argparse: options, errors and help."""
import argparse
import sys

parser = argparse.ArgumentParser(prog="calc", description="Adds and multiplies.", epilog="That is all.")
parser.add_argument("--verbose", "-v", action="count", default=0, help="say more")
parser.add_argument("--round", type=int, metavar="N", choices=range(5))
commands = parser.add_subparsers(dest="command", required=True)
for name in ("add", "mul"):
    command = commands.add_parser(name, help=f"{name} numbers")
    command.add_argument("numbers", nargs="+", type=float)
for line in ["add 1 2 3", "-vv mul 2 4.5", "--round 1 add 0.125 1", "add", "sub 1", "--round 9 add 1", "mul x", "--help", "add --help"]:
    sys.stderr = sys.stdout
    try:
        given = parser.parse_args(line.split())
    except SystemExit as error:
        print("exit", error.code)
        continue
    total = sum(given.numbers) if given.command == "add" else __import__("math").prod(given.numbers)
    print(given, round(total, given.round) if given.round is not None else total)
