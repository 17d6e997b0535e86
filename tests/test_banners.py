"""One page a division: what the records hold there, and its neighbours both ways."""

import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import ON, REPOSITORY

from generator.kinds import Banner, Base, Studio, Window
from generator.library import load
from generator.pages.banners import by_banner, place
from generator.pages.render import Site


@pytest.fixture(scope="module")
def made() -> Site:
    return Site(load(REPOSITORY)[0], ON)


def test_neighbours_are_neighbours_both_ways(made: Site) -> None:
    beside = {banner.id: {other.id for other, _ in place(made, banner).neighbours} for banner in made.library.all(Banner)}
    assert all(name in beside[other] for name, others in beside.items() for other in others)
    assert all(beside.values()) and not any(name in others for name, others in beside.items())
    assert beside["kangbashi"] == {"dongsheng", "ejin-horo"} and len(beside["hanggin"]) == 5


def test_a_page_holds_all_that_is_in_its_banner(made: Site, site: Path) -> None:
    for banner, count in by_banner(made):
        html = (site / banner.url / "index.html").read_text("utf-8")
        main = html[html.index("<article>") : html.index("</article>")]
        for kind in (Base, Studio):
            here = {f"../../../{one.url}" for one in made.library.all(kind) if one.banner == banner.id}
            assert set(re.findall(rf'href="(\.\./\.\./\.\./{kind.showing().path}[a-z0-9-]+/)"', main)) == here, (banner.id, kind)
        assert f'<a href="#projects">创业项目<span class="count">{count}</span>' in main
        assert all(f"#{window.id}" in main for window in made.library.all(Window) if window.each)
        assert re.search("“原则上不少于 10.人”，完成数未公布", main)


def test_tiles_say_the_number_that_shades_them(made: Site, site: Path) -> None:
    counts = Counter(project.banner for project in made.offered)
    html = (site / "index.html").read_text("utf-8")
    tiles = re.findall(r'--share:([\d.]+)"><a href="projects/by_banner/([a-z-]+)/"><strong>[^<]+</strong><span>(\d+).个项目', html)
    assert {name: (int(number), float(share)) for share, name, number in tiles} == {
        name: (count, round(count / max(counts.values()), 2)) for name, count in counts.items()
    }
