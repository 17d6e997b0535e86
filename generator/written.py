"""New folders of records, written as a clerk would type them."""

from pathlib import Path
from typing import Any, ClassVar

import yaml

from .problems import Failed


def unused(out: Path) -> None:
    """See to it that nothing lies at `out` yet. Raises Failed."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Failed(f"{out} 里已经有东西，请指定一个新的或空的文件夹。")


def typed(data: dict[str, Any], width: int = 10**6, *, brief: bool = False) -> str:
    """Some data as YAML, in lines of at most `width`; `brief` puts what holds nothing but texts on one line."""
    flow = None if brief else False
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width, default_flow_style=flow)
    return text


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # which of the two there is depends on the machine
    """Writes text as a clerk types it: no quotes around what looks like a number or a date."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


def _text(dumper: yaml.Dumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)
