"""The reading room in the reader's own language, where somebody has translated it; it is written in English.

What always holds: an address shows the same to everyone but for the language; words of reports are never translated; what a
translation does not have stands there in English.
"""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from accordingto.model import Bounds
from accordingto.present.brief import phrases

DOMAIN = "accordingto"
LOCALE = Path(__file__).parent / "locale"
"""Where translations lie: `fr/LC_MESSAGES/accordingto.mo`."""
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
ASKED_MOST = 10  # languages of a browser that are looked for
LEFTWARDS = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that the room speaks."""

    language: str = "en"
    translations: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)

    @property
    def direction(self) -> str:
        return "rtl" if self.language.partition("-")[0] in LEFTWARDS else "ltr"

    def plural(self, count: int, noun: str) -> str:
        """A count with its noun."""
        return self.translations.ngettext(*forms(noun), count) % {"num": f"{count:,}"}

    def origins(self, bounds: Bounds) -> str:
        """How many independent origins; worded as in the brief, which is in English."""
        low, high = int(bounds.low or 0), bounds.high
        if high is None and low:
            return self.translations.gettext("%(low)s or more origins") % {"low": low}
        if low == 0 and (high is None or high <= 1):
            return self.translations.gettext("origin not stated")
        if high is None or int(high) <= low:
            return self.plural(low, "origin")
        return self.translations.gettext("%(low)s–%(high)s origins") % {"low": low, "high": int(high)}

    @property
    def words(self) -> dict[str, Any]:
        """What a template calls to speak it. English needs no looking up."""
        said: dict[str, Any] = {"language": self.language, "direction": self.direction}
        if self.language != "en":
            said |= {
                "gettext": self.translations.gettext, "ngettext": self.translations.ngettext, "plural": self.plural,
                "origins_in_words": self.origins,
            }  # fmt: skip
        return said


ENGLISH = Tongue()


def forms(noun: str) -> tuple[str, str]:
    """One and many of a counted noun, with a place for the number."""
    one, many = (phrases.plural(count, noun).partition(" ")[2].replace("%", "%%") for count in (1, 2))
    return f"%(num)s {one}", f"%(num)s {many}"


@lru_cache(maxsize=64)
def tongue_of(accepted: str, folder: Path | None = None) -> Tongue:
    """The first language of an Accept-Language header that the room speaks."""
    for tag in _asked(accepted):
        if tag.partition("-")[0].lower() == "en":
            break
        try:
            found = gettext.translation(DOMAIN, folder or LOCALE, [tag.replace("-", "_")])
        except (OSError, UnicodeDecodeError):
            continue  # there is none, or it is no catalogue
        return Tongue(str(found.info().get("language") or tag).replace("_", "-"), found)
    return ENGLISH


def _asked(accepted: str) -> list[str]:
    """The languages of an Accept-Language header, the most wanted first."""
    found = []
    for place, part in enumerate(accepted[:400].split(",")[:ASKED_MOST]):
        tag, _, weight = (piece.strip() for piece in part.partition(";"))
        wanted = re.fullmatch(r"q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", weight) if weight else None
        much = float(wanted[1]) if wanted else 0.0 if weight else 1.0
        if much and TAG.fullmatch(tag):
            found.append((-much, place, tag))
    return [tag for _, _, tag in sorted(found)]
