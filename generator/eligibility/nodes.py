"""What compiled conditions are made of: the tests below them, and the questions behind those."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def every(nodes: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Some nodes and all below them."""
    for node in nodes:
        yield node
        yield from every([*node.get("all", ()), *node.get("any", ()), *([node["not"]] if "not" in node else [])])


def tests(nodes: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every test below some nodes."""
    return (node["test"] for node in every(nodes) if "test" in node)


def taken(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The tests that show that an exclusion is used up, or the item itself where it is given once."""
    return [exclusion["test"] for exclusion in item.get("exclusions", ())]


def behind(facts: Mapping[str, Any], found: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Some tests, and all those that decide whether their questions are asked."""
    found = list(found)
    for test in found:  # grows on the way
        for fact in filter(None, (test["fact"], test.get("after"))):
            found += [need for need in facts[fact].get("needs", ()) if need not in found]
    return found


def replaced(node: Mapping[str, Any], name: str, other: Mapping[str, Any]) -> Mapping[str, Any]:
    """A node with the one of that id, in it or itself, replaced by another."""
    if node.get("id") == name:
        return other
    changed: dict[str, Any] = {key: [replaced(child, name, other) for child in node[key]] for key in ("all", "any") if key in node}
    if "not" in node:
        changed["not"] = replaced(node["not"], name, other)
    return {**node, **changed}


def turns(test: Mapping[str, Any]) -> bool:
    """Whether time alone can change the answer of a test of months."""
    return test["kind"].startswith("months") and "after" not in test
