"""The command line: reads arguments, calls one function, prints, and gives the exit code."""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from ..problems import Failed, Problem, as_json, as_text, has_errors, why

FAULT, WRONG_USE, INTERRUPTED = 1, 2, 130


def main(argv: list[str] | None = None) -> int:
    """Run one command. 0 is success, 1 a fault in the records or the build, 2 a wrong command line."""
    _speak()
    args = _arguments().parse_args(argv)
    try:
        if args.root and not (args.root / "mkdocs.yml").is_file():
            print(f"{args.root} 里没有 mkdocs.yml，请用 --root 指明网站所在的文件夹。", file=sys.stderr)
            return WRONG_USE
        code: int = args.run(args)
        sys.stdout.flush()
        return code
    except Failed as error:
        print(error, file=sys.stderr)
        return FAULT
    except BrokenPipeError:  # whoever read the output has seen enough
        sys.stdout = _nobody()
        return FAULT
    except OSError as error:
        print(why(error), file=sys.stderr)
        return FAULT
    except KeyboardInterrupt:
        return INTERRUPTED


def _speak() -> None:
    """See to it that nothing printed can fail for its characters, or for want of anybody listening."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _nobody())
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _nobody() -> TextIO:
    """A stream that nobody reads, open as long as the program runs."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m generator", description="Check the records, and make the site from them.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], does: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=does, description=does)
        sub.set_defaults(run=run)
        sub.add_argument(
            "--root", type=Path, default=Path(), metavar="DIR", help="folder holding mkdocs.yml, content/ and projects/ (default: here)"
        )
        return sub

    def dated(sub: argparse.ArgumentParser) -> argparse.ArgumentParser:
        sub.add_argument(
            "--date",
            type=_day,
            default=None,
            metavar="YYYY-MM-DD",
            help="the day that validity, dated values and spans of time are reckoned for (default: today)",
        )
        return sub

    def formatted(sub: argparse.ArgumentParser, *formats: str) -> argparse.ArgumentParser:
        sub.add_argument("--format", choices=formats, default=formats[0], help=f"how to print it (default: {formats[0]})")
        return sub

    def publishing(sub: argparse.ArgumentParser) -> argparse.ArgumentParser:
        sub.add_argument("--site-dir", type=Path, metavar="DIR", help="where to publish (default: ROOT/site)")
        return sub

    formatted(dated(command("check", _check, "print every fault in the records")), "text", "json")
    publishing(dated(command("build", _build, "check, render, index and publish the site")))
    server = publishing(dated(command("serve", _serve, "build, serve on 127.0.0.1 and build again on every change")))
    server.add_argument("--port", type=_port, default=8000, help="port to listen on (default: 8000)")
    answered = formatted(dated(command("evaluate", _evaluate, "print what someone's answers come to, item by item")), "text", "json")
    answered.add_argument(
        "answers", metavar="FILE", help='answers as JSON, {"question": answer}, of several people one a line; - reads standard input'
    )
    compared = formatted(
        dated(command("impact", _impact, "print what a change of the rules changes for people")), "text", "markdown", "json"
    )
    for side in ("base", "head"):
        compared.add_argument(
            side, metavar=side.upper(), help="a git revision of the repository that holds ROOT, or a folder that holds content/"
        )
    described = command("schema", _schema, "print what is typed for each kind of record: JSON Schema, form fields, table columns")
    described.add_argument("--kind", metavar="KIND", help="only this kind, such as event (default: all)")
    sample = command("sample", _sample, "write a library of generated sample projects, to try size and speed")
    sample.add_argument("--projects", type=_count, required=True, metavar="N", help="how many projects")
    sample.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write; must be new or empty")
    begun = commands.add_parser("start", help="write a new city's empty site", description="write a new city's empty site")
    begun.add_argument("out", type=Path, metavar="DIR", help="folder to write; must be new or empty")
    begun.set_defaults(run=_start, root=None)
    return parser


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}”不是项目的个数，请写 1000 这样的数")
    return int(text)


def _day(text: str) -> date:
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-23 这样") from None
    if not 2000 <= day.year <= 2099:
        raise argparse.ArgumentTypeError(f"“{text}”太早或太晚，请写 2000 到 2099 年之间的日期")
    return day


