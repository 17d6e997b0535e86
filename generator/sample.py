"""A library of generated sample projects of any size, to try search, speed and layout on."""

import random
import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from .kinds import Banner, Project
from .library import Library, load
from .problems import Failed
from .written import typed, unused

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
OWN = ("asks",)
"""Fields whose values are those of one project only."""


def sample(root: Path, projects: int, out: Path) -> None:
    """Write a complete root at `out`: what `root` has, but with `projects` generated projects."""
    unused(out)
    library, _ = load(root)
    if not any(project.sample for project in library.all(Project)):
        raise Failed(f"{root / Project.path} 里没有可以照着写的示例项目。")
    (out / Project.path).mkdir(parents=True)
    shutil.copy(root / "mkdocs.yml", out)
    for folder in ("content", "overrides"):
        if (root / folder).is_dir():
            shutil.copytree(root / folder, out / folder)
    for number, data in enumerate(_projects(library, projects), 1):
        (out / Project.path / f"sample-{number:05}.yml").write_text(typed(data), encoding="utf-8")


def _projects(library: Library, wanted: int) -> Iterator[dict[str, Any]]:
    """Projects as they would be typed. The n-th depends on nothing but the library and n."""
    sources = [library.origin(project).source for project in library.all(Project) if project.sample]
    shipped = [source.data for source in sources if source.data]
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
        {key: value for key, value in base.items() if key not in OWN}
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
            **({"surplus": scaled(base["surplus"])} if "surplus" in base else {}),
            "costs": [cost | {"amount": scaled(cost["amount"])} for cost in base["costs"]],
            "about": f"照“{base['title']}”改写：设在{where}，花费是那一份的 {scale:g} 倍。\n\n{base['about']}",
        }
    )
