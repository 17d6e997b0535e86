"""`impact`: what a change of the rules changes for people."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import TOWN, copied

from generator.cli import main

SHOP, FACTS, WAGE = "content/policies/shop.yml", "content/vocabulary/facts.yml", "content/parameters/wage.yml"


@pytest.fixture
def towns(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of the little town."""
    return tuple(copied(TOWN, tmp_path / name) for name in ("base", "head"))


@pytest.fixture
def impact(towns, capsys):
    """Runs the command on the two towns, or on two versions by name, and gives exit code, output and complaints."""

    def run(*options, base=None, head=None, root=TOWN):
        code = main(["impact", str(base or towns[0]), str(head or towns[1]), "--root", str(root), "--date", "2025-06-15", *options])
        return code, *capsys.readouterr()

    return run


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), "utf-8")


def test_nothing_changes(impact):
    assert impact() == (0, "没有任何情况的结果改变。\n", "")
    assert impact("--format", "markdown") == (0, "没有任何情况的结果改变。\n", "")
    assert json.loads(impact("--format", "json")[1]) == {"date": "2025-06-15", "added": [], "removed": [], "items": []}


def test_wording_is_no_change(towns, impact):
    change(towns[1], SHOP, "says: 您在小镇开店。", "says: 您开着一家店。")
    change(towns[1], FACTS, "title: 老街", "title: 老街上")
    assert impact() == (0, "没有任何情况的结果改变。\n", "")


def test_a_threshold(towns, impact):
    """The smallest example, and both sides of the old and of the new bound."""
    change(towns[1], SHOP, "test: {fact: opened-on, months_at_least: 12}, cite", "test: {fact: opened-on, months_at_least: 6}, cite")
    code, shown, _ = impact("--format", "json")
    (item,) = json.loads(shown)["items"]
    assert (code, item["id"], item["by_lot"]) == (0, "shop", False)
    # Eight months are tried (0, 1, each bound and one beside it), at three places, with and without a paid internship.
    # Without a shop nobody is asked for a month. Six, seven, and eleven months change; twelve does where nothing blocks.
    assert item["situations"] == 3 * 2 * (8 + 1)
    assert item["changed"] == sum(each["situations"] for each in item["changes"]) == 3 * 2 * 3 + 3
    assert item["changes"][0] == {"situations": 3, "answers": {"keeper": True, "opened-on": "2024-12"}, "status": ["no", "unknown"]}
    assert [len(each["answers"]) for each in item["changes"]] == sorted(len(each["answers"]) for each in item["changes"])
    (threshold,) = item["thresholds"]
    assert (threshold["id"], threshold["bound"], threshold["strict"]) == ("one-year", [12, 6], [False, False])
    assert [(probe["value"], probe["answer"], probe["base"], probe["head"]) for probe in threshold["probes"]] == [
        (5, "2025-01", "no", "no"),
        (6, "2024-12", "no", "unknown"),
        (7, "2024-11", "no", "likely"),
        (11, "2024-07", "no", "likely"),
        (12, "2024-06", "unknown", "likely"),
        (13, "2024-05", "likely", "likely"),
    ]


def test_a_threshold_in_text_and_markdown(towns, impact):
    change(towns[1], SHOP, "test: {fact: opened-on, months_at_least: 12}, cite", "test: {fact: opened-on, months_at_least: 6}, cite")
    text = impact()[1]
    assert text.startswith("开店补贴（shop）\n\n54 种情况中有 21 种改变。\n\n  ")
    assert "\n界限 one-year（opened-on）：12 → 6，其他回答：" in text
    assert "\n  7（2024-11）：“目前还差” → “初步符合，以审核为准”\n" in text
    markdown = impact("--format", "markdown")[1]
    assert markdown.startswith("## 开店补贴（`shop`）\n\n54 种情况中有 21 种改变。\n\n- ")
    assert "\n- 5（2025-01）：“目前还差”不变\n" in markdown


