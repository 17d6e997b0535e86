"""The kinds of record, each declared in a module of its own."""

from .base import Base
from .document import Document
from .parameter import Parameter
from .policy import Policy
from .project import Project
from .studio import Studio
from .target import Target
from .vocabulary import Banner, Department, Fact, Filler, Group, Industry, Synonym, Topic, Window

KINDS = (
    Banner,
    Industry,
    Group,
    Department,
    Window,
    Topic,
    Fact,
    Synonym,
    Filler,
    Document,
    Parameter,
    Target,
    Policy,
    Studio,
    Base,
    Project,
)
