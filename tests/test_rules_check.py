"""What the check says of questions and rules that do not fit together, or that say nothing."""

import re
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pytest
from conftest import ON, REPOSITORY

from generator.checks import check, logic
from generator.library import load
from generator.problems import as_text

FACTS, SHOP, INTERNSHIP = "content/vocabulary/facts.yml", "content/policies/shop.yml", "content/policies/internship.yml"

# In the one line below, a part of a condition of the shop is replaced to see what the check makes of it.
OPENED = "test: {fact: opened-on, months_at_least: 12}"
PLACES = """    any:
      - {id: street, says: 老街, test: {fact: place, has: street}}
      - {id: market, says: 集市, test: {fact: place, has: market}}
"""


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def found(root: Path, on: date = ON) -> list[str]:
    return as_text(check(root, on).problems).splitlines()


STRUCTURE = {
    "kind of test": (
        SHOP,
        OPENED,
        "test: {fact: opened-on, is: 否}",
        "test-kind 问题“开店时间”的回答是月份，不能用 is 判断，请改用 months_at_least 或 months_at_most",
        "否}, cite",
    ),
    "months of a choice": (
        SHOP,
        "fact: place, has: street",
        "fact: place, months_at_most: 3",
        "test-kind 问题“开店的地方”的回答是单选，不能用 months_at_most 判断，请改用 has",
        "3}}",
    ),
    "no such option": (SHOP, "has: street", "has: streat", "unknown-option 问题“开店的地方”没有选项“streat”，是否想写 street？", "streat"),
    "after what is no month": (
        SHOP,
        OPENED,
        "test: {fact: opened-on, months_at_least: 12, after: keeper}",
        "question-type 算起的问题要是“月份”的，“在小镇开店”的回答是是否，请换成这样的问题：opened-on",
        "keeper}, cite",
    ),
    "after itself": (SHOP, OPENED, "test: {fact: opened-on, months_at_least: 12, after: opened-on}", "after-itself ", "opened-on}, cite"),
    "after without months": (
        SHOP,
        "fact: keeper, is: 是",
        "fact: keeper, is: 是, after: opened-on",
        "after-without-months ",
        "opened-on}, cite",
    ),
    "strict yes": (SHOP, "fact: keeper, is: 是", "fact: keeper, is: 是, strict: 是", "needless-strict ", "是}, cite"),
    "no form": (
        SHOP,
        "店经营正常。, office_decides: 是,",
        "店经营正常。,",
        (
            "undecided-condition 这个事项能自动判断，这一条却没有写怎么判断，请写 test、all、any、not 中的一种；"
            "只能由部门判断的写“office_decides: 是”，只是说明的移到 also"
        ),
        "{says: 店经营正常。",
    ),
    "no form inside": (
        SHOP,
        "{id: street, says: 老街, test: {fact: place, has: street}}",
        "{id: street, says: 老街}",
        "undecided-condition 这个事项能自动判断，这一条却没有写怎么判断",
        "{id: street",
    ),
    "id twice": (SHOP, "id: market", "id: street", "duplicate-id 编号“street”在这个事项里用了两次", "street, says: 集市"),
    "id of another reading": (
        SHOP,
        "otherwise: {id: one-year",
        "otherwise: {id: keeper",
        "duplicate-id 编号“keeper”",
        "keeper, says: 店开了",
    ),
    "no such node": (
        SHOP,
        "node: one-year",
        "node: two-years",
        "unknown-node 条件里没有编号为“two-years”的，是否想写 one-year？",
        "two-years",
    ),
    "node alone": (
        SHOP,
        "    otherwise: {id: one-year, says: 店开了超过 1 年。, test: {fact: opened-on, months_at_least: 12, strict: 是}}\n",
        "",
        "half-doubt ",
        "one-year\n    cite",
    ),
    "otherwise alone": (SHOP, "    node: one-year\n", "", "half-doubt ", "{id: one-year, says: 店开了"),
    "exclusion by a month": (
        SHOP,
        "taken_there: interned",
        "taken_there: opened-on",
        "question-type 说明已经用过的问题要是“是否”的",
        "opened-on, cite",
    ),
    "times a yes": (
        SHOP,
        "once: 是, cite",
        "once: 是, times: keeper, cite",
        "question-type 用来相乘的问题要是“数字”的，“在小镇开店”的回答是是否，请先写一个“数字”的问题",
        "keeper, cite",
    ),
    "needs itself": (
        FACTS,
        "  order: 3",
        "  needs:\n    - {fact: place, has: street}\n  order: 3",
        "question-order 一个问题不能以自己为前提",
        "place, has: street",
    ),
    "needs a later one": (
        FACTS,
        "  order: 1\n",
        "  order: 9\n",
        "question-order “在小镇开店”排在这个问题后面，问到这里时还没有回答，请调整两个问题的 order（现在是 9 和 2）",
        "keeper, is: 是}\n  order: 2",
    ),
    "needs in a circle": (
        FACTS,
        "  order: 1\n",
        "  needs:\n    - {fact: interned, is: 是}\n  order: 1\n",
        "question-order “领过见习补贴”排在",
        "interned, is: 是",
    ),
    "test in needs": (FACTS, "{fact: keeper, is: 是}", "{fact: keeper, has: yes}", "test-kind ", "yes}"),
    "no options": (
        FACTS,
        "  type: 是否\n  section: 您\n  change: 不能改变",
        "  type: 多选\n  section: 您\n  change: 不能改变",
        "no-options ",
        "多选",
    ),
    "option twice": (FACTS, "id: market", "id: street", "duplicate-id 选项“street”写了两次", "street, title: 集市"),
    "nothing to do": (FACTS, "  to_do: 在小镇开店\n", "", "no-to-do ", "可以做到"),
}


