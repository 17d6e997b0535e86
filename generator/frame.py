"""MkDocs puts pages into their frame: what stands around the body of every page."""

import logging
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

OVERRIDES = Path(__file__).parent.parent / "overrides"
"""The theme of this checkout, for a root that brings none of its own."""


class FrameError(Exception):
    """MkDocs or its settings failed; the message is for the person at the keyboard."""


class _Given(BasePlugin):
    """Tells MkDocs which files to work on. Pages do not depend on one another, so it can have some of them.

    Only what is worked on depends on this, not how a page comes out: the whole tree in one run is the same site.
    """

    docs: Path
    names: Iterable[str]

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for name in self.names:
            files.append(File(name, str(self.docs), config.site_dir, config.use_directory_urls))
        return files


class Frame:
    """The frame of one site, ready to be put around pages."""

    def __init__(self, root: Path, on: date) -> None:
        """Read mkdocs.yml of `root`; a root without a theme gets this checkout's. Every date is `on`. Raises FrameError."""
        os.environ["SOURCE_DATE_EPOCH"] = str((on - date(1970, 1, 1)).days * 86400)
        logging.getLogger("mkdocs").setLevel(logging.WARNING)
        theme = {} if (root / "overrides").is_dir() else {"theme": {
            "name": "material", "custom_dir": str(OVERRIDES), "language": "zh", "font": False,
            "favicon": "assets/images/favicon.svg", "palette": {"scheme": "default"}}}
        (root / "build" / "docs").mkdir(parents=True, exist_ok=True)
        try:
            self.config = load_config(str(root / "mkdocs.yml"), **theme)
        except MkDocsException as error:
            raise FrameError(f"mkdocs.yml 有问题：{error}") from error
        env = self.config.theme.get_env()
        names = env.list_templates()
        # MkDocs asks for both in every run, and Material brings twelve thousand icons and long templates.
        self.config.theme.get_env = lambda: env
        env.list_templates = lambda extensions=None, filter_func=None: [name for name in names if filter_func(name)]
        self._given = _Given()
        self.config.plugins["given"] = self._given

    def put(self, docs: Path, names: Iterable[str], site: Path) -> None:
        """Make the files `names` of `docs`, and what the theme brings, into the folder `site`. Raises FrameError."""
        self._given.docs, self._given.names = docs, names
        with TemporaryDirectory() as nothing:
            self.config.docs_dir, self.config.site_dir = nothing, str(site)
            self.config.nav = []  # the menu is extra.menu
            try:
                build(self.config)
            except MkDocsException as error:
                raise FrameError(f"生成网站失败：{error}") from error
