"""The project library as data: what the library page filters, sorts and compares, and what other sites may read.

`projects/catalogue.json` holds every public project, those that were taken out of the library included. It is written by column,
because ten thousand projects written one by one would be four times as large:

    {
      "format": 1,
      "projects": 3,                            how many
      "listed": ["入册", "上墙"],                the stages in which the library offers a project
      "id": ["a", "b", "c"],                    one each: the page is projects/<id>/
      "title": ["面馆", …],                      one each; the order of all columns is that of the titles
      "columns": {
        "banner": {"values": ["east", "west"], "rows": "010"},
        "investment": {"values": [[8, 15], [3.5, 6]], "rows": "001"},
        …
      },
      "facets": [
        {"key": "banner", "title": "街区", "column": "banner", "options": [["east", "东街"], …], "of": [[0], [1]]},
        …
      ],
      "summaries": {"path": "in_brief/{}.json", "size": 24},
      "compared": {"path": "side_by_side/{}.json", "size": 6, "by": ["一句话", "总投资", …]},
      "labels": {"project": "项目", "sample": "示例", "stages": {"paused": "已停办", …}}
    }

`rows` has one character for each project: its code minus 48 is a place in `values`, counted from 0. The columns are
`banner`, `industry`, `suits` (ids of groups), `source`, `mode`, `stage`, `premises` (whether it may stand in a base), `area` (a class),
`investment` and `payback` (`[low, high]`, in 万元 and in months, the holder's own figures), `entered` (the day it entered the
library, in days since 1970-01-01), `tags`, and `sample` (an invented project that only shows what the page looks like).

A facet groups a column's values for readers: `of` gives for each value the places of its options. Money and area are
classed by their upper end, so that what is offered for 5 万元 needs no more than that. Options that no project has are left out.

`labels` are what a reader is told: what a project's page is called, the mark of a sample, and what is said of a stage in which
a project is not offered.

A card's one-line summary is in another file, an object of summaries by id. Sort all projects by day of entry, then by their
place in the catalogue, and cut into `size`: the n-th part, counted from 0, is file n. So a new project changes the last files only.
What projects are compared by is in files of the same order: by id, a list of a text or several for each of `by`.
"""

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from .. import labels
from ..fields import Span
from ..kinds import Banner, Group, Industry, Project, Stage
from ..wording import number
from .comparison import facts
from .figures import Bars, bars
from .render import Site