def test_a_bound_that_no_longer_includes_itself(towns, impact):
    change(towns[1], SHOP, "months_at_least: 12}, cite", "months_at_least: 12, strict: 是}, cite")
    shown = impact("--date", "2025-05-31")[1]
    assert "界限 one-year（opened-on）：12 → 12（不含本数）" in shown
    assert "\n  12（2024-05）：“初步符合，以审核为准” → “还需了解”\n" in shown


def test_an_amount(towns, impact):
    change(towns[1], WAGE, "value: 2270", "value: 2500")
    change(towns[1], SHOP, "value: 5000", "value: 12")
    shop, internship = json.loads(impact("--format", "json")[1])["items"]
    assert shop["changes"] == [
        {
            "situations": shop["situations"],
            "answers": {},
            "amounts": [[{"form": "fixed", "value": 5000, "total": None}], [{"form": "fixed", "value": 12, "total": None}]],
        }
    ]
    assert [amounts[0]["monthly"] for amounts in internship["changes"][0]["amounts"]] == [1362, 1500]
    text = impact()[1]
    assert "金额 5000 元 → 12 元。例：{}" in text and "金额 每月约 1362 元 → 每月约 1500 元。例：{}" in text


def test_a_clause(towns, impact):
    change(towns[1], SHOP, "months_at_least: 12}, cite: notice 二(一)1}", "months_at_least: 12}, cite: notice 二(一)首}")
    (item,) = json.loads(impact("--format", "json")[1])["items"]
    assert item["changes"][0] | {"situations": 0} == {
        "situations": 0,
        "answers": {},
        "clauses": [["1号文 二（一）1"], ["1号文 二（一）1", "1号文 二（一）导语"]],
    }
    assert all(set(each) == {"situations", "answers", "clauses"} for each in item["changes"])


def test_another_status_is_told_without_its_other_clauses(towns, impact):
    """“No” rests on what is not met, “likely” on everything; that says nothing new."""
    for root in towns:
        change(root, SHOP, "{fact: keeper, is: 是}, cite: notice 二(一)1}", "{fact: keeper, is: 是}, cite: rules}")
    change(towns[1], SHOP, "months_at_least: 12}, cite", "months_at_least: 6}, cite")
    (item,) = json.loads(impact("--format", "json")[1])["items"]
    assert all(set(each) == {"situations", "answers", "status"} for each in item["changes"])


def test_to_whom_an_item_is_listed_no_more_is_told(towns, impact):
    change(towns[1], SHOP, "{fact: keeper, is: 是}, cite: notice 二(一)1}", "{fact: keeper, is: 是}, cite: notice 二(一)1, who: 是}")
    assert "“目前还差” → “不列给这样的人”" in impact()[1]
    change(towns[0], SHOP, "{fact: keeper, is: 是}, cite: notice 二(一)1}", "{fact: keeper, is: 是}, cite: notice 二(一)1, who: 是}")
    change(towns[1], SHOP, "unsaid:", "skip: {fact: place, has: elsewhere}\nunsaid:")
    assert "“未明列，请咨询”" not in impact()[1] and "→ “不列给这样的人”" in impact()[1]


def test_items_come_and_go(towns, impact):
    shutil.copy(towns[1] / SHOP, towns[1] / "content/policies/stall.yml")
    change(towns[1], "content/policies/stall.yml", "title: 开店补贴", "title: 摆摊补贴")
    text = impact()[1]
    assert text.startswith("新增的事项\n\n  摆摊补贴（stall）\n")
    assert impact("--format", "markdown", base=towns[1], head=towns[0])[1].startswith("## 删去的事项\n\n- 摆摊补贴（`stall`）\n")


