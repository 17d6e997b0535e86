"""A new city's empty site: it checks, builds and reads well, says what is still to fill in, and holds nothing of ours."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import ON, REPOSITORY, serve, watch
from test_city import ours, texts, told

from generator.checks import check
from generator.cli import main
from generator.fields import TO_FILL
from generator.kinds import Industry
from generator.kinds.settings import Extra
from generator.library import load
from generator.problems import has_errors
from generator.publish.build import build
from generator.start import OWN, start


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new city's folder, with its site in it."""
    root = tmp_path_factory.mktemp("start") / "new"
    start(root, ON)
    assert not has_errors(build(root, root / "site", ON))
    return root


def typed(root: Path) -> dict[str, Path]:
    """The files that clerks type, by name."""
    names = (file.relative_to(root) for file in root.rglob("*") if file.suffix in (".yml", ".md"))
    return {name.as_posix(): root / name for name in sorted(names) if name.parts[0] not in ("build", "site")}


def test_check_tells_what_is_to_fill_in_and_nothing_else(begun: Path) -> None:
    problems = check(begun, ON).problems
    assert {(problem.code, problem.severity) for problem in problems} == {("to-fill", "warning")}
    marked = {
        f"{name}:{number}"
        for name, file in typed(begun).items()
        for number, line in enumerate(file.read_text("utf-8").split("\n"), 1)
        if TO_FILL in line and name != "README.md"
    }
    assert len(marked) > 20 and {f"{problem.file}:{problem.line}" for problem in problems} == marked


def test_once_all_is_filled_in_check_says_nothing(begun: Path, tmp_path: Path) -> None:
    root = shutil.copytree(begun, tmp_path / "filled", ignore=shutil.ignore_patterns("build", "site"))
    for file in typed(root).values():
        file.write_text(file.read_text("utf-8").replace(TO_FILL, "新城"), "utf-8")
    assert check(root, ON).problems == []


def test_nothing_of_this_city_is_in_it(begun: Path) -> None:
    words = ours(OWN)
    assert told([*typed(begun).values(), *texts(begun / "site")], words) == []


def test_it_is_shown_whole_without_records(begun: Path, browser) -> None:
    """Every page opens without a complaint, and none has an empty list or table."""
    site = begun / "site"
    pages = sorted(file.parent.relative_to(site).as_posix() for file in site.rglob("index.html"))
    assert {"check", "policies", "projects", "bases", "targets", "documents/plan", "groups/founder"} <= {*pages}
    with serve(site) as home:
        tabs = [browser.new_page() for _ in range(8)]  # the quiet after each page is waited for together
        faults = [watch(tab, home) for tab in tabs]
        for first in range(0, len(pages), len(tabs)):
            shown = list(zip(tabs, pages[first : first + len(tabs)], strict=False))
            for tab, path in shown:
                tab.goto(home + path)
            for tab, path in shown:
                tab.wait_for_load_state("networkidle")
                assert tab.locator("h1").count() == 1, path
                hollow = "ul:not(:has(li)), ol:not(:has(li)), tbody:not(:has(tr)), dl:not(:has(dt)), fieldset:not(:has(input))"
                assert tab.locator(f"article :is({hollow})").count() == 0, path
        for tab in tabs:
            tab.context.close()
        assert not any(faults)


def test_without_a_phone_pages_lead_to_the_window(begun: Path) -> None:
    for page in (begun / "site").rglob("index.html"):
        text = page.read_text("utf-8")
        assert 'href="tel:"' not in text and re.search(r'政策问题请找 <a href="[./]*departments/#hotline">待填写', text), page


def test_what_serves_every_city_is_as_it_is_here(begun: Path) -> None:
    (new, _), (here, _) = load(begun), load(REPOSITORY)
    assert [(one.id, one.code, one.title, one.usual) for one in new.all(Industry)] == [
        (one.id, one.code, one.title, one.usual) for one in here.all(Industry)
    ]
    assert any(one.asks for one in here.all(Industry)) and not any(one.asks for one in new.all(Industry))


def test_it_takes_over_nobodys_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checkout may be that of a city which publishes its site."""
    checkout = shutil.copytree(REPOSITORY, tmp_path / "checkout", ignore=shutil.ignore_patterns("build", "site", ".*", "projects", "tests"))
    shutil.copy(REPOSITORY / ".gitignore", checkout)
    settings = (checkout / "mkdocs.yml").read_text("utf-8")
    for name in ("site_url", *Extra.model_fields):
        settings = re.sub(rf'(?m)^( *{name}:) ""', r"\1 https://www.example.gov.cn/", settings)
    (checkout / "mkdocs.yml").write_text(settings, "utf-8")
    monkeypatch.setattr("generator.start.CHECKOUT", checkout)
    start(tmp_path / "new", ON)
    text = (tmp_path / "new" / "mkdocs.yml").read_text("utf-8")
    assert settings.count("https://www.example.gov.cn/") == 9 and "www.example.gov.cn" not in text
    assert "# 网站域名" in text and text.count("\n") == settings.count("\n")


def test_the_command_says_where_to_read_on(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # no site lies here
    assert main(["start", "new"]) == 0
    assert capsys.readouterr().out == "new 里是一座新城市的空站；下一步写在 new/README.md 里。\n"
    assert len(re.findall(r"(?m)^\d+\. ", Path("new/README.md").read_text("utf-8"))) == 10


@pytest.mark.parametrize("there", ["folder", "file"])
def test_what_is_there_is_not_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str], there: str) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    assert main(["start", str(tmp_path if there == "folder" else mine)]) == 1
    assert "新的或空的文件夹" in capsys.readouterr().err
    assert [file.read_text() for file in tmp_path.iterdir()] == ["mine"]
