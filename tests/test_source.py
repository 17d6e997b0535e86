"""What is said about mistyped files. Each file of `examples/source` is one case:

the YAML, a line `=====`, then a line for each fault: `line:column: code words of its message`.
`⟨U+200B⟩` stands for a character that nobody could see. No line means no fault.
"""

import random
import re
import shutil
import time
from pathlib import Path

import pytest
from conftest import TOWN

from generator.kinds import Note, Project
from generator.library import load, typed
from generator.problems import as_text
from generator.text.source import LARGEST, parse, parse_page, read

EXAMPLES = sorted((Path(__file__).parent / "examples/source").glob("*.yml.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.removesuffix(".yml.txt"))
def test_fault_is_named_with_its_place(path: Path) -> None:
    text, expected = re.split("(?m)^=====\n", path.read_text("utf-8"))
    text = re.sub(r"⟨U\+(\w{4})⟩", lambda match: chr(int(match[1], 16)), text)
    found = [line.lstrip(":") for line in as_text(parse(text, "").problems).splitlines()]
    for fault, line in zip(found, expected.splitlines(), strict=False):  # that none is missing is asked below
        start, code, *words = line.split(" ", 2)
        assert fault.startswith(f"{start} {code} ") and "".join(words) in fault
    assert len(found) == len(expected.splitlines()), found


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("title: 一次性创业补贴\n".encode("gbk"), "a.yml:1:1: encoding 文件是 GBK 编码，请用编辑器另存为 UTF-8\n"),
        ("title: 联通\n".encode("gbk"), "a.yml:1:1: encoding 文件是 GBK 编码，请用编辑器另存为 UTF-8\n"),
        ("title: 补贴\n".encode("utf-16"), "a.yml:1:1: encoding 文件是 UTF-16 编码，请用编辑器另存为 UTF-8\n"),
        ("title: 补贴\n".encode("utf-16-le"), "a.yml:1:1: encoding 文件是 UTF-16 编码，请用编辑器另存为 UTF-8\n"),
        ("title: 补贴\n".encode("utf-16-be"), "a.yml:1:1: encoding 文件是 UTF-16 编码，请用编辑器另存为 UTF-8\n"),
        ("title: 补贴\n".encode("utf-32"), "a.yml:1:1: encoding 文件是 UTF-32 编码，请用编辑器另存为 UTF-8\n"),
        (
            "title: 补贴\nwho: 甲".encode() + "乙".encode()[:2] + b"\n",
            "a.yml:2:7: encoding 这里的文字已经损坏，不是 UTF-8 编码，请删掉这个字重新输入，再另存为 UTF-8\n",
        ),
        (
            b"\xef\xbb\xbf" + "甲".encode() + b"\xff",
            "a.yml:1:2: encoding 这里的文字已经损坏，不是 UTF-8 编码，请删掉这个字重新输入，再另存为 UTF-8\n",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.yml:1:1: encoding 文件不是 UTF-8 编码的文字，请用编辑器另存为 UTF-8\n"),
        (bytes(4096), "a.yml:1:1: control-character 这里有看不见的控制字符（U+0000），请删掉它\n"),
    ],
)
def test_other_encodings_are_named(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(data)
    source = read(path, "a.yml")
    assert (source.data, as_text(source.problems)) == (None, message)


@pytest.mark.parametrize("data", ["\ufefftitle: 补贴\n".encode(), "title: 补贴\r\n".encode()])
def test_byte_order_mark_and_windows_lines_are_fine(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(data)
    source = read(path, "a.yml")
    assert (source.data, source.problems, source.place(("title",), key=True)) == ({"title": "补贴"}, [], (1, 1))


def test_scalars_stay_as_typed_and_nothing_is_an_empty_text() -> None:
    data = parse("a: 0571\nb: 12:30:45\nc: no\nd: 0x1F\ne:\nf: ~\ng: 'null'\nh: |\n  甲\n  乙\n", "").data
    assert data == {"a": "0571", "b": "12:30:45", "c": "no", "d": "0x1F", "e": "", "f": "", "g": "null", "h": "甲\n乙\n"}


def test_places_of_keys_values_and_what_is_missing() -> None:
    source = parse("甲: 一\nlist:\n  - {a: 😀, b: 二}\n", "")
    assert source.place(("list", 0, "b")) == (3, 15)
    assert source.place(("list", 0, "b"), key=True) == (3, 12)
    assert source.place(("list", 0, "a-union-tag", "b")) == (3, 15)
    assert source.place(("list", 0, "missing")) == (3, 5)


def test_what_is_not_a_file_is_a_fault(tmp_path: Path) -> None:
    assert [problem.code for problem in read(tmp_path, "a.yml").problems] == ["unreadable"]


def test_a_broken_file_hides_no_fault_of_another(tmp_path: Path) -> None:
    shutil.copytree(TOWN / "content" / "vocabulary", folder := tmp_path / "content/vocabulary")
    (folder / "topics.yml").write_text("loan：\n  title: 贷款\n", "utf-8")
    (folder / "banners.yml").write_bytes("east: 东".encode("gbk"))
    (folder / "industries.yml").write_text("trade: {title: 商贸}\n", "utf-8")
    policies = tmp_path / "content/policies"
    policies.mkdir()
    for name in ("one", "two"):
        (policies / f"{name}.yml").write_text("title: [\n", "utf-8")
    found = {(problem.file.rpartition("/")[2], problem.code) for problem in load(tmp_path)[1]}
    assert found == {
        ("topics.yml", "full-width-colon"),
        ("banners.yml", "encoding"),
        ("industries.yml", "missing-field"),
        ("one.yml", "bracket"),
        ("two.yml", "bracket"),
        ("groups.yml", "unknown-reference"),
        ("base_types.yml", "unknown-reference"),
        ("definitions.yml", "unknown-reference"),
        ("site.yml", "unreadable"),
        ("mkdocs.yml", "unreadable"),
    }


GOOD = [path.read_bytes() for path in sorted((Path(__file__).parent / "examples/policy/good").glob("*.yml"))]
SHARDS = [
    b":",
    "：".encode(),
    b" ",
    b"\t",
    b"\n",
    b"\r",
    b"-",
    b"- ",
    b"#",
    b" #3",
    b"'",
    b'"',
    b"[",
    b"]",
    b"{",
    b"}",
    b",",
    "，".encode(),
    b"&a ",
    b"*a",
    b"!",
    b"!!map",
    b"|",
    b">",
    b"%",
    b"@",
    b"?",
    b"? ",
    b"<<: ",
    b"---\n",
    b"...\n",
    b"\0",
    b"\x80",
    b"\xff\xfe",
    "\u3000".encode(),
    "\u200b".encode(),
    "\ufeff".encode(),
    "\u2028".encode(),
    "“”".encode(),
    "补".encode("gbk"),
    b"\\",
    b"{{}}",
    b"%s",
]


def test_no_bytes_raise(tmp_path: Path) -> None:
    chance = random.Random(151)
    path = tmp_path / "content/policies/a.yml"
    path.parent.mkdir(parents=True)
    for original in GOOD:
        for _ in range(500):
            data = bytearray(original)
            for _ in range(chance.randint(1, 4)):
                start = chance.randrange(len(data) + 1)
                data[start : start + chance.choice((0, 0, 1, 3, 40))] = chance.choice(SHARDS) * chance.choice((1, 1, 1, 50))
            path.write_bytes(data)
            for problem in load(tmp_path)[1]:
                assert problem.line >= 1 and problem.column >= 1 and problem.message


LONG = (
    "{",
    "[",
    "- ",
    "? ",
    "a: ",
    "{a: ",
    "a\n b\n",
    "- a\n",
    "-a\n",
    "a：b\n",
    "k: v\n",
    "甲",
    "“",
    '- "\n',
    "x #a\n",
    "\u200b",
    "x: a\u200b\n",
    "1",
    "　",
)


@pytest.mark.parametrize("unit", LONG)
def test_no_file_takes_long(unit: str) -> None:
    """One of a quarter of a megabyte, as the whole file, as a text, as an item, and as a page."""
    many = unit * (LARGEST // len(unit.encode()))
    page = f"---\ntitle: 甲\n---\n{many[:30_000]}"
    for name, text in (("a.yml", many), ("a.yml", f"title: {many}"), ("a.yml", f"title: 甲\nrisks:\n  - {many}"), ("a.md", page)):
        started = time.process_time()
        source = (parse_page if name == "a.md" else parse)(text, name)
        kind = Note if name == "a.md" else Project
        faults = [*source.problems, *(fault for *_, found in typed(kind, source) for fault in found)]
        assert faults and len(faults) < 250 and max(len(fault.message + fault.hint) for fault in faults) < 5_000
        assert time.process_time() - started < 2  # half of it on an idle machine


def test_many_unknown_fields_take_no_time() -> None:
    started = time.process_time()
    source = parse("".join(f"k{number}: v\n" for number in range(20_000)), "a.yml")
    found = [fault for *_, faults in typed(Project, source) for fault in faults]
    assert len(found) == 101 and found[-1].code == "too-many" and found[-1].severity == "error"
    assert time.process_time() - started < 1


def test_a_text_as_long_as_a_file_is_told() -> None:
    (fault,) = parse("title: " + "甲" * 2_001, "").problems
    assert fault.code == "too-long" and fault.message == "这段文字有 2001 字，太长"
    assert parse("title: " + "甲" * 2_000, "").problems == []


def test_a_file_too_large_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"#" * (LARGEST + 1))
    assert [fault.code for fault in read(tmp_path / "a.yml", "a.yml").problems] == ["too-large"]


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")])
def test_no_depth_overflows(opening: str, closing: str) -> None:
    assert parse(opening * 5_000 + closing * 5_000, "").problems
