"""The search engine on the real site: what people type, in a real Chromium, on the real index."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, serve, watch
from playwright.sync_api import Browser, Page, Route

from generator import wording
from generator.kinds import Banner, Department, Document, Elsewhere, Hub, Project, Target
from generator.library import Library, load

Answer = dict[str, Any]
Ask = Callable[..., Answer]

QUESTIONS = [
    line.split(" | ")
    for line in (Path(__file__).parent / "queries.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
PLAN = next(document for document in load(REPOSITORY)[0].all(Document) if document.id == "notice-2022-151")
FIRST_MISSED, TEN_MISSED = 0.035, 0.01

ASK = """async ([root, texts, { filters = {}, without = [], cards = 10 }]) => {
  const { open } = await import(root + "assets/javascripts/search/query.js");
  const engine = window.engine ??= await open(root);
  const answers = [];
  for (const text of texts) {
    const answer = await engine.ask(text, filters, { without });
    const hits = await Promise.all(answer.hits.slice(0, cards).map(async (hit) => ({ at: hit.url, ...await hit.load() })));
    answers.push({ ...answer, hits, found: answer.hits.length, urls: answer.hits.map(({ url }) => url) });
  }
  return answers;
}"""
"""Questions one after the other, with the cards of their first hits."""

OPEN = """async ([root, wrong]) => {
  const { open } = await import(root + "assets/javascripts/search/query.js");
  return open(wrong).then(() => "opened", () => "rejected");
}"""


def asking(page: Page, root: str) -> Ask:
    """How to ask the site below `root` on a page of it."""
    return lambda text, **how: page.evaluate(ASK, [root, [text], how])[0]


@pytest.fixture(scope="module")
def library() -> Library:
    return load(REPOSITORY)[0]


@pytest.fixture(scope="module")
def page(browser: Browser, home: str) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{home}about/")
    yield page
    context.close()


@pytest.fixture(scope="module")
def ask(page: Page, home: str) -> Ask:
    return asking(page, home)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Page]:
    """A visit of its own, on which nothing was asked yet."""
    page = browser.new_page()
    yield page
    page.close()


# ---- What is found ----


@pytest.fixture(scope="module")
def answers(page: Page, home: str) -> list[Answer]:
    return page.evaluate(ASK, [home, [text for text, _ in QUESTIONS], {}])


def fits(hit: Answer, expected: str) -> bool:
    return any(hit["url"].startswith(one) if "/" in one else one in hit["title"] for one in expected.split())


def test_what_people_type_is_among_ten(answers: list[Answer]) -> None:
    told = list(zip(QUESTIONS, answers, strict=True))
    ten = [text for (text, expected), answer in told if not any(fits(hit, expected) for hit in answer["hits"])]
    none = [text for (text, _), answer in told if not answer["hits"]]
    assert len(ten) <= TEN_MISSED * len(QUESTIONS), ten
    assert none == []


def test_what_people_type_is_first(answers: list[Answer]) -> None:
    told = zip(QUESTIONS, answers, strict=True)
    first = [text for (text, expected), answer in told if not (answer["hits"] and fits(answer["hits"][0], expected))]
    assert len(first) <= FIRST_MISSED * len(QUESTIONS), first


def test_the_same_question_has_the_same_answer_whatever_was_asked_before(answers: list[Answer], visit: Page, home: str) -> None:
    visit.goto(f"{home}about/")
    texts = [text for text, _ in QUESTIONS]
    backwards = visit.evaluate(ASK, [home, texts[::-1], {"cards": 0}])[::-1]
    for text, one, other in zip(texts, answers, backwards, strict=True):
        assert [one[name] for name in ("urls", "state", "understood")] == [other[name] for name in ("urls", "state", "understood")], text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("創業貸款", "创业贷款"),
        ("稅收優惠", "税收优惠"),
        ("ＤＡＩＫＵＡＮ", "daikuan"),
        ("daikuan", "贷款"),
        ("带款", "贷款"),
        ("无人鸡", "无人机"),
        ("蒙谷包", "蒙古包"),
        ("贷 款", "贷款"),
        ("创 业 担 保 贷 款！", "创业担保贷款"),
        ("补贴五千", "补贴5000"),
        ("补贴五千", "补贴5千"),
        ("二十万的项目", "20万的项目"),
        ("二十万的项目", "20 万的项目"),
        ("两万的项目", "２万的项目"),
        ("十五万的项目", "15万的项目"),
        ("kangbashi", "康巴什"),
        ("康巴什区", "康巴什"),
        ("東勝", "东胜"),
        ("伊旗", "伊金霍洛旗"),
        ("阿镇", "伊金霍洛旗"),
        ("鄂府办发2022 151号", "鄂府办发〔2022〕151号"),
        ("鄂府办发[2022]151号", "鄂府办发〔2022〕151号"),
        ("二(三)1", "二（三）1"),
    ],
)
def test_ways_of_typing_have_one_answer(ask: Ask, typed: str, meant: str) -> None:
    one, other = ask(typed), ask(meant)
    assert one["urls"] == other["urls"] != []
    assert [one[name] for name in ("state", "facets", "direct")] == [other[name] for name in ("state", "facets", "direct")]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("chuangyedanbaodaikuan", "policies/guaranteed-loan/"),
        ("nong ji pei jian", "projects/hay-machinery-parts/"),
        ("mgbzl", "projects/wedding-yurt-rental/"),
        ("ycxcybt", "policies/startup-subsidy/"),
        ("一次性创业补铁", "policies/startup-subsidy/"),
        ("残疾人 創業", "groups/disabled/"),
        ("151号", "documents/notice-2022-151/"),
        ("鄂府办发〔2022〕151号", "documents/notice-2022-151/"),
        ("二（三）1", "documents/notice-2022-151/#c-2-3-1"),
        ("151号文 二(一)2", "documents/notice-2022-151/#c-2-1-2"),
        ("151号文二（一）2", "documents/notice-2022-151/#c-2-1-2"),
        ("示例-0046", "projects/banner-cold-chain-van/"),
        ("0046", "projects/banner-cold-chain-van/"),
        ("示例 0046", "projects/banner-cold-chain-van/"),
        ("孵化基地名单", "bases/"),
        ("有哪些导师工作室", "studios/"),
        ("画师", "projects/caravan-road-boardgame/"),
        ("示波器", "projects/pasture-well-watch/"),
        ("计划目标", "targets/"),
        ("人社局", "departments/#hr"),
        ("创业", "policies/"),
        ("开店", "policies/startup-subsidy/"),
        ("老板", "groups/founder/"),
        ("wushenqi xiangmu", "projects/by_banner/uxin/"),
        ("chuangye danbao daikuan", "policies/guaranteed-loan/"),
    ],
)
def test_first_of_all(ask: Ask, text: str, url: str) -> None:
    assert ask(text, cards=0)["urls"][0] == url


def test_a_list_or_a_tool_is_found_by_its_name(page: Page, home: str, library: Library) -> None:
    hubs = library.all(Hub)
    answers = page.evaluate(ASK, [home, [hub.title for hub in hubs], {"cards": 0}])
    missed = [
        hub.title for hub, answer in zip(hubs, answers, strict=True) if re.sub("[/_]", "-", answer["urls"][0].removesuffix("/")) != hub.id
    ]
    assert len(hubs) > 10 and missed == []


def test_every_department_is_first_by_its_name_and_says_its_phone(page: Page, home: str, library: Library) -> None:
    records = library.all(Department)
    answers = page.evaluate(ASK, [home, [f"{record.title}电话" for record in records], {"cards": 0}])
    for record, answer in zip(records, answers, strict=True):
        assert answer["urls"][0] == answer["direct"]["url"] == record.url
        assert answer["direct"]["rows"][0] == {"label": "电话", "text": "未公布"}


@pytest.mark.parametrize("kind", [Department, Target])
def test_a_place_of_a_page_is_found_by_its_name(page: Page, home: str, library: Library, kind: type[Department | Target]) -> None:
    """Its page may stand for it, and then answers with it; a policy of that name may come before it."""
    records = library.all(kind)
    answers = page.evaluate(ASK, [home, [record.title for record in records], {"cards": 0}])
    missed = [
        record.title
        for record, answer in zip(records, answers, strict=True)
        if record.url not in ((answer["direct"] or {}).get("url"), *answer["urls"][:4])
    ]
    assert len(records) > 10 and missed == []
    firsts = sum(record.url == answer["urls"][0] for record, answer in zip(records, answers, strict=True))
    assert firsts > 0.7 * len(records)


def test_a_banner_has_its_page_first_and_then_its_own(ask: Ask, library: Library) -> None:
    for banner in library.all(Banner):
        projects = {project.url for project in library.all(Project) if project.banner == banner.id}
        for name in (banner.title, banner.short):
            answer = ask(name, cards=0)
            assert answer["urls"][0] == f"{Project.showing().path}by_banner/{banner.id}/", name
            every = {project.url for project in library.all(Project)} & set(answer["urls"])
            assert every == projects != set(), name


@pytest.mark.parametrize(
    "text",
    [
        "在北京打工十年，现在想回村里闹点事业，国家给啥",
        "从矿上回来跟媳妇开个喝茶吃手把肉的早店",
        "孩子上学了我想找点零散活贴补家用",
        "想在小区门口摆个卖烤红薯的小推车",
    ],
)
def test_in_a_sentence_two_characters_that_sound_like_a_name_are_no_slip(ask: Ask, text: str) -> None:
    assert ask(text, cards=0)["understood"] == ""


# ---- What is said of an answer ----


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("贷款", ""),
        ("daikuan", "贷款"),
        ("ＤａｉＫｕａｎ", "贷款"),
        ("chuangyedaikuan", "创业贷款"),
        ("创业butie", "创业补贴"),
        ("带款", "贷款"),
        ("创业担宝贷款", "创业担保贷款"),
        ("蒙谷包", "蒙古包"),
        ("税守优惠", "税收优惠"),
        ("免费场地", ""),
        ("創業貸款", ""),
        ("贷 款", ""),
        ("伊旗", ""),
        ("151号", ""),
        ("SYB培训", ""),
        ("大号字", ""),
    ],
)
def test_says_what_was_understood(ask: Ask, text: str, understood: str) -> None:
    assert ask(text, cards=0)["understood"] == understood


def test_what_is_not_here_says_where_to_go(page: Page, home: str, library: Library) -> None:
    asked = [(one, topic) for topic in library.all(Elsewhere) for one in topic.says]
    answers = page.evaluate(ASK, [home, [str(one) for one, _ in asked], {"cards": 0}])
    told = Counter(
        topic.title for (_, topic), answer in zip(asked, answers, strict=True) if (answer["elsewhere"] or {}).get("title") == topic.title
    )
    assert told.total() > 0.8 * len(asked)
    assert {topic.title for topic in library.all(Elsewhere)} == set(told)
    for (one, topic), answer in zip(asked, answers, strict=True):
        assert answer["understood"] == "", "no page has the word, but it is no slip"
        if answer["elsewhere"]:
            assert answer["state"] in ("guess", "none") and not answer["direct"], one
        if one == "社保断缴":
            assert answer["elsewhere"] == {"title": "社保", "instead": topic.instead, "phone": "12333"}


@pytest.mark.parametrize("text", ["社保怎么交", "失业保险金怎么领", "助学贷款怎么还", "办身份证", "火车票改签", "残疾证怎么办理"])
def test_a_question_of_something_else_is_sent_on_though_a_page_has_its_other_words(ask: Ask, text: str) -> None:
    answer = ask(text, cards=0)
    assert answer["elsewhere"] and answer["state"] == "guess" and not answer["direct"]


def test_what_is_here_is_not_sent_elsewhere(page: Page, home: str, library: Library) -> None:
    asked = [
        ask
        for kind, records in library.records.items()
        if kind != "project"
        for one in records.values()
        for ask in getattr(one, "asks", ())
    ][::5]
    answers = page.evaluate(ASK, [home, asked, {"cards": 0}])
    away = [text for text, answer in zip(asked, answers, strict=True) if answer["elsewhere"]]
    unsure = [text for text, answer in zip(asked, answers, strict=True) if answer["state"] != "found"]
    assert len(asked) > 800 and len(away) <= 0.002 * len(asked), away
    assert len(unsure) <= 0.005 * len(asked), unsure


@pytest.mark.parametrize(
    "text",
    [
        "danbao daikuan",
        "创业担保贷款",
        "领养老金的人能申请创业担保贷款吗",
        "找工作难想领一次性创业补贴",
        "打游戏直播开工作室",
        "养老护理项目",
        "开公司要交税吗",
    ],
)
def test_what_is_of_a_page_too_is_found(ask: Ask, text: str) -> None:
    answer = ask(text, cards=0)
    assert answer["elsewhere"] is None and answer["state"] == "found"


@pytest.mark.parametrize("text", ["asdfgh", "qwrtzx", "恐龙蛋饕餮", "饕餮", "jianshen", "xyzzy plugh", "的", "a", "999999999"])
def test_what_means_nothing_is_a_guess_at_most(ask: Ask, text: str) -> None:
    answer = ask(text, cards=0)
    assert answer["state"] in ("guess", "none") and not answer["direct"]
    assert (answer["state"] == "none") == (answer["urls"] == [])


@pytest.mark.parametrize("text", ["", " ", "！？。", "……", "🐑", "()[]", "\u200b"])
def test_signs_alone_are_no_question(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert (answer["state"], answer["urls"], answer["counts"]) == ("empty", [], {})


def test_a_hundred_characters_are_read(ask: Ask) -> None:
    loan = ask("贷款")
    assert not loan["cut"] and not ask("贷" * 100)["cut"]
    long = ask("！" * 98 + "贷款" + "蒙古包租赁")
    assert long["cut"] and long["urls"] == loan["urls"]


NASTY = ["a", "的", "<script>alert(1)</script>", '"', "\\", "(", "[", "'\"`", "__proto__", "constructor", "toString", "怎么办理", "🐑贷款"]


@pytest.mark.parametrize("text", [*NASTY, "\ud800", "贷" * 300, "q" * 300, "1" * 300, "万千十", "-1.5", "\0", "０．５万"])
def test_nothing_typed_is_a_fault(ask: Ask, text: str) -> None:
    assert ask(text)["state"] in ("found", "guess", "none", "empty")


def test_a_very_long_question_is_quick(page: Page, home: str) -> None:
    for text in ("贷款" * 5000, "zhuang" * 1667, "草鸡" * 5000):
        before = page.evaluate("performance.now()")
        assert page.evaluate(ASK, [home, [text], {"cards": 0}])[0]["cut"]
        assert page.evaluate("performance.now()") - before < 1000


@pytest.mark.parametrize("text", ["反担保", "海归回来办公司", "大师工作室", "开店能补多少钱"])
def test_what_is_far_from_the_best_stands_apart(ask: Ask, text: str) -> None:
    answer = ask(text, cards=0)
    assert 0 < answer["near"] < len(answer["urls"])


def test_who_asks_for_a_list_has_all_of_it(ask: Ask) -> None:
    for answer in (ask("东胜20万以内的项目", cards=0), ask("补贴", filters={"kind": ["policy"]}, cards=0)):
        assert answer["near"] == len(answer["urls"]) > 5


# ---- What is read from a question, and filters ----


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("20万以内的项目", [("investment", 20)]),
        ("二十万能干点啥", [("investment", 20)]),
        ("5万块能干点啥", [("investment", 5)]),
        ("50000块能干点啥", [("investment", 5)]),
        ("30平能开啥店", [("area", 30)]),
        ("30个平方的门面", [("area", 30)]),
        ("在东胜开店", [("banner", "东胜区")]),
        ("伊旗五万块的项目", [("banner", "伊金霍洛旗"), ("investment", 5)]),
        ("7万块能做什么生意", [("investment", 7)]),
        ("12.5万以内", [("investment", 12.5)]),
        ("8万", []),
        ("十平米的小店", [("area", 30)]),
        ("一百二十平的房子", [("area", 300)]),
        ("三四万能干点啥", [("investment", 4)]),
        ("一百二十万以内的项目", [("investment", 120)]),
        ("十几万的项目", []),
        ("几十万以内的项目", []),
        ("一年挣五万块的营生", []),
        ("统一平台", []),
        ("贷20万", []),
        ("补贴5000块", []),
        ("151号", []),
        ("20个人", []),
    ],
)
def test_a_place_money_and_room_are_read_from_a_question(ask: Ask, text: str, facets: list[tuple[str, Any]]) -> None:
    assert [(one["key"], one.get("most") or one["value"]) for one in ask(text, cards=0)["facets"]] == facets


def test_what_was_read_narrows_projects_and_can_be_taken_off(ask: Ask, library: Library) -> None:
    projects = {project.url: project for project in library.all(Project)}

    def least(answer: Answer, of: Callable[[Project], float]) -> list[float]:
        return [of(projects[url]) for url in answer["urls"] if url in projects]

    for text, key, of, bound, words in (
        ("开店十万块", "investment", lambda project: project.investment.high, 10, "总投资 10 万元以内"),
        ("30平的店", "area", lambda project: project.premises.area.high, 30, "场地面积 30 平方米以内"),
    ):
        answer = ask(text, cards=0)
        assert [one["words"] for one in answer["facets"]] == [words]
        assert least(answer, of) and max(least(answer, of)) <= bound
        free = ask(text, cards=0, without=[key])
        assert free["facets"] == [] and max(least(free, of)) > bound
    anywhere = ask("东胜的面馆", without=["banner"], cards=0)
    assert anywhere["facets"] == [] and ask("东胜的面馆", cards=0)["facets"]


def test_a_filter_does_not_narrow_its_own_counts(ask: Ask) -> None:
    free = ask("补贴")
    assert sum(free["counts"]["kind"].values()) == free["found"]
    text = "东胜的基地和导师"
    free = ask(text, without=["banner"])
    one = ask(text, filters={"kind": ["base"]}, without=["banner"])
    assert one["counts"]["kind"] == free["counts"]["kind"]
    assert one["found"] == free["counts"]["kind"]["base"] == 1 + sum(one["counts"]["banner"].values()) > 1, "the list is of no banner"
    two = ask(text, filters={"kind": ["base", "studio"]}, without=["banner"])
    assert two["found"] == free["counts"]["kind"]["base"] + free["counts"]["kind"]["studio"]
    assert {hit["kind"] for hit in two["hits"]} == {"基地", "导师"}
    both = ask(text, filters={"kind": ["base", "studio"], "banner": ["东胜区"]}, without=["banner"])
    assert both["found"] == two["counts"]["banner"]["东胜区"] > 0
    assert {hit["banner"] for hit in both["hits"]} == {"东胜"}


def test_clauses_and_values_count_as_documents(ask: Ask) -> None:
    answer = ask("最低工资", filters={"kind": ["document"]})
    assert {hit["kind"] for hit in answer["hits"]} == {"文件"}
    assert {hit["kind"] for hit in ask("二（三）1", filters={"kind": ["document"]})["hits"]} == {"文件"}
    assert {hit["kind"] for hit in ask("担保贷款最多能贷多少", filters={"kind": ["document"]})["hits"]} == {"文件"}
    assert set(answer["counts"]["kind"]) <= {
        "policy",
        "group",
        "project",
        "base",
        "studio",
        "event",
        "document",
        "department",
        "tool",
        "about",
    }


# ---- The answer itself ----


def rows(answer: Answer) -> dict[str, str]:
    return {row["label"]: row["text"] for row in answer["direct"]["rows"]}


def test_an_amount_comes_with_its_clause_validity_and_phone(ask: Ask) -> None:
    direct = ask("一次性创业补贴多少钱")["direct"]
    assert (direct["title"], direct["url"]) == ("一次性创业补贴", "policies/startup-subsidy/")
    assert direct["rows"] == [
        {"label": "给多少", "text": "原定\N{NO-BREAK SPACE}5000 元"},
        {"label": "依据", "text": "151号文 二（一）2", "url": "documents/notice-2022-151/#c-2-1-2"},
        {"label": "现在", "text": "期限已届满，是否继续执行以主管部门答复为准"},
        {"label": "问谁", "text": "人社咨询热线 12333", "url": "tel:12333"},
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("一次性创业补贴多少钱", "给多少"),
        ("一次性创业补贴还有效吗", "现在"),
        ("一次性创业补贴过期了吗", "现在"),
        ("一次性创业补贴问谁", "问谁"),
        ("一次性创业补贴打哪个电话", "问谁"),
    ],
)
def test_what_was_asked_for_is_told_first(ask: Ask, text: str, label: str) -> None:
    answer = ask(text)
    assert answer["direct"]["title"] == "一次性创业补贴" and next(iter(rows(answer))) == label
    assert set(rows(answer)) == {"给多少", "依据", "现在", "问谁"}


def test_a_target_says_that_nothing_was_published(ask: Ask) -> None:
    answer = ask("计划培养多少创业者典型")
    assert answer["direct"]["url"] == "targets/#role-models"
    assert rows(answer) == {"目标": "8 名", "完成": "未公布", "依据": "151号文 二（七）"}


CLAUSES = [(f"{{}} {wording.clause(clause.clause)}", wording.anchor(clause.clause)) for clause in PLAN.outline]


@pytest.mark.parametrize("document", ["151号文", "鄂府办发〔2022〕151号"])
def test_a_clause_is_found_by_its_place(page: Page, home: str, document: str) -> None:
    answers = page.evaluate(ASK, [home, [name.format(document) for name, _ in CLAUSES], {"cards": 0}])
    places = [f"{PLAN.url}#{anchor}" for _, anchor in CLAUSES]
    assert [answer["urls"][0] for answer in answers] == places
    assert [answer["direct"]["url"] for answer in answers] == places, "and not its neighbour's"


def test_a_clause_says_its_outline_and_whether_it_holds(page: Page, home: str) -> None:
    texts = [f"{name.format(PLAN.short)}：{clause.title}" for (name, _), clause in zip(CLAUSES, PLAN.outline, strict=True)]
    for answer, clause in zip(page.evaluate(ASK, [home, texts, {"cards": 0}]), PLAN.outline, strict=True):
        assert rows(answer) == {"概要": clause.summary, "现在": "期限已届满，是否继续执行以主管部门答复为准"}


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("151号文 二（一）2", "documents/notice-2022-151/#c-2-1-2"),
        ("二（三）1", "documents/notice-2022-151/#c-2-3-1"),
        ("个人创业担保贷款最高额度是多少", "parameters/#loan-ceiling-person"),
        ("小微企业创业担保贷款最高额度是多少", "parameters/#loan-ceiling-firm"),
    ],
)
def test_a_place_answers_for_itself(ask: Ask, text: str, url: str) -> None:
    answer = ask(text, cards=0)
    assert answer["urls"][0] == url and answer["direct"]["url"] == url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("人社热线", "departments/#hotline-12333"),
        ("151号文的文号是多少", "documents/notice-2022-151/"),
        ("创业鄂尔多斯行动实施方案的文号", "documents/notice-2022-151/"),
    ],
)
def test_the_answer_is_the_right_one_or_none(ask: Ask, text: str, url: str) -> None:
    direct = ask(text, cards=0)["direct"]
    assert direct is None or direct["url"] == url


def test_a_document_says_its_number(ask: Ask) -> None:
    answer = ask("创业鄂尔多斯行动的文号")
    assert answer["direct"]["url"] == "documents/notice-2022-151/"
    assert rows(answer) == {"文号": "鄂府办发〔2022〕151号", "现在": "期限已届满，是否继续执行以主管部门答复为准"}


def test_a_phone_that_nobody_published_is_said_so(ask: Ask) -> None:
    assert rows(ask("人社局电话是多少")) == {"电话": "未公布"}


@pytest.mark.parametrize(
    "text",
    [
        "示例项目",
        "支持政策",
        "羊肉面馆",
        "社保怎么交",
        "asdfgh",
        "考驾照多少钱",
        "医保报销多少钱",
        "登月工资多少",
        "火星电话多少",
        "电饭煲多少钱",
        "导师工作室",
    ],
)
def test_there_is_no_answer_where_none_was_asked_for_or_nobody_knows(ask: Ask, text: str) -> None:
    assert ask(text)["direct"] is None


# ---- What results show ----


def test_hits_say_what_they_are(ask: Ask) -> None:
    hit = ask("一次性创业补贴")["hits"][0]
    assert (hit["at"], hit["url"], hit["title"], hit["kind"], hit["sum"], hit["validity"]) == (
        *["policies/startup-subsidy/"] * 2,
        "一次性创业补贴",
        "政策",
        "原定\N{NO-BREAK SPACE}5000 元",
        "期限已届满",
    )
    project = ask("焖面")["hits"][0]
    assert (project["kind"], project["sample"], project["banner"]) == ("项目", "示例", "东胜")
    assert project["sum"].startswith("总投资 ") and "焖面" in "".join(text for text, _ in project["line"])


def test_a_project_that_left_says_so_and_comes_late(ask: Ask) -> None:
    left = ask("传统射箭体验馆")
    assert [hit["validity"] for hit in left["hits"] if hit["url"] == "projects/traditional-archery-hall/"] == ["已出库"]
    urls = ask("加盟体验馆", cards=0)["urls"]
    discount, archery = (urls.index(f"projects/{name}/") for name in ("discount-food-corner", "traditional-archery-hall"))
    assert discount < archery


def test_what_is_for_staff_comes_after_what_is_for_all(ask: Ask) -> None:
    urls = ask("加一条内容", cards=0)["urls"]
    assert {"about/", "contribute/"} <= set(urls) and urls.index("about/") < urls.index("contribute/")
    assert ask("改内容", cards=0)["urls"][0] == "contribute/", "asked for by name it is found"


def test_one_idea_in_many_places_does_not_fill_the_first_page(visit: Page, home: str) -> None:
    def like(route: Route) -> None:
        catalogue = route.fetch().json()
        for at in range(8):
            catalogue["title"][at] = f"烤冷面小摊（{'甲乙丙丁戊己庚辛'[at]}街，自己做）"
            catalogue["title"][at + 8] = f"{'糖画花灯灯笼剪纸年画风筝泥人竹编'[2 * at : 2 * at + 2]}小摊（在家门口的集市上自己做自己卖）"
        route.fulfill(body=json.dumps(catalogue))

    visit.route("**/projects/catalogue.json", like)
    visit.goto(f"{home}about/")
    answer = asking(visit, home)("小摊", cards=100)
    stalls = [at for at, hit in enumerate(answer["hits"]) if "烤冷面小摊" in hit["title"]]
    assert len(stalls) == 8 and sum(at < 10 for at in stalls) == 3
    assert [hit["more"] for hit in answer["hits"] if hit.get("more")] == ["烤冷面小摊"]
    assert answer["hits"][stalls[2]]["more"] == "烤冷面小摊"
    assert len(set(answer["urls"])) == answer["found"], "none is lost or told twice"


def marks(parts: list[Any]) -> list[str]:
    return [text for text, marked in parts if marked]


@pytest.mark.parametrize(("text", "mark"), [("焖面", "焖面"), ("燜麵", "焖面"), ("wurenji", "无人机"), ("无人鸡", "无人机")])
def test_what_was_meant_is_marked(ask: Ask, text: str, mark: str) -> None:
    assert mark in [part for hit in ask(text)["hits"] for part in marks(hit["line"])]


@pytest.mark.parametrize("text", ["贷款", "补贴"])
def test_a_word_of_few_pages_is_marked(ask: Ask, text: str) -> None:
    assert text in [part for hit in ask(text)["hits"] for part in marks(hit["line"])]


def test_marks_are_whole_words(page: Page, home: str) -> None:
    """Characters that only meet where one word ends and another begins are no word that was asked for."""
    script = """async ([root, text, pairs]) => {
      const { lexicon } = await import(root + "assets/javascripts/search/lexicon.js");
      const { cards } = await import(root + "assets/javascripts/search/results.js");
      const { line } = await cards({ ...await lexicon(root), root }, new Map(pairs))({ page: { path: "", called: "", said: text } });
      return line;
    }"""

    def marked(text: str, **pairs: bool) -> list[str]:
        return marks(page.evaluate(script, [home, text, list(pairs.items())]))

    text = "出租蒙古包，也租赁桌椅"
    assert marked(text, 包租=True, 古包=True) == []
    assert marked(text, 蒙古=True, 古包=True) == ["蒙古包"]
    assert marked(text, 租赁=True, 桌椅=False) == ["租赁桌椅"], "what says little is marked beside what says much"
    assert marked(text, 租赁=False) == [], "and not alone"
    assert marked("用 SYB 教材", syb=True) == ["SYB"]


@pytest.mark.parametrize(("text", "url"), [("画师", "projects/caravan-road-boardgame/"), ("示波器", "projects/pasture-well-watch/")])
def test_a_word_of_the_text_is_shown_at_its_place(ask: Ask, text: str, url: str) -> None:
    hit = ask(text)["hits"][0]
    assert hit["url"] == url and marks(hit["line"]) == []
    assert text in marks(hit["place"]) and 0 < len("".join(part for part, _ in hit["place"])) <= 72


def test_no_place_where_the_line_says_it(ask: Ask) -> None:
    hit = ask("焖面")["hits"][0]
    assert marks(hit["line"]) == ["焖面"] and hit["place"] == []


# ---- Where something cannot be had ----


@pytest.mark.parametrize("missing", ["DecompressionStream", "pairs.json", "index"])
def test_without_texts_titles_sayings_and_lines_are_searched(visit: Page, home: str, missing: str) -> None:
    if missing == "DecompressionStream":
        visit.add_init_script("delete window.DecompressionStream")
    else:
        visit.route(re.compile(f"/pagefind/{missing}"), lambda route: route.abort())
    visit.goto(f"{home}about/")
    ask = asking(visit, home)
    title, saying = ask("一次性创业补贴"), ask("开店补五千")
    assert title["simple"] and title["urls"][0] == saying["urls"][0] == "policies/startup-subsidy/"
    assert ask("daikuan")["urls"][0] == "policies/guaranteed-loan/"
    assert "projects/caravan-road-boardgame/" not in ask("画师")["urls"]
    if missing == "pairs.json":
        visit.unroute_all()
        again = ask("画师")
        assert not again.get("simple") and again["urls"][0] == "projects/caravan-road-boardgame/", "the next question tries anew"


def test_a_whole_search_is_not_called_simple(answers: list[Answer]) -> None:
    assert not any(answer.get("simple") for answer in answers)


def test_without_a_lexicon_there_is_no_search(page: Page, home: str) -> None:
    assert page.evaluate(OPEN, [home, home]) == "opened"
    assert page.evaluate(OPEN, [home, f"{home}nowhere/"]) == "rejected"


def test_without_a_catalogue_the_other_pages_are_found(visit: Page, home: str) -> None:
    visit.route("**/catalogue.json", lambda route: route.abort())
    visit.goto(f"{home}about/")
    urls = asking(visit, home)("一次性创业补贴")["urls"]
    assert urls[0] == "policies/startup-subsidy/"


def test_works_below_a_path_and_asks_no_other_host(site: Path, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "site").symlink_to(site)
    with serve(tmp_path) as host:
        page = browser.new_page()
        root = f"{host}deep/site/"
        faults = watch(page, root)
        asked: dict[str, int] = defaultdict(int)
        page.on("request", lambda request: asked.__setitem__(request.url, asked[request.url] + 1))
        page.goto(f"{root}about/")
        ask = asking(page, root)
        assert ask("开店补贴")["urls"][0].startswith("policies/")
        assert ask("画师")["hits"][0]["place"]
        assert not faults
        assert not [url for url in asked if "pf_meta" in url or "wasm" in url or "?" in url], "no question, no other reader of the index"
        page.close()