def _port(text: str) -> int:
    if not (text.isdecimal() and len(text) < 6 and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"“{text}”不是端口，请写 1 到 65535 之间的数，例如 8000")
    return int(text)


def _progress(step: str) -> None:
    """Say what is going on to a person at a terminal, nothing into a pipe."""
    if sys.stderr.isatty():
        print(f"… {step}", file=sys.stderr)


def _report(problems: list[Problem]) -> int:
    sys.stderr.write(as_text(problems))
    return FAULT if has_errors(problems) else 0


def _check(args: argparse.Namespace) -> int:
    from ..checks import check

    problems = check(args.root, args.date, keep=False).problems
    sys.stdout.write({"text": as_text, "json": as_json}[args.format](problems))
    return FAULT if has_errors(problems) else 0


def _build(args: argparse.Namespace) -> int:
    from ..publish.build import build

    return _report(build(args.root, args.site_dir or args.root / "site", args.date, _progress))


def _serve(args: argparse.Namespace) -> int:
    from ..publish.serve import serve

    return serve(args.root, args.site_dir or args.root / "site", args.date, args.port, _progress, _report)


def _sample(args: argparse.Namespace) -> int:
    from ..sample import sample

    sample(args.root, args.projects, args.out)
    return 0


def _start(args: argparse.Namespace) -> int:
    from ..start import start

    start(args.out, date.today())
    print(f"{args.out} 里是一座新城市的空站；下一步写在 {args.out / 'README.md'} 里。")
    return 0


def _schema(args: argparse.Namespace) -> int:
    from ..kinds import KINDS
    from ..schema import described

    kinds = {kind.kind: kind for kind in KINDS}
    if args.kind and args.kind not in kinds:
        print(f"没有“{args.kind}”这一类，可用的有：{'、'.join(kinds)}", file=sys.stderr)
        return WRONG_USE
    print(json.dumps({name: described(kinds[name]) for name in ([args.kind] if args.kind else kinds)}, ensure_ascii=False, indent=2))
    return 0


def _evaluate(args: argparse.Namespace) -> int:
    from ..eligibility import answers, report
    from ..eligibility.evaluate import Evaluator
    from .versions import rules

    found, on, problems = rules(args.root, args.date)
    if found is None:
        return _report(problems)
    try:
        text = (sys.stdin.buffer.read() if sys.stdin else b"") if args.answers == "-" else Path(args.answers).read_bytes()
    except OSError as error:
        print(f"{args.answers}：文件打不开（{error.strerror}）", file=sys.stderr)
        return WRONG_USE
    evaluator, asked, faults = Evaluator(found, on), [], []
    for number, one in enumerate(people := answers.people(text), 1):
        given, wrong = answers.read(one, evaluator.rules, on)
        asked.append(given)
        faults += [f"第 {number} 人：{fault}" if len(people) > 1 else fault for fault in wrong]
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        return WRONG_USE
    for number, given in enumerate(asked, 1):
        if args.format == "json":
            print(json.dumps(evaluator.outcomes(given), ensure_ascii=False, indent=2 if len(asked) == 1 else None))
        else:
            sys.stdout.write((f"第 {number} 人，" if len(asked) > 1 else "") + report.report(evaluator, given))
    return 0


def _impact(args: argparse.Namespace) -> int:
    from ..eligibility import impact_report
    from ..eligibility.impact import impact, incomparable
    from .versions import Empty, NoSuchVersion, rules, version

    sides = []
    for name in (args.base, args.head):
        try:
            with version(name, args.root) as folder:
                sides.append(rules(folder, args.date))
        except Empty as error:
            if sides:
                print(error, file=sys.stderr)
                return WRONG_USE
            sides.append((None, args.date, []))  # whoever makes the first version changes nothing for anybody
        except NoSuchVersion as error:
            print(error, file=sys.stderr)
            return WRONG_USE
    (base, _, faults), (head, on, problems) = sides
    if head is None:
        print(f"{args.head}：", file=sys.stderr)
        return _report(problems)
    found = impact(base, head, on) if base else incomparable([asdict(fault) for fault in faults if fault.severity == "error"], on)
    form = {"text": impact_report.as_text, "markdown": impact_report.as_markdown, "json": impact_report.as_json}[args.format]
    sys.stdout.write(form(found))
    return 0
