"""Files broken as clerks and editors break them, and what the program makes of each.

`python -m tests.mutants 10000` tries so many and prints what fell, what took long, and what nothing was said about.
"""

import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.checks import Checked, check
from generator.pages import pages
from generator.problems import Problem, has_errors
from generator.publish import tree
from generator.publish.build import published

HERE = Path(__file__).parent
ROOTS = (HERE / "town", HERE.parent)
"""The little town, and this repository: slower, so that it gets one mutant in ten."""

ON = date(2026, 11, 23)

Chance = random.Random
Operation = Callable[[Chance, str], str | bytes | None]

OPERATIONS: dict[str, Operation] = {}
"""Ways to break a text, by name. One that finds nothing to break in a text gives None."""


def operation(break_: Operation) -> Operation:
    OPERATIONS[break_.__name__] = break_
    return break_


# ---- Where to break ---------------------------------------------------------------------------------

_ITEM = re.compile(r"(?m)^( *)- (?=\S).*$")
_FIELD = re.compile(r"(?m)(?<![\w\"])([a-z_]+): (?=\S)")
_VALUE = re.compile(r"(?m)^ *(?:- )?[\w\u4e00-\u9fff]+: (?![|>\[{])(?P<value>\S.*)$")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,}")
_NUMBER = re.compile(r"(?<=: )(\d+(?:\.\d+)?)(?=[,}\s])")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LIST = re.compile(r"\[[^\[\]\n]+\](?!\()")  # the words of a link are none


def place(chance: Chance, pattern: re.Pattern[str] | str, text: str) -> re.Match[str] | None:
    """One of the places that a pattern finds."""
    found = list(re.finditer(pattern, text))
    return chance.choice(found) if found else None


def replaced(text: str, match: re.Match[str] | None, by: str | Callable[[str], str], group: int | str = 0) -> str | None:
    """`text` with what was found replaced; None where nothing was."""
    if not match:
        return None
    new = by(match[group]) if callable(by) else by
    return text[: match.start(group)] + new + text[match.end(group) :]


def line(chance: Chance, text: str, change: Callable[[list[str], int], None], pattern: str = r".*\S.*") -> str | None:
    """`text` with its lines changed around one that fits a pattern."""
    lines = text.split("\n")
    fitting = [number for number, each in enumerate(lines) if re.fullmatch(pattern, each)]
    if not fitting:
        return None
    change(lines, chance.choice(fitting))
    return "\n".join(lines)


def set_line(by: Callable[[str], str]) -> Callable[[list[str], int], None]:
    def change(lines: list[str], at: int) -> None:
        lines[at] = by(lines[at])

    return change


# ---- Lines ------------------------------------------------------------------------------------------


@operation
def line_deleted(chance, text):
    return line(chance, text, lambda lines, at: lines.pop(at))


@operation
def line_twice(chance, text):
    return line(chance, text, lambda lines, at: lines.insert(at, lines[at]))


@operation
def lines_swapped(chance, text):
    def swap(lines: list[str], at: int) -> None:
        other = chance.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]

    return line(chance, text, swap)


@operation
def indented_more(chance, text):
    return line(chance, text, set_line(lambda each: " " * chance.choice((1, 2, 4)) + each))


@operation
def indented_less(chance, text):
    return line(chance, text, set_line(lambda each: each[chance.choice((1, 2)) :]), r"  +\S.*")


@operation
def indented_oddly(chance, text):
    return line(chance, text, set_line(lambda each: chance.choice("\t\u3000\u00a0\u2003") + each.lstrip()), r"  +\S.*")


@operation
def lines_joined(chance, text):
    def join(lines: list[str], at: int) -> None:
        lines[max(at - 1, 0) : at + 1] = [lines[max(at - 1, 0)] + chance.choice(("", " ")) + lines[at].lstrip()] if at else [lines[0]]

    return line(chance, text, join)


@operation
def line_broken(chance, text):
    def split(lines: list[str], at: int) -> None:
        middle = chance.randrange(1, len(lines[at]))
        lines[at : at + 1] = [lines[at][:middle], lines[at][middle:]]

    return line(chance, text, split, r".*\S.\S.*")


