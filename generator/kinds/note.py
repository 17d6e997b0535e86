"""Pages that staff write by hand: about the site, privacy, how to take part."""

from __future__ import annotations

from pydantic import Field

from ..fields import Asked, Flag, Markdown, Order, Text
from .cite import Cited
from .record import Record, Section, Shown


class Note(Record):
    """A page in Markdown. What stands between the lines `---` on top is its record, and what follows them is its `body`."""

    label = "说明页"
    path = "content/pages"
    suffix = ".md"
    shown = Shown("", Section("关于本站", "本站的来历、隐私、无障碍和参与办法。", "关于,隐私,无障碍", "网站信息"), "关于")

    description: Text = Field(title="一句话说明这一页")
    menu: Text | None = Field(None, title="页脚里叫什么（写了才出现在页脚）")
    staff: Flag = Field(False, title="是否写给维护网站的人")
    cites: tuple[Cited, ...] = Field((), title="页里的数字出自哪里")
    figures: tuple[Text, ...] = Field((), title="本站自己的数字（不出自文件的）")
    order: Order = Field(title="先后")
    asks: Asked = ()
    body: Markdown = Field(title="正文")
