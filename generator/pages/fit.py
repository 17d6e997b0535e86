"""What fits a project by its own facts: support items to compare with, and bases to ask. Nothing here says that anyone gets anything."""

from functools import cache

from ..fields import Ref
from ..kinds import Banner, Base, Group, Industry, Policy, Project
from ..library import Library

POLICIES = 6
"""How many support items a project's page shows at most; those that its holder listed come first."""
BASES = 3
"""How many bases a project's page shows at most."""


class Fit:
    """Matches projects with support items and bases. Made once for a library: what alike projects share is found once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._groups = {group.id: group for group in library.all(Group) if not group.organisation}
        self._items = [(policy, frozenset(policy.groups)) for policy in library.all(Policy)]
        self._bases = {banner.id: [base for base in library.all(Base) if base.banner == banner.id] for banner in library.all(Banner)}
        self._found_for_groups = cache(self._for_groups)
        self._found_in_banner = cache(self._in_banner)

    def policies(self, project: Project) -> list[tuple[Policy, str]]:
        """Items to compare with, each with why it is shown; those that the project itself names need no reason."""
        named = [(self._library.get(ref), "") for ref in project.policies]
        others = [found for found in self._found_for_groups(project.suits) if found[0].id not in project.policies]
        return named + others[: max(0, POLICIES - len(named))]

    def bases(self, project: Project) -> list[tuple[Base, str]]:
        """Bases of the project's banner that have the room and name its industry or its people, each with why."""
        if not project.premises.in_base:
            return []
        found = self._found_in_banner(project.banner, project.industry, project.suits)
        return [(base, why) for base, why in found if base.area is None or project.premises.area.low <= base.area][:BASES]

    def has_bases(self, banner: str) -> bool:
        """Whether any base of a banner is public."""
        return bool(self._bases[banner])

    def _for_groups(self, suits: tuple[str, ...]) -> list[tuple[Policy, str]]:
        """Items that name some of these people, those that name the most first."""
        found = [
            (policy, [group for group in suits if group in self._groups and self._groups[group].named_in(groups)])
            for policy, groups in self._items
        ]
        found = sorted(((policy, shared) for policy, shared in found if shared), key=lambda pair: -len(pair[1]))
        return [(policy, f"适合人群里有{self._names(shared)}") for policy, shared in found]

    def _in_banner(self, banner: Ref["Banner"], industry: Ref["Industry"], suits: tuple[str, ...]) -> list[tuple[Base, str]]:
        """A banner's bases that name this industry or these people, those that name both first."""
        found = []
        for base in self._bases[banner]:
            shared = [group for group in suits if group in base.suits and group in self._groups]
            why = [f"同在{self._library.get(banner).title}"]
            if industry in base.industries:
                why.append(f"适合{self._library.get(industry).short}类")
            if shared:
                why.append(f"面向{self._names(shared)}")
            if len(why) > 1:
                found.append((len(why), base, "，".join(why)))
        return [(base, why) for _, base, why in sorted(found, key=lambda one: -one[0])]

    def _names(self, groups: list[str]) -> str:
        """Two groups by name; more are only counted."""
        names = "、".join(self._groups[group].short for group in groups[:2])
        return f"{names}等 {len(groups)} 类人" if len(groups) > 2 else names