@operation
def merge_markers(chance, text):
    def mark(lines: list[str], at: int) -> None:
        lines[at : at + 1] = ["<<<<<<< HEAD", lines[at], "=======", lines[at] + "甲", ">>>>>>> other"]

    return line(chance, text, mark)


@operation
def one_merge_marker(chance, text):
    return line(chance, text, lambda lines, at: lines.insert(at, chance.choice(("<<<<<<< HEAD", "=======", ">>>>>>> other"))))


# ---- Marks ------------------------------------------------------------------------------------------


@operation
def colon_full_width(chance, text):
    return replaced(text, place(chance, r": ", text), chance.choice("：︰﹕∶"))


@operation
def colon_without_space(chance, text):
    return replaced(text, place(chance, r": (?=\S)", text), ":")


@operation
def colon_missing(chance, text):
    return replaced(text, place(chance, r":(?= |$)", text), "")


@operation
def dash_without_space(chance, text):
    return replaced(text, place(chance, r"(?m)(?<=^) *(- )", text), "-", 1)


@operation
def dash_of_another_kind(chance, text):
    return replaced(text, place(chance, r"(?m)^ *(- )", text), chance.choice(("－", "— ", "• ", "·", "* ", "+ ")), 1)


@operation
def comma_full_width(chance, text):
    return replaced(text, place(chance, r", ", text), chance.choice("，、；"))


@operation
def bracket_lost(chance, text):
    return replaced(text, place(chance, r"[\[\]{}]", text), "")


@operation
def bracket_full_width(chance, text):
    wide = {"[": "【", "]": "】", "{": "｛", "}": "｝"}
    return replaced(text, place(chance, r"[\[\]{}]", text), lambda found: wide[found])


@operation
def quote_unbalanced(chance, text):
    return replaced(
        text, place(chance, _VALUE, text), lambda value: chance.choice(('"' + value, value + '"', "'" + value, f'"{value}”')), "value"
    )


@operation
def quotes_chinese(chance, text):
    return replaced(text, place(chance, _VALUE, text), lambda value: f"“{value}”", "value")


@operation
def special_start(chance, text):
    return replaced(text, place(chance, _VALUE, text), lambda value: chance.choice("*&!%@`|>?-#[{") + value, "value")


@operation
def colon_in_text(chance, text):
    return replaced(text, place(chance, _WORDS, text), lambda words: f"{words[0]}: {words[1:]}")


@operation
def comment_in_text(chance, text):
    return replaced(text, place(chance, _WORDS, text), lambda words: f"{words[0]} #{words[1:]}")


@operation
def backslash(chance, text):
    return replaced(text, place(chance, _VALUE, text), lambda value: f'"{value}\\甲"', "value")


@operation
def anchor(chance, text):
    return replaced(
        text, place(chance, _VALUE, text), chance.choice(("&a 甲", "*a", "!!python/object:os.system x", "!!str 甲", "<<")), "value"
    )


# ---- Fields and values --------------------------------------------------------------------------------


@operation
def field_misspelt(chance, text):
    def misspell(name: str) -> str:
        at = chance.randrange(len(name))
        return chance.choice(
            (name[:at] + name[at + 1 :], name[: at + 1] + name[at:], name.capitalize(), name + "s", name.replace("_", "-"))
        )

    return replaced(text, place(chance, _FIELD, text), misspell, 1)


@operation
def field_unknown(chance, text):
    return replaced(text, place(chance, _FIELD, text), chance.choice(("remark", "备注", "x", "id", "type", "123", "is")), 1)


@operation
def value_emptied(chance, text):
    return replaced(text, place(chance, _VALUE, text), chance.choice(("", '""', "~", "null", '"  "', "''")), "value")


@operation
def stand_in(chance, text):
    words = ("N/A", "n/a", "无", "none", "暂无", "待定", "TBD", "待补充", "-", "/", "？？", "xxx", "……", "略")
    return replaced(text, place(chance, _VALUE, text), chance.choice(words), "value")


