"""What every record has in common."""

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from ..fields import Model, Text, fault


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise fault("file-name", f"编号（文件名）“{value}”不合规", "，请只用小写英文字母、数字和短横线，例如 startup-subsidy")
    return value


class Record(Model):
    """One thing the site knows. Its id is its file's name, or its key in a vocabulary file.

    A kind says where its records live (`path`: a folder with a file each, or one
    YAML file with all of them) and what people call it (`label`). A site may do
    without the file of a kind that is not `required`.
    """

    kind: ClassVar[str]
    label: ClassVar[str]
    path: ClassVar[str]
    required: ClassVar[bool] = True

    id: Annotated[str, AfterValidator(_slug)]
    title: Text = Field(title="名称")