@pytest.mark.parametrize("name", STRUCTURE)
def test_structure(town, name):
    file, old, new, message, at = STRUCTURE[name]
    change(town, file, old, new)
    text = (town / file).read_text("utf-8")
    before = text[: text.index(at)]
    place = f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}: "
    lines = found(town)
    assert [line for line in lines if line.startswith(place + message)], lines


def test_the_town_is_without_fault(town):
    assert found(town) == []


def test_faults_of_the_rules_do_not_stop_the_other_checks(town):
    """A question that is missing, and one that needs itself: what they touch is left out of the search."""
    change(town, FACTS, "interned:\n", "insured:\n")
    change(town, FACTS, "  order: 3", "  needs:\n    - {fact: place, has: street}\n  order: 3")
    codes = {line.split(" ")[1] for line in found(town)}
    assert codes == {"unknown-reference", "question-order"}


def test_a_question_that_nothing_uses(town):
    change(town, SHOP, "taken_there: interned, ", "")
    (line,) = found(town)
    row = (town / FACTS).read_text("utf-8").split("\n").index("interned:") + 1
    assert line == f"{FACTS}:{row}:1: unused-question 提醒：没有任何支持事项用到这个问题，请删掉它，或在某个事项的条件里用上"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PLACES, "    all:\n" + PLACES.split("\n", 1)[1]),  # one choice cannot be two
        (
            "says: 您在小镇开店。, test: {fact: keeper, is: 是}",
            "says: 您不开店。, test: {fact: keeper, is: 否}",
        ),  # then nobody is asked when
        (OPENED, "not: {id: shop, says: 开着店, test: {fact: keeper, is: 是}}"),
    ],
    ids=["two options of a choice", "a question that is not asked", "a condition and its opposite"],
)
def test_an_item_that_nobody_can_meet(town, old, new):
    change(town, SHOP, old, new)
    if "all:" in new:
        change(town, SHOP, "    open: 是\n", "")
    if old == OPENED:
        change(
            town,
            SHOP,
            "id: one-year, says: 店开了超过 1 年。, test: {fact: opened-on, months_at_least: 12, strict: 是}",
            "id: one-year, says: 别的, test: {fact: opened-on, months_at_least: 12}",
        )
    assert [line for line in found(town) if re.match(rf"{SHOP}:\d+:3: nobody 没有人能符合全部条件", line)]


IDLE = {
    "A or not A": (
        PLACES,
        """    any:
      - {id: street, says: 老街, test: {fact: place, has: street}}
      - {id: market, says: 别处, not: {id: not-street, says: 老街, test: {fact: place, has: street}}}
""",
        {"place"},
    ),
    "yes or no": (
        PLACES,
        """    any:
      - {id: street, says: 领过, test: {fact: interned, is: 是}}
      - {id: market, says: 没领过, test: {fact: interned, is: 否}}
""",
        {"place"},
    ),
    "any month": (
        OPENED,
        "any: [{id: a, says: 老店, test: {fact: opened-on, months_at_least: 12}}, {id: b, says: 新店, test: {fact: opened-on, months_at_most: 24}}]",
        {"one-year"},
    ),
    "said twice": (
        OPENED,
        "all: [{id: a, says: 甲, test: {fact: keeper, is: 是}}, {id: b, says: 乙, test: {fact: opened-on, months_at_least: 12}}]",
        {"keeper", "a"},
    ),
    "in a longer span": (
        PLACES,
        """    any:
      - {id: street, says: 一年, test: {fact: opened-on, months_at_least: 24}}
      - {id: market, says: 两年, test: {fact: opened-on, months_at_least: 36}}
""",
        {"market"},
    ),
    "never in an or": (
        PLACES,
        """    any:
      - {id: street, says: 老街, test: {fact: place, has: street}}
      - id: market
        says: 又是又不是
        all:
          - {id: here, says: 集市, test: {fact: place, has: market}}
          - {id: gone, says: 不是集市, not: {id: there, says: 集市, test: {fact: place, has: market}}}
""",
        {"market"},
    ),
}


@pytest.mark.parametrize("name", IDLE)
def test_a_condition_that_never_matters(town, name):
    old, new, idle = IDLE[name]
    change(town, SHOP, old, new)
    lines = (town / SHOP).read_text("utf-8").split("\n")
    warned = set()
    for line in found(town):
        row, column, code, message = re.match(r"[^:]+:(\d+):(\d+): (\S+) (.*)", line).groups()
        if code == "idle-condition":
            assert message == "提醒：这一条写不写，结果都一样，请看看它是否总是成立、写重了，或已经包含在别的条件里"
            warned.add(re.match(r"[a-z-]+", lines[int(row) - 1][int(column) - 1 :])[0])
    assert warned == idle


def test_stale_confirmations(town):
    """The last good day is the 180th after the check."""
    last = date(2026, 11, 1) + timedelta(days=180)
    assert found(town, last) == []
    lines = found(town, last + timedelta(days=1))
    policies = {SHOP, INTERNSHIP, "content/policies/lamp.yml"}
    assert {line.split(":")[0] for line in lines} == {"content/parameters/wage.yml", "content/vocabulary/windows.yml", *policies}
    assert all(" stale 提醒：上次核对是 181 天前，超过 180 天，请重新核对，再改这个日期" in line for line in lines)


def test_the_search_is_quick():
    """The check is run on every change of every file; the rules must not be felt."""
    library, _ = load(REPOSITORY)
    start = process_time()
    list(logic.check(library))
    assert process_time() - start < 1
