"""Who am I: what there is for each group."""

from collections.abc import Iterator

from ..kinds import Event, Group, Policy, Project
from .matrix import Claim, claim
from .page import Page
from .records import coming
from .render import Site

SHOWN = 6
"""How many projects a group's page shows."""


def pages(site: Site) -> Iterator[Page]:
    """`groups/` and a page for every group."""
    policies, groups = site.library.all(Policy), site.library.all(Group)
    showing: dict[str, list[Project]] = {group.id: [] for group in groups}
    for project in site.offered:
        for one in project.suits:
            if len(showing[one]) < SHOWN:
                showing[one].append(project)
    named = {group.id: [policy for policy in policies if group.named_in(policy.groups)] for group in groups}
    yield site.list_page(
        Group,
        "groups.html",
        context={
            "people": [group for group in groups if not group.organisation],
            "organisations": [group for group in groups if group.organisation],
            "counts": {key: len(found) for key, found in named.items()},
        },
    )
    everyone = {group.id for group in groups if group.everyone}
    for group in groups:
        claims = [(policy, claim(policy, group, everyone)) for policy in policies]
        events = coming(site.mentions(group, Event), site.on)
        lists = {"policies": Claim.NAMED, "open_policies": Claim.OPEN, "common": Claim.COMMON}
        context = {name: site.sums_first(policy for policy, one in claims if one == wanted) for name, wanted in lists.items()} | {
            "group": group,
            "projects": showing[group.id],
            "events": events,
        }
        yield site.record_page(group, "group.html", wide=True, keywords=group.short, context=context)
