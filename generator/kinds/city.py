"""The city that the site is made for: everything about it that no other record says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from ..fields import Area, Hours, Listed, Ref, Some, Text, WanYuan
from .record import Record

if TYPE_CHECKING:
    from .document import Document
    from .vocabulary import Window


class City(Record):
    """The city's name, what its divisions are called, its clock, its plan, and whom to ask."""

    label = "城市资料"
    path = "content/site.yml"
    only = True

    division: Text = Field(title="辖区叫什么，例如“街区”")
    utc_offset: Hours = Field(title="比协调世界时早几小时")
    level: Annotated[str, Listed("document-levels")] = Field(title="本级文件的级别")
    plan: Ref["Document"] = Field(title="创业支持方案是哪份文件")
    ask: Ref["Window"] = Field(title="政策问题问哪个窗口")
    ask_other: Ref["Window"] = Field(title="其他问题问哪个窗口")
    investments: Some[WanYuan] = Field(title="项目按总投资分档，各档到多少")
    areas: Some[Area] = Field(title="项目按场地分档，各档到多大")
    studios_note: Text | None = Field(None, title="导师工作室名单要说明的")
    bases_note: Text | None = Field(None, title="孵化基地名单要说明的")
