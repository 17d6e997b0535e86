"""The commands `evaluate` and `impact`. Each gives its exit code."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from ..build import check
from ..pages.render import Site
from ..problems import as_text, has_errors
from .answers import read
from .compile import compiled
from .evaluate import Evaluator
from .impact import impact
from .impact_report import as_json as impact_json
from .impact_report import as_markdown as impact_markdown
from .impact_report import as_text as impact_text
from .report import report
from .versions import NoSuchVersion, rules

FAULT, WRONG_USE = 1, 2


def evaluate(args: argparse.Namespace) -> int:
    """Print what someone's answers come to."""
    on = args.date or date.today()
    library, problems = check(args.root, on)
    if has_errors(problems):
        sys.stderr.write(as_text(problems))
        return FAULT
    try:
        text = sys.stdin.buffer.read() if args.answers == "-" else Path(args.answers).read_bytes()
    except OSError as error:
        print(f"{args.answers}：文件打不开（{error.strerror}）", file=sys.stderr)
        return WRONG_USE
    evaluator = Evaluator(compiled(Site(library, on)), on)
    answers, faults = read(text, evaluator.rules, on)
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        return WRONG_USE
    if args.format == "json":
        print(json.dumps(evaluator.outcomes(answers), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(report(evaluator, answers))
    return 0


def compare(args: argparse.Namespace) -> int:
    """Print what a change of the rules changes for people."""
    on, sides, faulty = args.date or date.today(), [], False
    try:
        for name in (args.base, args.head):
            found, problems = rules(name, args.root, on)
            sides.append(found)
            if found is None:
                faulty = True
                sys.stderr.write(f"{name}：\n{as_text(problems)}")
    except NoSuchVersion as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    if faulty:
        return FAULT
    form = {"text": impact_text, "markdown": impact_markdown, "json": impact_json}[args.format]
    sys.stdout.write(form(impact(*sides, on)))
    return 0
