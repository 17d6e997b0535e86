"""`evaluate`: answers in, outcomes out, and every fault of the answers at once."""

import io
import json

import pytest
from conftest import TOWN

from generator.cli import main

KEEPER = {"keeper": True, "opened-on": "2025-01", "place": "street", "interned": False}
NUMBERS = """helpers:
  title: 店里请了几个人？
  short: 帮手
  why: 按人数算。
  type: 数字
  section: 您的生意
  unit: 人
  most: 50
  change: 不能改变
  order: 5
crowds:
  title: 您属于哪些人？
  short: 人群
  why: 通知点名了他们。
  type: 多选
  section: 您
  options: [{id: old, title: 老人}, {id: young, title: 青年}]
  change: 不能改变
  order: 6
"""


@pytest.fixture
def evaluate(monkeypatch, capsys):
    """Runs the command on answers and gives exit code, output and complaints."""

    def run(answers, *options, root=TOWN):
        text = answers if isinstance(answers, bytes) else json.dumps(answers).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
        code = main(["evaluate", "-", "--root", str(root), "--date", "2025-06-15", *options])
        return code, *capsys.readouterr()

    return run


def lines(shown: str, title: str) -> list[str]:
    """What is said of one item."""
    part = next(part for part in shown.split("\n\n") if part.startswith(title))
    return [line.removeprefix("  ") for line in part.rstrip("\n").split("\n")[1:]]


def test_everything_that_is_said_of_an_item(evaluate):
    code, shown, told = evaluate(KEEPER)
    assert (code, told) == (0, "")
    assert shown.startswith("2025年6月15日的结果\n\n开店补贴\n")
    assert lines(shown, "开店补贴") == [
        "结果：目前还差：店开满 1 年",
        "有效性：在文件写明的期限内",
        "条件：",
        "  ✓ 您在小镇开店。〔1号文 二（一）1〕",
        "  ○ 店开满 1 年。〔1号文 二（一）1〕",
        "  ✓ 店开在老街或集市。〔1号文 二（一）1〕",
        "    ✓ 老街〔1号文 二（一）1〕",
        "    ○ 集市〔1号文 二（一）1〕",
        "  ？ 店经营正常。〔1号文 二（一）1〕",
        "期限：“店开满 1 年”从2026年1月31日起",
        "另外：老街的店先办。",
        "金额：5000 元／人，一次性",
        "发给：店主本人",
        "不能同时享受：见习补贴。两项只能拿一项。",
        "问谁：热线 0999-8765432",
    ]
    assert lines(shown, "见习补贴") == [
        "结果：由部门认定",
        "有效性：在文件写明的期限内",
        "金额：最低工资（2270 元，2024年12月1日起）（待主管部门核对）的 60%，最长 12 个月，估算每月 1362 元",
        "问谁：热线 0999-8765432",
    ]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({**KEEPER, "opened-on": "2024-01"}, "结果：初步符合，以审核为准"),
        ({**KEEPER, "opened-on": "2024-01", "place": "elsewhere"}, "结果：未明列，请咨询"),
        ({**KEEPER, "opened-on": "2024-01", "interned": True}, "结果：不能与见习补贴重复享受"),
        ({**KEEPER, "opened-on": "2024-06"}, "结果：还需了解：开店时间是哪一天"),
        ({"keeper": "是", "place": "unclear", "opened-on": "2024-01", "interned": "否"}, "结果：还需了解：开店的地方"),
        ({"keeper": "否", "interned": False}, "结果：目前还差：您在小镇开店；店开满 1 年"),
        ({}, "结果：还需了解：在小镇开店；开店的地方；领过见习补贴"),
    ],
    ids=["likely", "unlisted", "blocked", "boundary", "unclear", "no", "nothing answered"],
)
def test_results(evaluate, answers, said):
    code, shown, _ = evaluate(answers)
    assert code == 0 and lines(shown, "开店补贴")[0] == said


def test_what_is_asked_and_what_can_be_done(evaluate):
    assert "还要回答：店是哪年哪月开的？（opened-on） 您领过见习补贴吗？（interned）" in evaluate({"keeper": True, "place": "street"})[1]
    starter = {"keeper": False, "place": "street", "interned": False}
    early = ("--date", "2024-06-15")
    assert "可以这样做：在小镇开店，再等到：店开满 1 年，从2025年6月30日起符合，最晚2024年12月31日做到" in evaluate(starter, *early)[1]
    assert "可以这样做" not in evaluate(starter)[1], "the year would be full after the plan's end"
    assert "可以这样做：在小镇开店，再等到：店开满 1 年\n" in evaluate(starter, "--date", "2026-06-15")[1], "no day is promised after it"


