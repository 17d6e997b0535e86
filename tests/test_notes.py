"""Hand-written pages and the settings: what is said about each slip, and that nothing gets into a page but text and links."""

import shutil
from pathlib import Path

import pytest
from conftest import ON

from generator.checks import check
from generator.cli import main

TOWN = Path(__file__).parent / "town"
PAGE, SETTINGS = "content/pages/about.md", "mkdocs.yml"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOWN, tmp_path / "town", ignore=shutil.ignore_patterns("build", "site")))


def told(root: Path) -> list[str]:
    return [f"{p.file}:{p.line}:{p.column} {p.code} {p.message}{p.hint}" for p in check(root, ON).problems]


@pytest.mark.parametrize(
    ("typed", "place", "code"),
    [
        ("![图](https://a.example/a.png)", "11:1", "picture"),
        ("![图][x]\n\n[x]: a.png", "11:1", "picture"),
        ("看[甲](javascript:alert(1))", "11:2", "link"),
        ("[甲](&#106;avascript:alert(1))", "11:1", "link"),
        ("[甲](<javascript:alert(1)>)", "11:1", "link"),
        ("[甲](java\nscript:alert(1))", "11:1", "link"),
        ("[甲](//evil.example/)", "11:1", "link"),
        ("[甲](/etc/passwd)", "11:1", "link"),
        ("[甲](../../../etc/passwd)", "11:1", "link"),
        ("[甲](https://a.gov.cn.evil.example/)", "11:1", "link"),
        ("[甲](https://a.gov.cn/甲 乙)", "11:5", "link"),
        ("[甲](../policies/", "11:1", "link"),
        ("甲](../policies/)", "11:1", "link"),
        ("[](../policies/)", "11:1", "link"),
        ("[x]:javascript:alert(1)\n\n[x]", "11:1", "link"),
        ("[甲](../policise/)", "11:5", "no-such-page"),
        ("甲<script>1</script>", "11:2", "raw-html"),
        ("- 甲\n\n    <img src=x onerror=alert(1)>", "13:5", "raw-html"),
        ("```\n甲\n<img src=x onerror=alert(1)>\n```甲", "13:1", "raw-html"),
        ("<https://evil.example>", "11:1", "raw-html"),
        ("甲 {: onclick=alert(1) }", "11:3", "raw-html"),
        ("# 甲 { onclick=alert(1) }", "11:5", "raw-html"),
        ("补贴 9999 元", "11:4", "unsourced-number"),
        ("稳赚不赔", "11:1", "promise"),
        ("电话１３８１２３４５６７８", "11:3", "mobile-number"),
        ("电话 138-1234-5678", "11:4", "mobile-number"),
        ("电话 138.1234.5678", "11:4", "mobile-number"),
        ("---\ntitle: 甲\n---\n乙", "11:1", "second-document"),
        ("[" * 600, "7:1", "too-many"),
    ],
)
def test_a_page_holds_text_and_links(town, typed, place, code):
    with (town / PAGE).open("a", encoding="utf-8") as file:
        file.write(f"\n{typed}\n")
    assert told(town)[0].startswith(f"{PAGE}:{place} {code} "), told(town)


@pytest.mark.parametrize(
    "typed",
    [
        "`<script>`和`[甲](x)`",
        "```\n<img src=x>\n{a: b}\n```",
        "[政策](../policies/shop/) [首页](../) [上](#关于)",
        "| 甲 | 乙 |\n|---|:--|\n| 1 | 2 |",
        "1 < 2 且 3 > 2",
        "3. 甲\n4. **乙** *丙*",
    ],
)
def test_what_markdown_is_for(town, typed):
    with (town / PAGE).open("a", encoding="utf-8") as file:
        file.write(f"\n{typed}\n")
    assert told(town) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("title: 关于", "title：关于", "2:6", "full-width-colon"),
        ("title: 关于", "title: [a, b]", "2:8", "text-expected"),
        ("title: 关于", "titel: 关于", "2:1", "unknown-field"),
        ("order: 1", "order: 2025-01-01", "4:8", "number"),
        ("order: 1\n---", "order: 1", "1:1", "no-head"),
        ("---\ntitle", "title", "1:1", "no-head"),
    ],
)
def test_the_head_of_a_page_has_places(town, old, new, place, code):
    text = (town / PAGE).read_text("utf-8")
    (town / PAGE).write_text(text.replace(old, new, 1), "utf-8")
    assert [line.split(" ")[:2] for line in told(town)] == [[f"{PAGE}:{place}", code]]


def test_a_page_in_another_encoding_or_without_text(town):
    text = (town / PAGE).read_text("utf-8")
    (town / PAGE).write_bytes(text.encode("gbk"))
    assert told(town) == [f"{PAGE}:1:1 encoding 文件是 GBK 编码，请用编辑器另存为 UTF-8"]
    (town / PAGE).write_text(text[: text.index("# ")], "utf-8")
    assert told(town) == [f"{PAGE}:7:1 empty 内容是空的，请填写"]
    (town / PAGE).write_text(text + "甲" * 40_000, "utf-8")
    assert told(town)[0].startswith(f"{PAGE}:6:1 too-long ")


@pytest.mark.parametrize("name", ["policies", "search", "assets", "pagefind"])
def test_an_address_of_the_site_itself(town, name):
    shutil.copy(town / PAGE, town / f"content/pages/{name}.md")
    assert [line.split(" ")[1] for line in told(town)] == ["taken-address"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("samples: show", "sample: hide", "5:9 unknown-field 没有“sample”这个字段，是否想写 samples"),
        ("samples: show", "samples: Hide", "5:18 choice “Hide”不在可选范围内，请从这些里选一个：show、hide"),
        ("samples: show", "samples: show, report_error_url: 'javascript:x'", "5:42 official-url "),
        ("{title: 支持政策", "{titel: 支持政策", "5:32 unknown-field 没有“titel”这个字段，是否想写 title"),
        ("path: policies/", "path: policise/", "5:51 no-such-page "),
        ("omitted_files", "omited_files", "10:20 unknown-field 没有“omited_files”这个字段，是否想写 omitted_files"),
        ("font: false", "font: true", "6:74 choice "),
        ("font: false", "font: 否", "6:74 choice "),
        ("plugins: []", "plugins: [search]", "8:10 too-long 最多只能有 0 项"),
        ("plugins: []", "plugins: []\nhooks: [a.py]", "9:1 unknown-field "),
        ("[assets/stylesheets/site.css]", "[https://evil.example/a.css]", "7:13 pattern "),
        ("site_name: 小镇", "site_name: &a 小镇", "2:12 special-start "),
        ("site_name: 小镇", "site_name: !ENV HOME", "2:12 special-start "),
    ],
)  # fmt: skip
def test_the_settings_are_read_like_any_record(town, old, new, words):
    text = (town / SETTINGS).read_text("utf-8")
    assert old in text
    (town / SETTINGS).write_text(text.replace(old, new, 1), "utf-8")
    assert [line[: len(SETTINGS) + 1 + len(words)] for line in told(town)] == [f"{SETTINGS}:{words}"]


def test_a_broken_template_is_told_in_one_line(town, capsys):
    (town / "overrides").mkdir()
    (town / "overrides" / "main.html").write_text("{% if %}", "utf-8")
    settings = (town / SETTINGS).read_text("utf-8")
    (town / SETTINGS).write_text(settings.replace("../../overrides", "overrides"), "utf-8")
    assert main(["build", "--root", str(town), "--date", ON.isoformat()]) == 1
    error = capsys.readouterr().err
    assert error.startswith("生成网站失败：overrides 里的模板有问题（") and error.count("\n") == 1