def test_an_option_of_one_version_is_tried_in_both(towns, impact):
    change(towns[1], FACTS, "    - {id: elsewhere,", "    - {id: dock, title: 码头}\n    - {id: elsewhere,")
    change(towns[1], SHOP, "      - {id: market,", "      - {id: dock, says: 码头, test: {fact: place, has: dock}}\n      - {id: market,")
    (item,) = json.loads(impact("--format", "json")[1])["items"]
    assert [(each["answers"]["place"], each["status"]) for each in item["changes"]] == [("dock", ["open", "likely"])]


def test_a_question_with_another_kind_of_answer(towns, impact):
    change(
        towns[1],
        FACTS,
        "  title: 您在小镇开店吗？\n  short: 在小镇开店\n  why: 补贴只给店主。\n  type: 是否",
        "  title: 您开几家店？\n  short: 店数\n  why: 补贴只给店主。\n  type: 数字",
    )
    change(towns[1], FACTS, "{fact: keeper, is: 是}", "{fact: keeper, at_least: 1}")
    change(towns[1], SHOP, "{fact: keeper, is: 是}", "{fact: keeper, at_least: 1}")
    assert "问题 keeper 换了回答的方式，不能逐一比较。" in impact()[1]


def test_a_change_too_rare_for_the_lot_is_found(towns, impact):
    """Thirteen more conditions, each met by one answer in two: one situation in 8192 is left to show the change."""
    facts = "".join(
        f"q{n}: {{title: 问{n}, short: 问{n}, why: 问, type: 是否, section: 您, change: 不能改变, order: {n + 10}}}\n" for n in range(13)
    )
    nodes = "".join(f"  - {{id: q{n}, says: 问, test: {{fact: q{n}, is: 是}}, cite: notice 二(一)1}}\n" for n in range(13))
    for root in towns:
        with (root / FACTS).open("a", encoding="utf-8") as file:
            file.write(facts)
        change(root, SHOP, "conditions:\n", "conditions:\n" + nodes)
    change(towns[1], SHOP, "      - {id: market, says: 集市, test: {fact: place, has: market}}\n", "")
    (item,) = json.loads(impact("--format", "json")[1])["items"]
    assert item["by_lot"] is True and item["changed"] >= 1
    assert "按抽样" in impact()[1]


