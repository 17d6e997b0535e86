"""The command line: reads arguments, calls one function, prints, and gives the exit code."""

import argparse
import sys
from pathlib import Path

from . import checks, library
from .problems import as_json, as_text, has_errors


def main(argv: list[str] | None = None) -> int:
    """Run one command. 0 is success, 1 a fault in the records, 2 a wrong command line."""
    parser = argparse.ArgumentParser(prog="python -m generator")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check")
    check.add_argument("--root", type=Path, default=Path())
    check.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args(argv)
    records, problems = library.load(args.root)
    problems = sorted([*problems, *checks.check(records)])
    sys.stdout.write({"text": as_text, "json": as_json}[args.format](problems))
    return 1 if has_errors(problems) else 0
