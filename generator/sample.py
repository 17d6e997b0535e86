"""A library of generated sample projects of any size, to try search, speed and layout on."""

import random
import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from .kinds import Banner, Project
from .library import Library, load
from .problems import Failed

PLACES = (
    "老城区",
    "新城区",
    "镇上",
    "乡里",
    "产业园边上",
    "高速出口旁",
    "学校附近",
    "医院附近",
    "集市里",
    "大型小区里",
    "景区路上",
    "厂区生活区",
    "农贸市场旁",
    "车站附近",
)
SCALES = (0.5, 0.8, 1.5, 2)

PEOPLE = ("suits", "policies")
HISTORY = ("lifecycle", "review_by", "checked_on", "jobs")
"""Fields that only make sense together, so they are taken from one project together."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    """Writes text as a clerk types it: no quotes around what looks like a number or a date."""

    yaml_implicit_resolvers: dict = {}


def _text(dumper: yaml.Dumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def sample(root: Path, projects: int, out: Path) -> None:
    """Write a complete root at `out`: what `root` has, but with `projects` generated projects."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Failed(f"{out} 里已经有东西，请用 --out 指定一个新的或空的文件夹。")
    library, _ = load(root)
    if not any(project.sample for project in library.all(Project)):
        raise Failed(f"{root / Project.path} 里没有可以照着写的示例项目。")
    (out / Project.path).mkdir(parents=True)
    shutil.copy(root / "mkdocs.yml", out)
    for folder in ("content", "overrides"):
        if (root / folder).is_dir():
            shutil.copytree(root / folder, out / folder)
    for number, data in enumerate(_projects(library, projects), 1):
        text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
        (out / Project.path / f"sample-{number:05}.yml").write_text(text, encoding="utf-8")


def _projects(library: Library, wanted: int) -> Iterator[dict[str, Any]]:
    """Projects as they would be typed. The n-th depends on nothing but the library and n."""
    shipped = [library.origin(project).source.data for project in library.all(Project) if project.sample]
    scenes = list(product(library.all(Banner), PLACES, library.words("modes")))
    random.Random(0).shuffle(scenes)
    for index in range(wanted):
        turn, which = divmod(index, len(shipped))
        yield _vary(shipped[which], shipped, scenes[(turn + which) % len(scenes)], index + 1)


def _vary(base: dict[str, Any], shipped: list[dict[str, Any]], scene: tuple[Banner, str, str], number: int) -> dict[str, Any]:
    """`base` in another place, run in another way, on another scale, with parts of other projects."""
    chance = random.Random(number)
    banner, place, mode = scene
    where = f"{banner.title}{place}，{mode}"
    like = chance.choice([data for data in shipped if data["industry"] == base["industry"]])
    past, scale = chance.choice(shipped), chance.choice(SCALES)

    def scaled(amount: str) -> str:
        return re.sub(r"[\d.]+", lambda match: f"{float(match[0]) * scale:g}", amount)

    return (
        base
        | {key: like[key] for key in PEOPLE if key in like}
        | {key: past[key] for key in HISTORY}
        | {
            "title": f"{base['title'].split('（')[0]}（{banner.short}{place}，{mode}）",
            "number": f"示例-{number:04}",
            "sample": "是",
            "summary": f"{base['summary']}这一份设在{where}。",
            "banner": banner.id,
            "mode": mode,
            "source": past["source"],
            "investment": scaled(base["investment"]),
            "startup": scaled(base["startup"]),
            "costs": [cost | {"amount": scaled(cost["amount"])} for cost in base["costs"]],
            "about": f"照“{base['title']}”改写：设在{where}，花费是那一份的 {scale:g} 倍。\n\n{base['about']}",
        }
    )
