"""Projects promise nothing, name a risk, and go through the library in an order that makes sense."""

from pathlib import Path

import pytest
from conftest import ON

from generator.checks import check
from generator.checks.promises import empty_risk, promises


@pytest.mark.parametrize(
    "text",
    [
        "月入过万",
        "保证月入五千",
        "轻松月入3万",
        "日入两千不是梦",
        "年入百万",
        "稳赚不赔",
        "这行稳赚",
        "包销包回收",
        "产品包回收",
        "回本有保障",
        "三个月必回本",
        "年收益率达 12%",
        "年化收益 8%",
        "投资回报率高达30％",
        "零风险",
        "0 风险创业",
        "无风险",
        "没有任何风险",
        "毫无风险",
        "保本保息",
        "保底分红",
        "一本万利",
        "只赚不赔",
        "高额回报",
        "躺着就能赚",
        "稳 赚 不 赔",
        "稳\u3000赚",
        "稳·赚",
        "保*证*盈*利",
        "包成功",
        "100%赚",
        "百分百成功",
        "绝不亏本",
        "包分红",
        "固定回报",
        "不用动手，稳赚",
        "不用出门稳赚",
        "别人亏我们包赚",
        "没有淡季，保证收益",
    ],
)
def test_promises_are_found(text: str) -> None:
    assert list(promises(text))


@pytest.mark.parametrize(
    "text",
    [
        "不保证收益",
        "不承诺稳赚",
        "没有稳赚的生意",
        "没有零风险的生意",
        "我们不承诺“稳赚不赔”",
        "谁说稳赚都别信",
        "说包赚的加盟商要小心",
        "并非无风险",
        "不存在零风险的买卖",
        "保本保息的说法不可信",
        "承诺包回收的多半是骗子",
        "有没有风险提示，先看清",
        "有无风险都要写",
        "不会保证盈利",
        "别信月入过万",
        "拒绝保底收益",
        "未必稳赚",
        "回本要看客流",
        "菌包回收再利用",
        "面包回收",
        "买保险",
        "货运险",
        "一个月稳稳做五份",
        "一月收入三千来块",
        "回收期 10 个月",
        "不等于稳赚",
        "不构成收益保证",
        "警惕“包回收”",
        "年收入几百万元以下的小公司",
        "年收入千元左右",
        "利润很薄",
        "收益要看羊肉价",
    ],
)
def test_honest_words_are_not(text: str) -> None:
    assert not list(promises(text))


@pytest.mark.parametrize(
    "text",
    [
        "无",
        "暂无",
        "无。",
        "没有风险",
        "暂无风险",
        "无明显风险",
        "风险可控",
        "风险较小",
        "市场风险",
        "有一定风险",
        "投资有风险，投资需谨慎",
        "略",
        "未公布",
        "同上",
        "……",
    ],
)
def test_a_risk_that_says_nothing(text: str) -> None:
    assert empty_risk(text)


@pytest.mark.parametrize(
    "text",
    ["羊肉涨价", "客人可能不多。", "没有熟客时三个月都亏", "冬天停工", "风险主要在雨季：一场雨能毁掉一季的货", "没有许可就开工会被罚"],
)
def test_a_risk_with_substance(text: str) -> None:
    assert not empty_risk(text)


def faults(town: Path, old: str, new: str) -> list[str]:
    """What the check says of the town once its project is changed."""
    file = town / "projects" / "noodles.yml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return [f"{fault.line}:{fault.column} {fault.code} {fault.message}{fault.hint}" for fault in check(town, ON).problems]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  两个人就能开。", "  两个人就能开，稳 赚 不赔。"),
        ("risks: [客人可能不多。]", "risks: [客人可能不多。, 我们零风险]"),
        ("tags: [面馆]", "tags: [月入过万]"),
        ("item: 房租", "item: 房租（包回本）"),
        ("by: 示例单位}", "by: 示例单位, why: 年收益率达20%}"),
    ],
)
def test_a_promise_in_any_field_is_reported_where_it_stands(town: Path, old: str, new: str) -> None:
    found = faults(town, old, new)
    assert any("promise" in fault and "是承诺收益的说法" in fault for fault in found), found


FIRST, SECOND = "{stage: 报名, on: 2025-01-01, by: 示例单位}", "{stage: 入册, on: 2025-02-01, by: 示例单位}"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (SECOND, SECOND.replace("入册", "出册"), "“出册”不能排在“报名”后面，“报名”之后可以是：初看、评议、公示、入册、退回、撤下"),
        (SECOND, SECOND.replace("入册", "上墙"), "“上墙”不能排在“报名”后面"),
        (SECOND, f"{SECOND}\n  - {SECOND.replace('入册', '评议')}", "“评议”不能排在“入册”后面，“入册”之后可以是：上墙、带路、出册"),
        (SECOND, f"{SECOND}\n  - {SECOND.replace('入册', '出册')}\n  - {SECOND.replace('入册', '带路')}", "“带路”不能排在“出册”后面"),
        (FIRST, FIRST.replace("报名", "带路"), "“带路”不能是第一个环节，第一个环节可以是：报名、初看、评议、公示、入册"),
    ],
)
def test_steps_that_cannot_follow_one_another(town: Path, old: str, new: str, words: str) -> None:
    found = faults(town, old, new)
    assert any("stage-order" in fault and words in fault for fault in found), found


@pytest.mark.parametrize(
    "stages",
    ["报名 评议 公示 入册 上墙 带路 出册", "入册 带路 上墙 带路", "报名 退回 报名 初看 入册", "报名 撤下", "入册 出册 报名 评议 入册"],
)
def test_steps_that_make_sense(town: Path, stages: str) -> None:
    steps = "\n  - ".join(f"{{stage: {stage}, on: 2025-01-{day:02}, by: 示例单位}}" for day, stage in enumerate(stages.split(), 1))
    assert faults(town, f"{FIRST}\n  - {SECOND}", steps) == []