def test_the_first_day(evaluate):
    assert "最早：2025年1月31日起，时间到了就符合" in evaluate({**KEEPER, "opened-on": "2024-01"}, "--date", "2024-06-15")[1]
    assert "等时间：店开满 1 年" in evaluate({**KEEPER, "opened-on": "2026-01"}, "--date", "2026-06-15")[1]


def test_what_was_met_before_the_end(evaluate):
    assert "规划期届满那天已经满足，请问还能不能办。" in evaluate({**KEEPER, "opened-on": "2024-01"}, "--date", "2026-06-15")[1]


def test_a_doubt_whose_other_reading_differs(evaluate):
    """Opened on the first of a month at the latest, the shop is a year old, and not more, on the last day of that month a year on."""
    _, shown, _ = evaluate({**KEEPER, "opened-on": "2024-05"}, "--date", "2025-05-31")
    assert "口径待确认：正好 1 年算不算。本站暂按：算在内。换一种理解，结果不同。" in shown


def test_the_last_day(evaluate, town):
    file = town / "content" / "policies" / "shop.yml"
    file.write_text(file.read_text("utf-8").replace("months_at_least: 12}", "months_at_most: 12}"), "utf-8")
    shown = evaluate({**KEEPER, "opened-on": "2024-10"}, root=town)[1].split("\n")
    assert "  最晚：2025年10月1日，过了这天就不符合" in shown and "  期限：“店开满 1 年”只到2025年10月1日" in shown
    assert "  最晚：2025年12月31日，过了这天就不符合" in evaluate(KEEPER, root=town)[1].split("\n"), "the plan's end"


def test_a_day_without_a_value_has_no_estimate(evaluate):
    assert "金额：最低工资（这一天没有公布的数值）的 60%，最长 12 个月" in evaluate({}, "--date", "2020-01-01")[1].split("\n  ")


def test_json(evaluate):
    code, shown, told = evaluate(KEEPER, "--format", "json")
    shop, internship, *_ = json.loads(shown)
    assert (code, told) == (0, "")
    assert (shop["id"], shop["result"], shop["starts"], shop["missing"]) == ("shop", "no", None, [])
    assert shop["opens"] == [{"id": "one-year", "first": "2026-01-31"}]
    assert internship["amounts"] == [{"form": "rate", "monthly": 1362, "from": "2024-12-01", "total": None, "parts": [], "estimate": True}]


def test_many_people_at_once(evaluate):
    """One a line: each is answered in its turn as if alone, and all faults are told with whose they are."""
    others = [KEEPER, {**KEEPER, "place": "elsewhere"}, {"keeper": False}]
    lines_ = "\n".join(json.dumps(one) for one in others).encode()
    code, shown, told = evaluate(lines_, "--format", "json")
    assert (code, told) == (0, "")
    alone = [json.loads(evaluate(one, "--format", "json")[1]) for one in others]
    assert [json.loads(line) for line in shown.splitlines()] == alone
    texts = evaluate(lines_)[1].split("第 ")[1:]
    assert [text.partition(" 人，")[2] for text in texts] == [evaluate(one)[1] for one in others]
    code, shown, told = evaluate(b'{"keeper": true}\n\n{"keeper": 1}\n{"age": 3}\n')
    assert (code, shown) == (2, "") and told.startswith("第 2 人：keeper") and "\n第 3 人：age" in told


