"""A document's official text, where its publisher puts one beside the record."""

import re
from pathlib import Path

import pytest
from conftest import ON, TOWN
from playwright.sync_api import Page, expect

from generator.checks import check
from generator.problems import as_text
from generator.publish.build import build
from generator.text.original import cut

TEXT = (TOWN / "content" / "documents" / "notice.original.txt").read_text("utf-8")


def test_a_text_is_cut_at_its_headings_and_nothing_is_lost() -> None:
    found = cut(TEXT, ["二(一)首", "二(一)1"])
    assert found == {
        "二(一)首": ["关于支持开店的通知", "各街区：", "二、措施", "（一）支持开店", "到 2025 年，要扶持 10 人以上开店。"],
        "二(一)1": ["1.开店补贴。开店满 1 年的给 5000 元<b>。", "按最低工资的 60% 给见习补贴。", "镇办公室"],
    }
    assert [line for lines in found.values() for line in lines] == [line.strip() for line in TEXT.splitlines()]


def test_articles_and_what_is_outlined_in_part() -> None:
    text = "第一条 总则\n第二条 给谁\n（一）头一种人\n第三条 怎么领\n附则"
    assert cut(text, ["第二条"]) == {"第二条": ["第一条 总则", "第二条 给谁", "（一）头一种人", "第三条 怎么领", "附则"]}
    assert list(cut(text, ["第一条", "第二条(一)", "第三条"])) == ["第一条", "第二条(一)", "第三条"]
    assert cut("没有编号的文字", ["第一条"]) == {}


def put(town: Path, name: str, data: str | bytes) -> str:
    file = town / "content" / "documents" / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return as_text(check(town, ON).problems)


def test_it_stands_beside_the_outline_clause_by_clause(town: Path) -> None:
    assert put(town, "notice.original.txt", TEXT) == ""
    assert build(town, town / "site", ON) == []
    page = (town / "site" / "documents" / "notice" / "index.html").read_text("utf-8").replace("\xa0", " ")
    first, second = re.findall(r'<section class="clause.*?</section>', page, re.DOTALL)
    assert "要扶持 10 人以上开店" in first and "开店补贴。开店满" not in first
    assert "&lt;b&gt;。" in second and "<b>" not in second and "按最低工资的 60% 给见习补贴。" in second and "clause__original" in second
    other = (town / "site" / "documents" / "rules" / "index.html").read_text("utf-8")
    assert "clause__original" not in other


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("notice.original.txt", TEXT.replace("1.开", "开"), "原文里没有找到“二(一)1”这一条"),
        ("notice.original.txt", TEXT.encode("gb18030"), "文件是 GBK 编码"),
        ("notise.original.txt", TEXT, "没有同名的文件记录"),
    ],
)
def test_a_text_that_does_not_fit_is_told(town: Path, name: str, data: str | bytes, told: str) -> None:
    assert told in put(town, name, data)


def test_every_clause_of_a_document_has_an_address_and_a_way_to_copy_it(site: Path) -> None:
    page = (site / "documents" / "notice-2022-151" / "index.html").read_text("utf-8")
    places = re.findall(r'<section class="clause[^"]*" id="(.*?)"', page)
    contents = page[page.index('aria-label="目录"') : page.index("</nav>", page.index('aria-label="目录"'))]
    assert len(places) > 25 and re.findall(r'href="#(.*?)"', contents) == places
    assert page.count('data-copy="') == len(places) and "（鄂府办发〔2022〕151号）二（一）2" in page


def test_a_reference_is_copied_with_its_address(phone: Page, home: str) -> None:
    phone.goto(f"{home}documents/notice-2022-151/")
    button = phone.get_by_role("button", name="复制引用").nth(4)
    button.click()
    expect(phone.get_by_role("button", name="已复制")).to_be_visible()
    copied = phone.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("鄂尔多斯市人民政府办公室关于") and copied.endswith(
        f"（鄂府办发〔2022〕151号）二（一）1 {home}documents/notice-2022-151/#c-2-1-1"
    )
