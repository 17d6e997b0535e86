"""The real site as built: every link and anchor, every head, nothing from elsewhere."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest


class Document(HTMLParser):
    """What the checks need of one page."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[tuple[str, dict]] = []
        self.sources: list[str] = []
        self.ids: list[str] = []
        self.metas: list[dict] = []
        self.headings: list[str] = []
        self.labels: set[str] = set()
        self.fields: list[dict] = []
        self.lang = ""
        self.title = ""
        self.open: list[str] = []
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        match tag:
            case "a":
                self.links.append((attrs["href"], attrs))
            case "form":
                self.links.append((attrs.get("action", ""), attrs))
            case "script" | "img" if "src" in attrs:
                self.sources.append(attrs["src"])
            case "link":
                self.sources.append(attrs["href"])
            case "meta":
                self.metas.append(attrs)
            case "html":
                self.lang = attrs.get("lang", "")
            case "title" if self.title:
                pass  # of a drawing
            case "label" | "title":
                self.labels.add(attrs.get("for", ""))
                self.open.append(tag)
            case "input" | "select":
                self.fields.append(attrs | {"within": "label" in self.open})
            case "h1" | "h2" | "h3" | "h4":
                self.headings.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data):
        if "title" in self.open:
            self.title += data


@cache
def read(file: Path) -> Document:
    return Document(file)


def pages(site: Path) -> list[Path]:
    return sorted(file for file in site.rglob("*.html") if "pagefind" not in file.relative_to(site).parts)


def target(site: Path, page: Path, href: str) -> Path:
    """The file that a link leads to; the 404 page links from the root."""
    path = unquote(urlsplit(href).path)
    place = site / path.lstrip("/") if path.startswith("/") else page.parent / path
    return (place / "index.html" if not path or path.endswith("/") or place.is_dir() else place).resolve()


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    broken = []
    for page in pages(site):
        for href, _ in read(page).links:
            parts = urlsplit(href)
            if parts.scheme:
                continue
            file = page if not parts.path else target(site, page, href)
            if not file.is_file() or (parts.fragment and parts.fragment not in read(file).ids):
                broken.append(f"{page.relative_to(site)} → {href}")
    assert not broken
    assert len(pages(site)) > 150


def test_links_are_relative_so_that_the_site_may_live_under_a_sub_path(site: Path) -> None:
    for page in pages(site):
        if page.name != "404.html":
            everything = [href for href, _ in read(page).links] + read(page).sources
            assert not [href for href in everything if href.startswith("/")], page


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page in pages(site):
        for source in read(page).sources:
            assert not urlsplit(source).netloc, f"{page}: {source}"
            assert target(site, page, source).is_file(), f"{page}: {source}"
    for file in site.rglob("*.css"):
        if "stylesheets" in file.parts and file.name == "site.css":
            assert not re.search(r"url\(['\"]?https?:", file.read_text("utf-8"))


def test_links_out_lead_to_government_hosts_only(site: Path) -> None:
    for page in pages(site):
        for href, attrs in read(page).links:
            parts = urlsplit(href)
            if parts.scheme in ("http", "https"):
                assert parts.netloc.endswith(".gov.cn") and attrs.get("rel") == "external", f"{page}: {href}"
            else:
                assert parts.scheme in ("", "tel")


def test_every_page_has_its_frame(site: Path) -> None:
    for page in pages(site):
        document = read(page)
        assert document.lang == "zh-CN", page
        assert not [field for field in document.fields if field.get("type") == "checkbox" and "autocomplete" in field], page
        assert document.headings.count("h1") == 1, page
        assert document.headings[0] == "h1", page
        assert len(document.ids) == len(set(document.ids)), page
        unlabelled = [field for field in document.fields if not field["within"] and field.get("id") not in document.labels]
        assert not unlabelled, page
        assert "演示站，非政府网站" in page.read_text("utf-8"), page


def test_the_page_for_wrong_addresses_has_a_title_of_its_own(site: Path) -> None:
    titles = [read(page).title for page in pages(site)]
    assert all(title.endswith("创业鄂尔多斯") for title in titles)
    assert titles.count(read(site / "404.html").title) == 1


def test_nothing_is_published_that_no_page_loads(site: Path) -> None:
    """Of what stands beside pages, data and indexes: what pages name, and what scripts name, from one to the next."""
    wanted = {target(site, page, source) for page in pages(site) for source in read(page).sources}
    loaded: set[Path] = set()
    while wanted:
        loaded.add(file := wanted.pop())
        if file.suffix == ".js":
            named = re.findall(r'"(\.{0,2}/?[\w/]+\.js)"', file.read_text("utf-8"))
            wanted |= {(file.parent / name).resolve() for name in named} - loaded
    there = {file.resolve() for file in (site / "assets").rglob("*") if file.is_file() and "LICENSE" not in file.name}
    assert there == {file for file in loaded if file.is_relative_to((site / "assets").resolve())}