def test_answers_from_a_file(tmp_path, capsys):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(KEEPER), "utf-8-sig")
    assert main(["evaluate", str(file), "--root", str(TOWN), "--date", "2025-06-15"]) == 0
    assert "目前还差：店开满 1 年" in capsys.readouterr().out
    assert main(["evaluate", str(tmp_path / "none.json"), "--root", str(TOWN)]) == 2
    assert "文件打不开" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"keper": True}, "keper：没有这个问题，是否想写 keeper（在小镇开店）？"),
        ({"age": 3}, "age：没有这个问题，可用的编号：keeper、opened-on、place、interned、helpers、crowds"),
        ({"keeper": 1}, 'keeper（在小镇开店）：“1”不是“是”或“否”，请写 true、false；不清楚就写 "unclear"'),
        ({"keeper": "yes"}, 'keeper（在小镇开店）：“yes”不是“是”或“否”，请写 true、false；不清楚就写 "unclear"'),
        ({"keeper": None}, 'keeper（在小镇开店）：“null”不是“是”或“否”，请写 true、false；不清楚就写 "unclear"'),
        ({"place": "老街"}, "place（开店的地方）：没有选项“老街”，是否想写 street（老街）？"),
        ({"place": ["street"]}, 'place（开店的地方）：没有选项“["street"]”，是否想写 street（老街）？'),
        ({"crowds": "old"}, 'crowds（人群）：“old”不是列表，请写成 ["old"]，都不是就写 []；不清楚就写 "unclear"'),
        ({"crowds": ["old", "oldest"]}, "crowds（人群）：没有选项“oldest”，是否想写 old（老人）？"),
        ({"crowds": [{}]}, "crowds（人群）：没有选项“{}”，可用的编号：old、young"),
        ({"opened-on": "2025-07"}, "opened-on（开店时间）：2025-07 还没有到，请写 2025-06 或更早的月份"),
        ({"opened-on": "1949-12"}, "opened-on（开店时间）：1949-12 太早，请写 1950-01 或更晚的月份"),
        ({"opened-on": "2025-13"}, 'opened-on（开店时间）：“2025-13”不是月份，请写成“2025-06”这样的年-月；不清楚就写 "unclear"'),
        ({"opened-on": "2025-1"}, 'opened-on（开店时间）：“2025-1”不是月份，请写成“2025-06”这样的年-月；不清楚就写 "unclear"'),
        ({"opened-on": "2025-01\n"}, 'opened-on（开店时间）：“2025-01\n”不是月份，请写成“2025-06”这样的年-月；不清楚就写 "unclear"'),
        ({"opened-on": 202501}, 'opened-on（开店时间）：“202501”不是月份，请写成“2025-06”这样的年-月；不清楚就写 "unclear"'),
        ({"helpers": 51}, "helpers（帮手）：51 超出范围，请写 0 到 50 之间的数"),
        ({"helpers": -1}, "helpers（帮手）：-1 超出范围，请写 0 到 50 之间的数"),
        ({"helpers": 10**400}, f"helpers（帮手）：{10**400} 超出范围，请写 0 到 50 之间的数"),
        ({"helpers": float("inf")}, "helpers（帮手）：Infinity 超出范围，请写 0 到 50 之间的数"),
        ({"helpers": float("nan")}, 'helpers（帮手）：“NaN”不是数字，请只写阿拉伯数字，不加引号和单位；不清楚就写 "unclear"'),
        ({"helpers": "3"}, 'helpers（帮手）：“3”不是数字，请只写阿拉伯数字，不加引号和单位；不清楚就写 "unclear"'),
        ({"helpers": True}, 'helpers（帮手）：“true”不是数字，请只写阿拉伯数字，不加引号和单位；不清楚就写 "unclear"'),
        ({"keeper": False, "opened-on": "2025-01"}, "opened-on（开店时间）：按前面的回答，这个问题不用答，请删掉它，或改正 keeper 的回答"),
        (b'{"keeper": true, "keeper": false}', "keeper：写了两次，请只留一个"),
        (b'{"keeper": true,\n "place": }', '第 2 行第 11 列起不是 JSON，请写成 {"问题的编号": "回答"}'),
        (b"", '第 1 行第 1 列起不是 JSON，请写成 {"问题的编号": "回答"}'),
        (b"[]", '最外层应该是一个对象，请写成 {"问题的编号": "回答"}'),
        (b"[" * 100_000, '不是能读的 JSON，请写成 {"问题的编号": "回答"}'),
        ("{}".encode("utf-16"), "不是 UTF-8 编码的文字，请另存为 UTF-8"),
    ],
)
def test_faults_of_the_answers(evaluate, town, answers, told):
    with (town / "content" / "vocabulary" / "facts.yml").open("a", encoding="utf-8") as facts:
        facts.write(NUMBERS)
    assert evaluate(answers, root=town) == (2, "", told + "\n")


def test_all_faults_at_once(evaluate):
    code, shown, told = evaluate({"keeper": "yes", "age": 3, "opened-on": "2099-01"})
    assert (code, shown) == (2, "") and len(told.splitlines()) == 3


def test_answers_on_the_edge_are_taken(evaluate):
    """A question is open while what it needs is open; this month and the first one are within."""
    assert evaluate({"keeper": "unclear", "opened-on": "2025-01"})[0] == 0
    assert evaluate({"opened-on": "2025-06"})[0] == 0
    assert evaluate({"opened-on": "1950-01"})[0] == 0


def test_records_with_faults_are_told(evaluate, town):
    file = town / "content" / "policies" / "shop.yml"
    file.write_text(file.read_text("utf-8").replace("has: street", "has: road"), "utf-8")
    code, shown, told = evaluate(KEEPER, root=town)
    assert (code, shown) == (1, "") and "unknown-option" in told
