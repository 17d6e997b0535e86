"""The kinds of record, each declared in a module of its own."""

from ..problems import Failed
from .base import Base
from .city import City
from .declared import faults
from .document import Document
from .event import Event
from .note import Note
from .parameter import Parameter
from .policy import Policy
from .project import Project
from .record import Record
from .settings import Settings
from .studio import Studio
from .target import Target
from .vocabulary import (
    Banner,
    BaseType,
    Definition,
    Department,
    Elsewhere,
    Fact,
    Group,
    Hub,
    Industry,
    Stage,
    Synonym,
    Topic,
    Window,
    Wordlist,
)

KINDS: tuple[type[Record], ...] = (
    Settings,
    City,
    Note,
    Banner,
    Industry,
    Group,
    Department,
    Window,
    Topic,
    Fact,
    Definition,
    Wordlist,
    Stage,
    BaseType,
    Synonym,
    Hub,
    Elsewhere,
    Document,
    Parameter,
    Target,
    Policy,
    Studio,
    Base,
    Event,
    Project,
)

if _forgotten := list(faults(KINDS)):
    raise Failed("\n".join(_forgotten))