@operation
def value_of_another_type(chance, text):
    return replaced(
        text,
        place(chance, _VALUE, text),
        chance.choice(("[甲, 乙]", "{a: 甲}", "[]", "{}", "[[甲]]", "5", "是", "2026-01-01", "未公布")),
        "value",
    )


@operation
def value_of_another_field(chance, text):
    found = list(re.finditer(_VALUE, text))
    return replaced(text, chance.choice(found), chance.choice(found)["value"], "value") if found else None


@operation
def list_emptied(chance, text):
    return replaced(text, place(chance, _LIST, text), chance.choice(("[]", "", "[ , ]", "[甲", '[""]')))


@operation
def list_nested(chance, text):
    return replaced(text, place(chance, _LIST, text), lambda found: f"[{found}]")


@operation
def list_to_text(chance, text):
    return replaced(text, place(chance, _LIST, text), lambda found: found[1:-1])


@operation
def item_twice(chance, text):
    if chance.random() < 0.5:
        return replaced(text, place(chance, _ITEM, text), lambda item: f"{item}\n{item}")
    return replaced(text, place(chance, _LIST, text), lambda found: f"{found[:-1]}, {found[1:-1].split(', ')[0]}]")


@operation
def item_glued_to_the_text_before(chance, text):
    return replaced(text, place(chance, r"[^\s:|](\n *)- ", text), chance.choice((" ", "", "\n      ")), 1)


@operation
def flag_of_another_kind(chance, text):
    return replaced(
        text, place(chance, r"(?<=: )[是否](?=[,}\s])", text), chance.choice(("yes", "No", "对", "1", "TRUE", "是。", "true", "y"))
    )


@operation
def number_other(chance, text):
    ways = (
        lambda n: n + "000",
        lambda n: "-" + n,
        lambda n: "0.0001",
        lambda n: "9" * 30,
        lambda n: "1e9",
        lambda n: n + "万元",
        lambda n: n + ".5",
    )
    more = (lambda n: "0", lambda n: "１２", lambda n: f"{n},000", lambda n: "nan", lambda n: "inf", lambda n: f"0x{n}", lambda n: f"{n}-1")
    return replaced(text, place(chance, _NUMBER, text), chance.choice(ways + more))


@operation
def date_odd(chance, text):
    odd = "2026-13-01 2026-02-30 2026/1/1 20260101 2205-01-01 0001-01-01 9999-12-31 2026年1月1日 26-1-1 2026-1-1 1900-01-01 明天 2026-01-01T00:00 2027-01-01"
    return replaced(text, place(chance, _DATE, text), chance.choice(odd.split()))


@operation
def reference_misspelt(chance, text):
    return replaced(
        text,
        place(chance, r"(?<=[\[ ])[a-z]+(?:-[a-z0-9]+)*(?=[,\]}]|$)", text),
        lambda name: chance.choice((name + "x", name[:-1] + "0", name.upper(), name + " ", name[1:] or "q")),
    )


@operation
def address_odd(chance, text):
    odd = (
        "javascript:alert(1)",
        "https//a.gov.cn",
        "www.a.gov.cn",
        "https://a.gov.cn.example.com/",
        "//a.gov.cn",
        "https://a.gov.cn/甲 乙",
        "file:///etc/passwd",
    )
    return replaced(text, place(chance, r"https?://[^\s\"]+|(?<=\]\()[^)\n]+", text), chance.choice(odd))


# ---- Texts --------------------------------------------------------------------------------------------


