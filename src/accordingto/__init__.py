"""From a pile of news reports to a sourced record: what is said to have happened, who says so, and on whose word.

    import accordingto

    accordingto.build(["reports/"], record="affair.db")
    with accordingto.Record.open("affair.db") as record:
        for claim in record.claims():
            print(claim.reports, claim.independent, claim.text)

Names are loaded when they are first used: reading a record opens no parser.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "build": "accordingto.pipeline",
    "brief": "accordingto.present.brief",
    "export": "accordingto.present.export",
    "judge": "accordingto.pipeline",
    "load_export": "accordingto.record.store",
    "verify": "accordingto.record.custody",
    "Record": "accordingto.record.store",
    "AccordingtoError": "accordingto.errors",
    "Article": "accordingto.model",
    "Claim": "accordingto.model",
    "Entity": "accordingto.model",
    "Event": "accordingto.model",
    "Figure": "accordingto.model",
    "Span": "accordingto.model",
    "Statement": "accordingto.model",
}
__all__ = [
    "AccordingtoError", "Article", "Claim", "Entity", "Event", "Figure", "Record", "Span", "Statement", "brief", "build",
    "export", "judge", "load_export", "verify",
]  # fmt: skip

if TYPE_CHECKING:
    from accordingto.errors import AccordingtoError
    from accordingto.model import Article, Claim, Entity, Event, Figure, Span, Statement
    from accordingto.pipeline import build, judge
    from accordingto.present.brief import brief
    from accordingto.present.export import export
    from accordingto.record.custody import verify
    from accordingto.record.store import Record, load_export


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"accordingto has no name {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
