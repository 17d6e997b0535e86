"""MkDocs puts pages into their frame: what stands around the body of every page."""

import logging
import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from ..pages.page import Page
from ..problems import Failed

OVERRIDES = Path(__file__).parents[2] / "overrides"
"""The theme of this checkout, for a root that brings none of its own."""


class _Given(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]  # MkDocs gives its own hooks no types
    """Gives MkDocs some of the pages of `docs`, as they do not depend on one another.

    How a page comes out does not depend on this: MkDocs alone, run over the whole tree, makes the same.
    """

    docs: Path
    pages: Iterable[Page]

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for page in self.pages:
            file = File(page.file, str(self.docs), config.site_dir, config.use_directory_urls)
            files.append(file)
            _Known(page, file, config)
        return files


class _Known(MkDocsPage):
    """A page that need not be read again from the file that was just written, nor searched for Markdown where it has none."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self._page = page

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        self.markdown, self.meta = self._page.written, self._page.meta

    def render(self, config: MkDocsConfig, files: Files) -> None:
        if self.markdown:
            super().render(config, files)
        else:
            self.content, self.toc = "", get_toc([])


_COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)


class Frame:
    """The frame of one site, ready to be put around pages."""

    def __init__(self, root: Path, on: date) -> None:
        """Read mkdocs.yml of `root`; a root without a theme gets this checkout's. Every date is `on`. Raises Failed."""
        os.environ["SOURCE_DATE_EPOCH"] = str((on - date(1970, 1, 1)).days * 86400)
        logging.getLogger("mkdocs").setLevel(logging.WARNING)
        theme: dict[str, Any] = (
            {}
            if (root / "overrides").is_dir()
            else {
                "theme": {
                    "name": "material",
                    "custom_dir": str(OVERRIDES),
                    "language": "zh",
                    "font": False,
                    "favicon": "assets/images/favicon.svg",
                    "palette": {"scheme": "default"},
                }
            }
        )
        (root / "build" / "docs").mkdir(parents=True, exist_ok=True)
        try:
            self.config = load_config(str(root / "mkdocs.yml"), **theme)
        except MkDocsException as error:
            raise Failed(f"mkdocs.yml 有问题，MkDocs 读不出：{' '.join(str(error).split())}") from error
        env = self.config.theme.get_env()
        ours = Path(self.config.theme.custom_dir or OVERRIDES)
        names = [file.relative_to(ours).as_posix() for file in sorted(ours.rglob("*")) if file.is_file()]
        # MkDocs asks for both in every run, and copies what has a name: of what Material brings no page loads anything.
        self.config.theme.get_env = lambda: env  # type: ignore[method-assign]
        env.loader.list_templates = lambda: names  # type: ignore[method-assign, union-attr]
        self._given = _Given()
        self.config.plugins["given"] = self._given

    def render(self, docs: Path, pages: Iterable[Page], site: Path) -> None:
        """Make `pages`, which are written in `docs`, and what the theme brings, into the folder `site`. Raises Failed."""
        self._given.docs, self._given.pages = docs, pages
        with TemporaryDirectory() as nothing:
            self.config.docs_dir, self.config.site_dir = nothing, str(site)
            self.config.nav = []  # the menu is extra.menu
            try:
                build(self.config)
            except TemplateError as error:
                raise Failed(f"生成网站失败：overrides 里的模板有问题（{error}），请核对或恢复它。") from error
            except MkDocsException as error:
                raise Failed(f"生成网站失败：{' '.join(str(error).split())}") from error
        for sheet in (site / "assets").rglob("*.css"):  # what explains it is a tenth of it, and nobody who reads pages needs that
            sheet.write_text(_COMMENT.sub("", sheet.read_text("utf-8")), "utf-8")