def test_faults_of_a_side_are_told(towns, impact):
    change(towns[1], SHOP, "has: street", "has: road")
    code, shown, told = impact()
    assert (code, shown) == (1, "")
    assert told.startswith(f"{towns[1]}：\n{SHOP}:") and "unknown-option" in told


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the town in a folder, in two versions; `main` moves the threshold."""
    root = tmp_path / "repository"
    copied(TOWN, root / "site")

    def git(*command: str) -> None:
        env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}
        subprocess.run(
            ["git", "-C", root, "-c", "user.name=a", "-c", "user.email=a@example.org", *command], check=True, capture_output=True, env=env
        )

    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "one")
    git("tag", "one")
    change(root / "site", SHOP, "test: {fact: opened-on, months_at_least: 12}, cite", "test: {fact: opened-on, months_at_least: 6}, cite")
    git("commit", "-am", "two")
    return root / "site"


def test_two_revisions(repository, impact):
    """The versions are read from history, not from the folder."""
    shutil.rmtree(repository / "content")
    code, shown, told = impact(base="one", head="main", root=repository)
    assert (code, told) == (0, "") and "\n界限 one-year（opened-on）：12 → 6" in shown
    assert impact(base="main", head="HEAD", root=repository) == (0, "没有任何情况的结果改变。\n", "")


def test_a_revision_and_a_folder(repository, towns, impact):
    assert impact(base="one", head=towns[1], root=repository) == (0, "没有任何情况的结果改变。\n", "")


@pytest.mark.parametrize("name", ["nowhere", "--all", "--output=x", "main; touch x", "main:site", "one two", ""])
def test_no_such_version(repository, tmp_path, name):
    before = sorted(tmp_path.rglob("*"))
    code = main(["impact", "--root", str(repository), "--", name, "main"])
    assert code == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_outside_a_repository(towns, impact):
    code, shown, told = impact(base="one", head="two", root=towns[0])
    assert (code, shown) == (2, "") and told.startswith("“one”既不是放着 content/ 的文件夹，也不是 ")


NOTICE = "content/documents/notice.yml"


def test_a_base_with_faults_is_told_and_does_not_fail(towns, impact):
    """A change that mends the published version can pass."""
    change(towns[0], SHOP, "has: street", "has: road")
    code, shown, told = impact("--format", "markdown")
    assert (code, told) == (0, "")
    assert shown.startswith("## 没有比较\n\n旧版本的记录按现在的规则有问题") and f"`{SHOP}:" in shown and "没有选项“road”" in shown
    assert [fault["code"] for fault in json.loads(impact("--format", "json")[1])["faults"]] == ["unknown-option"]
    change(towns[1], SHOP, "has: street", "has: road")
    assert impact()[0] == 1


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("ends_on: 2025-12-31", "ends_on: 2024-12-31", "“在文件写明的期限内”（1号文，2024-01-01 至 2025-12-31） → “期限已届满，"),
        (
            "ends_on: 2025-12-31",
            "ends_on: 2027-12-31",
            "2024-01-01 至 2025-12-31） → “在文件写明的期限内”（1号文，2024-01-01 至 2027-12-31）",
        ),
        (
            "ends_on: 2025-12-31",
            "ends_on: 2025-12-31\nrepealed_on: 2025-01-01",
            "→ “已废止”（1号文，2024-01-01 至 2025-12-31，2025-01-01 起废止）",
        ),
        ("ends_on: 2025-12-31", "ends_on: 2025-12-31\nconfirmed_on: 2025-01-01\nconfirmed_by: 镇政府答复", "→ “有效”（"),
    ],
)
def test_a_change_of_validity_is_told(towns, impact, old, new, words):
    """Also of an item that only the office decides, and of one that another document upholds as well."""
    change(towns[1], NOTICE, old, new)
    shown = impact()[1]
    assert shown.count("有效性：") == 3 and shown.count(words) >= 2, shown
    assert re.search(r"见习补贴.*\n\n.*“(在文件写明的期限内|有效)”（1号文，[^；]*；实施办法，2024-03-01 至 2027-12-31）。", shown), shown


def test_another_document_to_rest_on_is_told_and_other_words_are_not(towns, impact):
    change(towns[1], NOTICE, "summary: ", "summary: 另说。")
    assert impact()[1] == "没有任何情况的结果改变。\n"
    change(towns[1], SHOP, "rests_on: notice", "rests_on: rules")
    assert (
        "有效性：“在文件写明的期限内”（1号文，2024-01-01 至 2025-12-31） → “在文件写明的期限内”（实施办法，2024-03-01 至 2027-12-31）。"
        in impact()[1]
    )


def test_a_base_without_content(repository, impact):
    """As before the first version: nothing to compare, and no fault. As a head it is one."""
    subprocess.run(["git", "-C", repository, "checkout", "-q", "--orphan", "empty"], check=True)
    subprocess.run(["git", "-C", repository, "rm", "-rfq", "--cached", "."], check=True)
    author = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", repository, *author, "commit", "-q", "--allow-empty", "-m", "none"], check=True)
    assert impact(base="empty", head="main", root=repository) == (0, "旧版本里还没有 mkdocs.yml 和 content/，没有可以比较的内容。\n", "")
    assert impact(base="main", head="empty", root=repository) == (2, "", "“empty”里没有 mkdocs.yml 和 content/。\n")


def test_a_clone_without_its_history_is_named(repository, impact, tmp_path):
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repository.parent}", tmp_path / "shallow"], check=True)
    code, shown, told = impact(base="one", head="HEAD", root=tmp_path / "shallow" / "site")
    assert (code, shown, told) == (2, "", "这是浅克隆，没有“one”这个版本，请先运行 git fetch --unshallow。\n")
