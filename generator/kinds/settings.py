"""mkdocs.yml: who publishes the site and under which address, and what MkDocs is told."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ..fields import Model, OfficialUrl, Optional, Text, WebUrl
from .record import Record


class Link(Model):
    """One entry of a menu."""

    title: Text = Field(title="叫什么")
    path: Annotated[str, StringConstraints(pattern=r"^([a-z0-9_-]+/)*$")] = Field(title="网址，例如 policies/")


class Extra(Model):
    """What the site itself is told. Until `site_id_code` and `publisher` are set it says that it is a demonstration."""

    publisher: Optional[Text] = Field(None, title="主办单位")
    publisher_contact: Optional[Text] = Field(None, title="主办单位联系方式")
    site_id_code: Optional[Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{10}$")]] = Field(None, title="政府网站标识码，10 位")
    site_domain: Optional[Annotated[str, StringConstraints(pattern=r"^([\w-]+\.)+\w+$")]] = Field(None, title="网站域名")
    icp: Optional[Text] = Field(None, title="ICP 备案号")
    police: Optional[Text] = Field(None, title="公安备案号")
    report_error_url: Optional[OfficialUrl] = Field(None, title="“我为政府网站找错”入口")
    repository_url: Optional[WebUrl] = Field(None, title="本站源文件所在的代码仓库")
    samples: Literal["show", "hide"] = Field(title="是否发布示例：show 或 hide")
    menu: tuple[Link, ...] = Field(title="顶部菜单", min_length=1)
    footer: tuple[Link, ...] = Field(title="页脚里的链接")


class Palette(Model):
    """Material's own colours, which this site's style replaces."""

    scheme: Literal["default"]


class Theme(Model):
    """The theme and the folder with this site's own."""

    name: Literal["material"] = Field(title="主题")
    custom_dir: Annotated[str, StringConstraints(pattern=r"^(\.\./)*overrides$")] = Field(title="本站样式所在的文件夹，即 overrides")
    language: Literal["zh"] = Field(title="语言")
    font: Literal["false"] = Field(title="是否从别处加载字体，只能写 false")
    favicon: Annotated[str, StringConstraints(pattern=r"^assets/[\w/.-]+$")] = Field(title="图标，例如 assets/images/favicon.svg")
    palette: Palette = Field(title="配色")


class Home(Model):
    """The one page in MkDocs' own navigation, which slows down with every page that it has to place."""

    page: Literal["index.md"] = Field(alias="首页", title="首页")


class Nav(Model):
    """How strict MkDocs is with pages outside its own navigation: all of ours are."""

    omitted_files: Literal["ignore"]


class Validation(Model):
    """What MkDocs reports."""

    nav: Nav


class Settings(Record):
    """The site's settings. What MkDocs needs to find is fixed, as the pages are made for it."""

    label = "网站设置"
    path = "mkdocs.yml"
    only = True

    title: Text = Field(alias="site_name", title="网站名称")
    site_description: Text = Field(title="网站说明")
    site_url: Optional[WebUrl] = Field(None, title="公开网址")
    extra: Extra = Field(title="本站的设置")
    docs_dir: Literal["build/docs"]
    site_dir: Literal["site"] = "site"
    use_directory_urls: Literal["true"] = "true"
    theme: Theme
    extra_css: tuple[Annotated[str, StringConstraints(pattern=r"^assets/[\w/.-]+\.css$")], ...]
    plugins: tuple[Text, ...] = Field(max_length=0)
    markdown_extensions: tuple[Literal["attr_list", "tables"], ...] = ()
    validation: Validation
    nav: tuple[Home, ...]