PATH = "projects/"
SUMMARIES = {"path": "in_brief/{}.json", "size": 24}
COMPARED = {"path": "side_by_side/{}.json", "size": 6}
_EPOCH = 719_163
"""1970-01-01 as an ordinal."""


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The catalogue and what is said of each project: name and content of each file."""
    projects = sorted(site.library.all(Project), key=lambda project: (project.title, project.id))
    yield f"{PATH}catalogue.json", _json(catalogue(site, projects))
    projects.sort(key=site.library.entered_on)  # stable: on the same day they stay in the catalogue's order
    yield from _parts(SUMMARIES, projects, lambda project: project.summary)
    yield from _parts(COMPARED, projects, lambda project: [*facts(project, site.library).values()])


def _parts(kept: dict[str, Any], projects: Sequence[Project], said: Callable[[Project], Any]) -> Iterator[tuple[str, bytes]]:
    """What is said of each project, in files of a few."""
    for place, start in enumerate(range(0, len(projects), kept["size"])):
        part = projects[start : start + kept["size"]]
        yield PATH + kept["path"].format(place), _json({project.id: said(project) for project in part})


def catalogue(site: Site, projects: Sequence[Project]) -> dict[str, Any]:
    """The columns and facets of `projects`, which stand in the order of their titles."""
    library = site.library
    columns = {name: _column(list(map(value, projects))) for name, value in _columns(site).items()}
    values = {name: column["values"] for name, column in columns.items()}
    banners = sorted(library.all(Banner), key=lambda banner: (banner.row, banner.column))
    industries = sorted(library.all(Industry), key=lambda industry: industry.code)
    facets = [
        ("banner", site.labels["banner"], "banner", _named(banners), None),
        ("industry", site.labels["industry"], "industry", _named(industries), None),
        (
            "investment",
            "总投资（按上限）",
            "investment",
            _classes(site.city.investments, "万元"),
            lambda pair: [_class(pair[1], site.city.investments)],
        ),
        ("suits", "适合人群", "suits", _named(library.all(Group)), lambda groups: groups),
        (
            "premises",
            "孵化基地",
            "premises",
            [("base", "可以进基地"), ("own", "要另找地方")],
            lambda in_base: ["base" if in_base else "own"],
        ),
        ("area", "场地面积（按上限）", "area", _classes(site.city.areas, "平方米"), None),
        ("stage", "阶段", "stage", [(stage.id, stage.title) for stage in library.all(Stage)], None),
        ("source", "来源", "source", [(source, source) for source in library.words("sources")], None),
    ]
    return {
        "format": 1,
        "projects": len(projects),
        "listed": [stage.id for stage in library.all(Stage) if stage.offered],
        "id": [project.id for project in projects],
        "title": [project.title for project in projects],
        "columns": columns,
        "facets": [
            _facet(key, title, column, options, list(map(keys or (lambda value: [value]), values[column])))
            for key, title, column, options, keys in facets
        ],
        "summaries": SUMMARIES,
        "compared": COMPARED | {"by": [site.labels[key] for key in labels.PROJECT]},
        "labels": {
            "project": site.called[Project.kind],
            "sample": labels.SAMPLE,
            "stages": {stage.id: stage.apart.state for stage in library.all(Stage) if stage.apart},
        },
    }


def _columns(site: Site) -> dict[str, Callable[[Project], Hashable]]:
    """What stands in each column for a project."""
    return {
        "banner": lambda project: project.banner,
        "industry": lambda project: project.industry,
        "suits": lambda project: tuple(sorted(project.suits)),
        "source": lambda project: project.source,
        "mode": lambda project: project.mode,
        "stage": lambda project: project.now.stage,
        "premises": lambda project: project.premises.in_base,
        "area": lambda project: _class(project.premises.area.high, site.city.areas),
        "investment": lambda project: _pair(project.investment),
        "payback": lambda project: _pair(project.payback),
        "entered": lambda project: site.library.entered_on(project).toordinal() - _EPOCH,
        "tags": lambda project: project.tags,
        "sample": lambda project: project.sample,
    }


def spread(site: Site) -> dict[str, Bars]:
    """How many of the projects that the library offers need which money at most, and suit which groups."""
    bounds = site.city.investments
    money = Counter(_class(project.investment.high, bounds) for project in site.offered)
    people: Counter[str] = Counter(group for project in site.offered for group in project.suits)
    return {
        "最多要投多少": _counted([(words, money[key]) for key, words in _classes(bounds, "万元")]),
        "适合谁": _counted(sorted(((group.short, people[group.id]) for group in site.library.all(Group)), key=lambda pair: -pair[1])),
    }


def _counted(counts: list[tuple[str, int]]) -> Bars:
    return bars([(name, count, count, f"{count} 个") for name, count in counts if count])


def _column(cells: list[Hashable]) -> dict[str, Any]:
    """Each value once, the frequent first, and a character a project."""
    values = [value for value, _ in sorted(Counter(cells).items(), key=lambda pair: (-pair[1], str(pair[0])))]
    codes = {value: chr(48 + place) for place, value in enumerate(values)}
    return {"values": values, "rows": "".join(map(codes.__getitem__, cells))}


def _facet(key: str, title: str, column: str, options: list[tuple[str, str]], of: list[Sequence[str]]) -> dict[str, Any]:
    used = set().union(*of)
    options = [option for option in options if option[0] in used]
    places = {option[0]: place for place, option in enumerate(options)}
    return {"key": key, "title": title, "column": column, "options": options, "of": [[places[one] for one in ones] for ones in of]}


def _named(records: Sequence[Banner | Industry | Group]) -> list[tuple[str, str]]:
    """Key and words of each record."""
    return [(record.id, record.short) for record in records]


def _classes(bounds: tuple[float, ...], unit: str) -> list[tuple[str, str]]:
    """Key and words of each class."""
    between = [(f"{low:g}-{high:g}", f"{low:g}–{high:g} {unit}") for low, high in pairwise(bounds)]
    return [(f"0-{bounds[0]:g}", f"{bounds[0]:g} {unit}以内"), *between, (f"{bounds[-1]:g}-", f"{bounds[-1]:g} {unit}以上")]


def _class(value: float, bounds: tuple[float, ...]) -> str:
    """The key of the class that `value` is in; a bound belongs to the class that it ends."""
    low = 0.0
    for high in bounds:
        if value <= high:
            return f"{low:g}-{high:g}"
        low = high
    return f"{low:g}-"


def _pair(span: Span) -> tuple[float, float]:
    return _short(span.low), _short(span.high)


def _short(value: float) -> float:
    """A number that is written without needless zeros."""
    return int(value) if value == int(value) else float(number(value))


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
