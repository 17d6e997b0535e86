"""What mkdocs.yml decides: who publishes, under which address, and whether samples are shown."""

import re
from pathlib import Path

import pytest
from conftest import ON, REPOSITORY, TOWN, copied

from generator.library import load
from generator.pages import pages as pages_of
from generator.pages.render import Site
from generator.problems import as_text
from generator.publish import tree
from generator.publish.build import build

OFFICIAL = """site_url: https://rsj.example.gov.cn/chuangye/
extra:
  samples: hide
  menu: [{title: 支持政策, path: policies/}]
  footer: [{title: 关于, path: about/}]
  publisher: 小镇人社局
  publisher_contact: 12345
  site_id_code: "1506000000"
  site_domain: rsj.example.gov.cn
  icp: 备案号一
  police: 备案号二
  report_error_url: https://www.example.gov.cn/report
"""


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town as its government would publish it."""
    root = copied(TOWN, tmp_path_factory.mktemp("official") / "town")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(re.sub(r"(?m)^extra: .*\n", "", settings) + OFFICIAL, "utf-8")
    problems = build(root, root / "site", ON)
    assert not problems, as_text(problems)
    return root / "site"


def test_official_tags_and_footer(official: Path) -> None:
    html = (official / "policies" / "shop" / "index.html").read_text("utf-8")
    for text in (
        'name="SiteIDCode" content="1506000000"',
        'name="SiteDomain" content="rsj.example.gov.cn"',
        'name="Url" content="https://rsj.example.gov.cn/chuangye/policies/shop/"',
        'name="ContentSource" content="小镇人社局"',
        "主办：小镇人社局",
        "备案号一",
        "备案号二",
        'href="https://www.example.gov.cn/report"',
    ):
        assert text in html, text
    assert "演示站" not in html


def test_the_page_for_wrong_addresses_knows_the_sub_path(official: Path) -> None:
    html = (official / "404.html").read_text("utf-8")
    assert 'href="/chuangye/policies/"' in html and 'action="/chuangye/search/"' in html
    assert not re.findall(r'(?:href|src|action)="/(?!chuangye/)', html)


def test_hidden_samples_leave_no_trace(official: Path) -> None:
    assert not any((official / kind / name).exists() for kind, name in (("projects", "noodles"), ("bases", "yard")))
    for page in official.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "示例" not in text and "面馆" not in text and "东街孵化基地" not in text, page
    assert "厨艺工作室" in (official / "studios" / "cook" / "index.html").read_text("utf-8"), "what is no sample stays"
    assert "这里还没有公开的项目" in (official / "projects" / "index.html").read_text("utf-8")


def test_the_site_map_is_absolute(official: Path) -> None:
    listed = re.findall("<loc>https://rsj.example.gov.cn/chuangye/(.*?)</loc>", (official / "sitemap.xml").read_text("utf-8"))
    assert sorted(listed) == sorted(
        file.parent.relative_to(official).as_posix().removeprefix(".") + "/" * (file.parent != official)
        for file in official.rglob("index.html")
    )


def test_the_site_map_has_every_page_but_samples(site: Path) -> None:
    """What the town's holds, for the real pages."""
    made = Site(load(REPOSITORY)[0].published(samples=True), ON)
    written = tree.sitemap(list(pages_of(made)), "https://example.gov.cn/").decode()
    listed = set(re.findall("<loc>https://example.gov.cn/(.*?)</loc>", written))
    pages = {file.parent.relative_to(site).as_posix() + "/": file.read_text("utf-8") for file in site.rglob("index.html")}
    assert listed == {path.removeprefix("./") for path, html in pages.items() if 'content="noindex"' not in html}
    assert len(listed) > 100