def within(chance: Chance, text: str, added: str) -> str | None:
    """`added` in the middle of some words."""
    return replaced(text, place(chance, _WORDS, text), lambda words: words[: len(words) // 2] + added + words[len(words) // 2 :])


@operation
def control_character(chance, text):
    return within(chance, text, chance.choice("\0\x01\x07\x08\x1b\x7f\x85\u2028\ufffe\ue000"))


@operation
def direction_character(chance, text):
    return within(chance, text, chance.choice("\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2069\u061c"))


@operation
def joiner(chance, text):
    return within(chance, text, chance.choice("\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u3164\U000e0041\ufe0f"))


@operation
def odd_space(chance, text):
    return within(chance, text, chance.choice("\u00a0\u2003\u2009\u202f\u205f\u1680"))


@operation
def enormous_text(chance, text):
    return within(chance, text, "甲" * chance.choice((5_000, 50_000, 200_000)))


@operation
def personal_data(chance, text):
    return within(
        chance,
        text,
        chance.choice(
            ("，电话13812345678，", "，微信：abc123，", "，身份证150602199001011234，", "，１３８１２３４５６７８，", "，138.1234.5678，")
        ),
    )


@operation
def web_code(chance, text):
    return within(
        chance,
        text,
        chance.choice(
            (
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "{{ 7*7 }}",
                "{% raw %}",
                "</body>",
                "&lt;",
                "![](https://a.com/a.png)",
            )
        ),
    )


# ---- Files --------------------------------------------------------------------------------------------


@operation
def file_emptied(chance, _):
    return chance.choice(("", "\n\n", "   ", "# 甲\n", "---\n", "---\n---\n", "[]\n", "{}\n", "甲\n"))


@operation
def file_cut_off(chance, text):
    return text.encode()[: chance.randrange(len(text.encode()))]


@operation
def two_documents(chance, text):
    return line(chance, text, lambda lines, at: lines.insert(at, chance.choice(("---", "...", "--- 甲", "%YAML 1.2"))))


@operation
def document_mark_glued(chance, text):
    return line(chance, text, set_line(lambda each: each + chance.choice(("---", " ---", "...", "\n  ---"))))


@operation
def other_encoding(chance, text):
    return text.encode(chance.choice(("gb18030", "utf-16", "utf-16-le", "big5", "utf-32")), "replace")


@operation
def odd_bytes(chance, text):
    data = text.encode()
    at = chance.randrange(len(data))
    return data[:at] + chance.choice((b"\xff", b"\xc3", b"\xed\xa0\x80", b"\0\0\0")) + data[at:]


@operation
def byte_order_mark(chance, text):
    return chance.choice(("\ufeff" + text, "\ufeff\ufeff" + text, text + "\ufeff"))


@operation
def other_line_ends(chance, text):
    return chance.choice((text.replace("\n", "\r\n"), text.replace("\n", "\r"), text.replace("\n", "\r\n", 3), text.rstrip("\n")))


@operation
def front_matter_broken(chance, text):
    if not text.startswith("---\n"):
        return None
    head = chance.choice((r"\A---\n", r"(?<=\n)---\n", r"\A---", r"(?<=\n)---(?=\n)"))
    return re.sub(head, chance.choice(("", "----\n", "－－－\n", " ---\n", "***\n", "```\n")), text, count=1)


@operation
def whole_text_twice(_, text):
    return text + text


def _names(name: str) -> tuple[str, ...]:
    stem, _, suffix = name.rpartition(".")
    return (
        f"{stem.upper()}.{suffix}", f"{stem} 2.{suffix}", f"{stem}.v2.{suffix}", f"{stem}.yaml", f"{name}.bak", stem, f"{stem}_x.{suffix}",
        f"{stem}甲.{suffix}", f"{stem}-.{suffix}", f".{suffix}", f"index.{suffix}", f"policies.{suffix}", f"{stem}.YML", f"con.{suffix}",
    )  # fmt: skip


# ---- Trying them -------------------------------------------------------------------------------------


@dataclass
class Mutant:
    """One broken file and what came of it."""

    number: int
    file: str
    operation: str
    data: bytes | None = None
    problems: list[Problem] = field(default_factory=list)
    elsewhere: list[Problem] = field(default_factory=list)
    fell: str = ""
    seconds: float = 0.0

    @property
    def silent(self) -> bool:
        """Whether nothing at all was said."""
        return not self.problems and not self.fell


class Ground:
    """A copy of a site to break files in."""

    def __init__(self, source: Path, root: Path) -> None:
        self.root = root
        for name in ("content", "projects"):
            shutil.copytree(source / name, root / name)
        shutil.copy(source / "mkdocs.yml", root)
        self.files = {
            file.relative_to(root).as_posix(): file.read_bytes()
            for file in sorted(root.rglob("*"))
            if file.is_file() and not file.name.endswith(".original.txt")
        }
        self.sound: Checked = check(root, ON)
        assert not self.sound.problems, self.sound.problems

    def attempt(self, mutant: Mutant, chance: Chance) -> bool:
        """Break the mutant's file, see what comes of it, and mend the file. False where there was nothing to break."""
        path, before = self.root / mutant.file, self.files[mutant.file]
        made = path
        if mutant.operation in ("file_renamed", "file_copied", "file_removed"):
            made = path.with_name(chance.choice(_names(path.name)))
            if mutant.operation != "file_copied":
                path.unlink()
            if mutant.operation != "file_removed":
                made.write_bytes(before)
        else:
            broken = OPERATIONS[mutant.operation](chance, before.decode())
            data = broken.encode(errors="surrogatepass") if isinstance(broken, str) else broken
            if data is None or data == before:
                return False
            path.write_bytes(data)
            mutant.data = data
        try:
            self._try(mutant)
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            mutant.fell = traceback.format_exc()
        finally:
            if made != path:
                made.unlink(missing_ok=True)
            path.write_bytes(before)
        mutant.elsewhere = [problem for problem in mutant.problems if not self._bears(mutant, problem, made)]
        return True

    def _try(self, mutant: Mutant) -> None:
        """Check, and with no error make every page and everything that scripts read."""
        start = time.process_time()
        checked = check(self.root, ON, self.sound)
        mutant.problems = checked.problems
        mutant.seconds = time.process_time() - start
        if not has_errors(checked.problems):
            site = published(checked)
            shown = list(pages(site))
            for page in shown:
                page.markdown()
            for _ in tree.data(site, shown):
                pass

    def _bears(self, mutant: Mutant, problem: Problem, made: Path) -> bool:
        """Whether a fault stands in the broken file, or says something that the breaking changed."""
        if problem.file in (mutant.file, made.relative_to(self.root).as_posix()):
            return True
        old = self.files[mutant.file].decode().split("\n")
        new = mutant.data.decode(errors="replace").split("\n") if mutant.data else []
        changed = Counter(old) - Counter(new) or Counter(old)
        changed += Counter(new) - Counter(old)
        words = {Path(mutant.file).stem, *re.findall(r"[\w-]{2,}", " ".join(changed))}
        text = self.files.get(problem.file, b"").decode().split("\n")
        said = problem.message + problem.hint + (text[problem.line - 1] if problem.line <= len(text) else "")
        return any(word in said for word in words)


FILES = ("file_renamed", "file_copied", "file_removed")


def mutants(count: int, seed: int = 151) -> Iterator[Mutant]:
    """So many broken files, the same for a seed, one after the other."""
    ways = [*OPERATIONS, *FILES]
    with tempfile.TemporaryDirectory() as folder:
        grounds = [Ground(source, Path(folder, str(number))) for number, source in enumerate(ROOTS)]
        for number in range(count):
            chance = random.Random(f"{seed} {number}")
            ground = grounds[number % 10 == 0]
            while True:
                mutant = Mutant(number, chance.choice(list(ground.files)), ways[number % len(ways)])
                if ground.attempt(mutant, chance):
                    break
            yield mutant


def main(count: int) -> int:
    """Try so many and print what deserves a look."""
    silent: dict[str, list[Mutant]] = {}
    told, fell = Counter(), 0
    for mutant in mutants(count):
        told[mutant.operation] += not mutant.silent
        if mutant.fell:
            fell += 1
            print(f"{mutant.number} {mutant.operation} {mutant.file}\n{mutant.fell}")
        if mutant.seconds > 1:
            print(f"{mutant.number} {mutant.operation} {mutant.file}: {mutant.seconds:.1f} s")
        if mutant.elsewhere:
            print(f"{mutant.number} {mutant.operation} {mutant.file}: {mutant.elsewhere[0]}")
        if mutant.silent:
            silent.setdefault(mutant.operation, []).append(mutant)
    for name, found in sorted(silent.items(), key=lambda pair: -len(pair[1])):
        print(f"{name}: {len(found)} of {told[name] + len(found)} silent, such as {[each.number for each in found[:8]]}")
    return 1 if fell else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])))
