"""The search bench: what each engine finds for the labelled queries, what it costs, and how long it takes."""

from statistics import median, quantiles

from playwright.sync_api import Browser

from . import corpora, costs, material, published, queries, reach
from .browser import chromium, serve
from .costs import Cost
from .engines import OPEN, OURS, Engine
from .finding import Found, Sets, by_way, find, shares
from .measure import WORK, NotMeasured, table

SIZES = (0, 2000, 10000)
"""Projects of the libraries that are searched; 0 stands for the real pages."""
ANSWERS = ["engine, set", "queries", "first %", "ten %", "zero %", "hedged %", "off topic", "found %"]
KEEPS = ["engine", "queries", "other answer backwards"]
COSTS = ["engine", "first KB", "files", "second KB", "files", "first ms", "slow ms", "median ms", "p95 ms"]


def bench(sizes: tuple[int, ...] = SIZES) -> None:
    """Print what each engine finds and costs, for the real pages and for each library."""
    with chromium() as browser:
        for projects in sizes:
            sets = _sets(projects)
            blind = {name: asked for name, asked in sets.items() if name != queries.DEVELOPMENT}
            _compare(browser, projects, {name: sets if name == OURS else blind for name in OPEN}, costly=True)


def develop(sizes: tuple[int, ...] = SIZES) -> None:
    """Print what our engine alone finds, of what may be looked at."""
    with chromium() as browser:
        for projects in sizes:
            open_ = {queries.DEVELOPMENT: _sets(projects)[queries.DEVELOPMENT]}
            _compare(browser, projects, {OURS: open_}, costly=False)


def _sets(projects: int) -> Sets:
    """What is asked at that size."""
    if not projects:
        return queries.sets("site")
    titles = corpora.titles(projects)
    return {name: queries.answerable(asked, titles) for name, asked in queries.sets("library").items()}


def _compare(browser: Browser, projects: int, asked: dict[str, Sets], costly: bool) -> None:
    """Ask each engine its sets, one engine after the other, and print what came of it."""
    site, titles = corpora.site(projects), corpora.titles(projects)
    texts = {} if projects else published.texts(site)
    found: dict[str, Found] = {}
    cost: dict[str, Cost] = {}
    notes = []
    for name, sets in asked.items():
        try:
            with serve(material.build(site, WORK / f"material-{site.parent.name}") if name == "Material" else site) as server:
                engine = Engine(name, browser, server)
                found[name] = find(engine, sets, titles, texts)
                if costly:
                    _pay(engine, found[name], cost)
        except NotMeasured as error:
            notes.append(f"{name}: NOT MEASURED, {error}.")
    where = f"{projects} projects" if projects else "the real pages"
    table(
        f"Search over {where} ({len(published.searched(site))} pages indexed)",
        ANSWERS,
        [[f"{name}, {each}", *shares(outcomes)] for name, one in found.items() for each, outcomes in one.sets.items()],
    )
    if OURS in found:
        notes += [f"{OURS}, {name}, right first: {by_way(outcomes)}" for name, outcomes in found[OURS].sets.items()]
        _missed(projects, found[OURS])
    for note in notes:
        print(f"  {note}", flush=True)
    table(
        "The same answer in any order" + ("" if projects else f", and {reach.COUNT} words and strings from the pages"),
        KEEPS + ([] if projects else ["words found %", "strings found %"]),
        [[name, one.asked, one.differ, *one.kept()] for name, one in found.items()],
    )
    if cost:
        table("What a question costs", COSTS, [[name, *one.row(), *_later(found.get(name))] for name, one in cost.items()])


def _pay(engine: Engine, found: Found, cost: dict[str, Cost]) -> None:
    """Add what the engine costs, asked blind queries that it answers: what finds nothing shows nothing, and looks light."""
    blind = [each for name, outcomes in found.sets.items() if name != queries.DEVELOPMENT for each in outcomes]
    asked = [each.query.text for each in blind if each.place is not None] or [each.query.text for each in blind]
    cost[engine.name] = costs.alone(engine, asked)
    if engine.name == OURS:
        cost[f"{OURS}, on its page"] = costs.on_page(engine, asked)


def _later(found: Found | None) -> list[str]:
    """Milliseconds of a question in the middle of a visit."""
    return [f"{median(found.took):.0f}", f"{quantiles(found.took, n=20)[-1]:.0f}"] if found else ["", ""]


def _missed(projects: int, found: Found) -> None:
    """What the engine's makers may learn from: the development queries that were not answered as they should be, and what
    stands on a page and was not found."""
    lines = [f"{each.query.way}\t{each.query.text}\t{', '.join(each.faults)}" for each in found.sets[queries.DEVELOPMENT] if each.faults]
    lines += [f"{what}\t{each}\tnot in ten" for what, lost in found.lost.items() for each in lost]
    (WORK / f"missed-{projects or 'site'}.txt").write_text("".join(f"{line}\n" for line in lines), "utf-8")
