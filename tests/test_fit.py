"""What a project's page offers to compare with: never more than its own facts say."""

from pathlib import Path

import pytest
from conftest import ON, REPOSITORY

from generator.kinds import Project
from generator.library import Library, load
from generator.pages import projects
from generator.pages.fit import BASES, POLICIES, Fit
from generator.pages.render import Site


@pytest.fixture(scope="module")
def library() -> Library:
    return load(REPOSITORY)[0]


def page(library: Library, project: Project) -> str:
    """The body of a project's page in this library."""
    records = Library(library.root, {**library.records, "project": {project.id: project}})
    return next(page.body for page in projects.pages(Site(records, ON)) if page.path == f"projects/{project.id}/")


def test_items_that_the_project_names_come_first_and_the_others_say_why(library: Library) -> None:
    fit = Fit(library)
    for project in library.all(Project):
        found = fit.policies(project)
        assert [policy.id for policy, _ in found[: len(project.policies)]] == list(project.policies)
        assert len({policy.id for policy, _ in found}) == len(found) <= max(POLICIES, len(project.policies))
        for policy, why in found[len(project.policies) :]:
            shared = [group.short for group in map(library.get, project.suits) if group.named_in(policy.groups)]
            assert why.startswith(f"适合人群里有{shared[0]}")


def test_bases_are_of_the_banner_have_room_and_say_why(library: Library) -> None:
    fit = Fit(library)
    housed = 0
    for project in library.all(Project):
        found = fit.bases(project)
        assert len(found) <= BASES and (project.premises.in_base or not found)
        for base, why in found:
            assert base.banner == project.banner and why.startswith("同在")
            assert project.industry in base.industries or set(project.suits) & set(base.suits)
            assert ("适合" in why) == (project.industry in base.industries)
            housed += 1
    assert housed > 5


def test_a_page_says_where_it_could_be_housed_or_that_nowhere_is_known(library: Library) -> None:
    project = next(p for p in library.all(Project) if Fit(library).bases(p))
    base, why = Fit(library).bases(project)[0]
    assert why in page(library, project) and f"bases/{base.id}/" in page(library, project)
    small = library.records["base"] | {base.id: base.model_copy(update={"area": 1})}
    assert f"bases/{base.id}/" not in page(Library(library.root, {**library.records, "base": small}), project)
    none = Library(library.root, {**library.records, "base": {}})
    assert "还没有公开的基地" in page(none, project) and 'href="../../bases/"' in page(none, project)
    stranger = base.model_copy(update={"industries": (), "suits": ("mentor",)})
    only = Library(library.root, {**library.records, "base": {base.id: stranger}})
    assert f'href="../../bases/#{project.banner}"' in page(only, project) and "没有写明适合这一类" in page(only, project)
    outside = project.model_copy(update={"premises": project.premises.model_copy(update={"in_base": False})})
    assert "不进孵化基地" in page(library, outside)


def test_alike_ids_of_different_kinds_are_not_mixed_up(library: Library) -> None:
    """Parts are rendered once for all pages, by kind and id."""
    industry = library.records["industry"]["trade"].model_copy(update={"id": "dalad"})
    records = {**library.records, "industry": library.records["industry"] | {"dalad": industry}}
    like = next(iter(library.records["project"].values()))
    project = like.model_copy(update={"banner": type(like.banner)("banner", "dalad"), "industry": type(like.industry)("industry", "dalad")})
    body = page(Library(library.root, records), project)
    assert (
        '<a href="../../projects/by_banner/dalad/">达拉特旗</a>' in body
        and '<a href="../../projects/by_industry/dalad/">批发和零售业</a>' in body
    )


def test_a_record_page_is_light_and_reads_without_script(site: Path) -> None:
    found = [file for file in (site / "projects").glob("[a-z]*/index.html") if "_" not in file.parent.name]
    assert len(found) > 60
    for file in found:
        html = file.read_bytes()
        assert len(html) <= 25_000, file
        assert all(part in html.decode() for part in ("风险提示", "持有人自报，不构成收益承诺", "走过的环节", "可以问问的基地")), file
