"""Who am I: what there is for each group."""

from collections.abc import Iterator

from ..kinds import Group, Policy, Project
from . import columns
from .page import Page
from .render import Site, address

EVERYONE = "founder"
"""The group whose items are for everybody who starts a business."""
SHOWN = 6
"""How many projects a group's page shows."""


def pages(site: Site) -> Iterator[Page]:
    """`groups/` and a page for every group."""
    groups = site.library.all(Group)
    showing: dict[str, list[Project]] = {group.id: [] for group in groups}
    for project in site.listed:
        for one in project.suits:
            if len(showing[one]) < SHOWN:
                showing[one].append(project)
    named = {group.id: [p for p in site.library.all(Policy) if group.id in p.groups] for group in groups}
    yield site.page(
        "groups.html",
        path="groups/",
        title="我是谁",
        description=columns.GROUPS.description,
        column=columns.GROUPS,
        crumbs=(("首页", ""),),
        wide=True,
        context={
            "people": [g for g in groups if not g.organisation],
            "organisations": [g for g in groups if g.organisation],
            "counts": {key: len(policies) for key, policies in named.items()},
        },
    )
    for group in groups:
        own = named[group.id]
        common = [] if group.organisation or group.id == EVERYONE else [p for p in named.get(EVERYONE, ()) if p not in own]
        yield site.page(
            "group.html",
            path=address(group),
            title=group.title,
            description=group.summary,
            column=columns.GROUPS,
            crumbs=(("首页", ""), ("我是谁", "groups/")),
            kind="group",
            wide=True,
            keywords=group.short,
            context={
                "group": group,
                "policies": own,
                "common": common,
                "open_policies": []
                if group.organisation or group.id == EVERYONE
                else [p for p in site.library.all(Policy) if p.groups_open and p not in own and p not in common],
                "projects": showing[group.id],
            },
        )
