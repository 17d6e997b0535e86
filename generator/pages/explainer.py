"""The explainer: what can I get, why, what is missing. Its rules lie beside it as JSON."""

import json
from collections.abc import Iterator

from ..eligibility.compile import compiled
from ..eligibility.evaluate import Evaluator
from ..eligibility.table import rows
from ..kinds import Policy
from .page import Page
from .render import Site

PATH = "check/"
RULES = "check/rules.json"


def pages(site: Site) -> Iterator[Page]:
    """`check/`: questions where there is script, tables where there is none."""
    decided = [policy for policy in site.library.all(Policy) if policy.decided]
    others = [policy for policy in site.library.all(Policy) if not policy.decided]
    yield site.page(
        "check.html",
        path=PATH,
        title="我能得到什么",
        description="回答几个问题，看看符合哪些支持、还差什么。回答只留在您的浏览器里。",
        section=site.section(Policy),
        crumbs=(("首页", ""), ("支持政策", "policies/")),
        wide=True,
        script="assets/javascripts/explainer/check.js" if decided else "",
        kind="tool",
        context={"decided": [(policy, rows(policy, site.library)) for policy in decided], "others": others},
    )


def lengths(site: Site) -> dict[str, int]:
    """How many questions each item that answers decide is asked about by."""
    rules = compiled(site)
    return {item["id"]: Evaluator({**rules, "items": [item]}, site.on).length() for item in rules["items"] if item.get("decided")}


def rules(site: Site) -> bytes:
    """The compiled rules as the browser loads them: one request."""
    return json.dumps(compiled(site), ensure_ascii=False, separators=(",", ":")).encode()