def test_tags_of_government_sites(site: Path) -> None:
    every = {"SiteName"}
    lists = every | {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
    articles = lists | {"ArticleTitle", "PubDate", "ContentSource"}

    def tags(path: str) -> dict[str, str]:
        return {meta["name"]: meta["content"] for meta in read(site / path / "index.html").metas if "name" in meta}

    assert every <= tags(".").keys()
    for path in ("policies", "projects", "bases", "studios", "groups", "documents", "search"):
        assert lists <= tags(path).keys(), path
    for path in ("policies/startup-subsidy", "documents/notice-2022-151", "projects/steppe-lamb-noodles", "targets"):
        found = tags(path)
        assert articles <= found.keys(), path
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", found["PubDate"])
    for page in pages(site):
        metas = [meta for meta in read(page).metas if "name" in meta]
        assert all(meta["content"] for meta in metas), page
        assert len(metas) == len({meta["name"] for meta in metas}), page
        assert "SiteIDCode" not in {meta["name"] for meta in metas}, "no code is made up"


def test_samples_are_visibly_samples_and_stay_out_of_search_engines(site: Path) -> None:
    found = 0
    for kind in ("projects", "studios", "bases", "events"):
        for page in (site / kind).glob("[a-z]*/index.html"):
            if "_" in page.parent.name:
                continue
            text = page.read_text("utf-8")
            assert '<meta name="robots" content="noindex">' in text, page
            assert "<title>示例：" in text and 'name="description" content="示例，不是真实信息。' in text, page
            assert 'name="ArticleTitle" content="示例：' in text, page
            assert 'badge--amber">示例</span>' in text and "这是示例" in text, page
            found += 1
    assert found >= 80


def test_samples_say_so_wherever_they_are_named(site: Path) -> None:
    """No list names an invented record without the word, wherever it stands."""
    sample = re.compile(r'href="[./]*(?:projects|studios|bases|events)/[a-z0-9-]+/"')
    named = 0
    for page in pages(site):
        for entry in re.findall(r"<li\b(?:(?!</?li\b).)*</li>", page.read_text("utf-8"), re.DOTALL):
            if sample.search(entry):
                assert "示例" in entry, (page, entry)
                named += 1
    assert named > 300


def test_a_list_of_nothing_but_samples_says_so(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    assert home.count("现在列的都是示例。") == 4, "projects, bases, mentors, and the tiles that count projects"
    for path in ("projects", "projects/by_banner/dongsheng", "bases", "studios", "events"):
        description = next(meta["content"] for meta in read(site / path / "index.html").metas if meta.get("name") == "description")
        assert description.endswith("现在列的都是示例。"), path
    for path in ("events", ".", *(f"events/{page.parent.name}" for page in (site / "events").glob("[a-z]*/index.html"))):
        seen = re.findall(
            r"<span class=\"badge[^>]*>(正在报名|还没开始|正在进行|已经结束)<", (site / path / "index.html").read_text("utf-8")
        )
        assert not seen, f"{path}: nothing happens on a day"


def test_every_list_of_items_says_that_the_plan_is_over(site: Path) -> None:
    lists = 0
    for page in pages(site):
        text = page.read_text("utf-8")
        if "rows--links" in text and re.search(r'<li><a href="[./]*policies/', text):
            said = re.sub("<[^>]+>", "", text)
            assert "151号文的规划期已届满。下面的支持" in said or "151号文的规划期到2025年12月31日为止，已经届满" in said, page
            lists += 1
    assert lists > 100


def test_samples_have_nobody_to_call_no_level_and_no_results(site: Path) -> None:
    for kind in ("projects", "studios", "bases", "events"):
        for page in (site / kind).glob("[a-z]*/index.html"):
            article = re.findall(r"<article>.*</article>", page.read_text("utf-8"), re.DOTALL)[0]
            if "这是示例" in article:
                assert "tel:" not in article, page
                assert not re.search(r"(国家|自治区|市|旗区)级", article), page
                for name in ("带动就业", "在孵企业", "累计孵化成功"):
                    assert all(value == "未公布" for value in re.findall(rf"<dt>{name}</dt><dd>([^<]*)", article)), page


def test_documents_stand_below_what_they_rest_on_and_each_once(site: Path) -> None:
    html = (site / "documents" / "index.html").read_text("utf-8")
    tree = html[html.index('<ul class="tree">') :]
    way: list[str] = []
    above: dict[str, list[str]] = {}
    for opened, name in re.findall(r'<(/?li)>|<a href="\.\./documents/([a-z0-9-]+)/">', tree):
        if name:
            assert name not in above, name
            above[name] = [*way[:-1]]
            way[-1] = name
        elif opened == "li":
            way.append("")
        else:
            way.pop()
    assert above["subsidy-rules-2022-79"] == ["plan-2022-31", "notice-2022-151"]
    assert above["loan-2024-14"] == ["loan-2023-75"] and not above["min-wage-2024"]
    assert len(above) == len(list((site / "documents").glob("*/index.html")))
    assert "41 项支持靠它" in tree.replace("\N{NO-BREAK SPACE}", " ")


def test_no_line_ends_inside_a_reference_a_number_or_a_sum(site: Path) -> None:
    parts = re.compile("〔\\d{4}〕\\d+号|[一二三四五]（[一二三四五六七]）|\\d+号文|\\d[ \N{NO-BREAK SPACE}]?(?:万元|元)")
    held = re.compile(r"<(?:svg|option)\b.*?</(?:svg|option)>|<\w+[^>]*\bnowrap\b[^>]*>[^<]*|<[^>]*>", re.DOTALL)
    for page in pages(site):
        article = page.read_text("utf-8").partition("<article>")[2].partition("</article>")[0]
        assert not parts.findall(held.sub("\n", re.sub("<code>.*?</code>", "", article, flags=re.DOTALL))), page


def test_nothing_of_the_ended_period_reads_as_available(site: Path) -> None:
    for page in (site / "policies").glob("*/index.html"):
        text = page.read_text("utf-8")
        held = re.findall(
            r'<span class="term__head"><a[^>]*>(?:<span class="nowrap">)?([^<]*)(?:</span>)?</a>\s*<span class="badge[^>]*>([^<]*)<', text
        )
        assert ("151号文", "期限已届满") in held, page
        assert len(held) > 1 or "这是文件给部门定的任务" in text or "不等于一定办不了，也不等于还能办" in text, page
        assert {state for name, state in held if name != "151号文"} <= {"有效", "期限内", "有效性待核对"}, page
    for page in pages(site):
        assert "现行有效" not in re.sub("“现行有效”", "", page.read_text("utf-8")), page


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("policies/startup-subsidy", ["5000", "一次性", "二（一）2", "鄂府办发〔2022〕151号"]),
        ("policies/training-subsidy", ["没写金额", "151号文没有写，它点名的文件本站没有读到"]),
        ("policies/tax-relief", ['请拨 <a href="tel:12366">12366</a> 咨询']),
        ("documents/notice-2022-151", ["2022—2025年"]),
        ("policies/internship-subsidy", ["60%", "1362 元", "1188 元", "待主管部门核对", "估算"]),
        ("policies/guaranteed-loan", ["30", "400", "2024年9月13日发文，从哪天施行没看到", "待主管部门核对"]),
        ("policies/incubation-subsidy", ["一次性创业补贴", "不能同时享受"]),
        ("targets", ["3000 人以上", "未公布"]),
        ("documents/notice-2022-151", ["c-2-1-2", "c-3-4", "2022年10月24日", "2022-12-13 16:08"]),
    ],
)
def test_the_facts_stand_on_the_page(site: Path, path: str, texts: list[str]) -> None:
    html = (site / path / "index.html").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    said = re.sub("<[^>]+>", "", html)  # words that are explained are links
    assert not [text for text in texts if text not in html and text not in said]


def test_a_sum_of_another_document_says_so_beside_it(site: Path) -> None:
    """The page names once where all else is from."""
    for name, source in (("guaranteed-loan", "loan-2024-14"), ("internship-subsidy", "min-wage-2024")):
        page = (site / "policies" / name / "index.html").read_text("utf-8")
        sums = re.findall(r'<p class="answer__sum">.*?</p>', page, re.DOTALL)
        assert sums and all(f"documents/{source}/" in one for one in sums), name
        assert "没有另外标明的，都出自" in page, name


def test_no_list_of_sums_leaves_out_that_they_were_planned(site: Path) -> None:
    for place, mark in (("index.html", "purses"), ("who/index.html", "matrix__sum"), ("index.html", "matrix__sum")):
        page = (site / place).read_text("utf-8")
        found = re.findall(r'<ul class="purses">.*?</ul>|<span class="matrix__sum">.*?</th>', page, re.DOTALL)
        told = [one for one in found if mark in one and "5000" in one]
        assert told and all("原定" in one for one in told), place
