"""The room speaks the reader's language where somebody has translated it, and the template of translations is complete."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from starlette.testclient import TestClient

from accordingto.model import Bounds
from accordingto.present.brief import phrases
from accordingto.present.web import tongues
from accordingto.present.web.tongues import ENGLISH, LOCALE, tongue_of

ROOT = Path(__file__).parents[3]


@pytest.fixture
def polish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a few words of Polish, which has three plural forms, and with what is no catalogue."""
    words = Catalog("pl", domain="accordingto")
    words.add("Claims", "Twierdzenia <b>")
    words.add(("%(num)s report", "%(num)s reports"), ("%(num)s doniesienie", "%(num)s doniesienia", "%(num)s doniesień"))
    words.add("%(low)s–%(high)s origins", "%(low)s–%(high)s źródeł")
    for name in ("pl", "he"):
        (tmp_path / name / "LC_MESSAGES").mkdir(parents=True)
    with (tmp_path / "pl" / "LC_MESSAGES" / "accordingto.mo").open("wb") as file:
        write_mo(file, words)
    (tmp_path / "he" / "LC_MESSAGES" / "accordingto.mo").write_bytes(b"no catalogue")
    monkeypatch.setattr(tongues, "LOCALE", tmp_path)
    tongue_of.cache_clear()
    yield tmp_path
    tongue_of.cache_clear()


def test_the_template_of_translations_has_every_message() -> None:
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = {message for _, _, message, _, _ in extract_from_dir(ROOT, methods, options)}
    with (LOCALE / "accordingto.pot").open("rb") as file:
        kept = {message.id for message in read_po(file) if message.id}
    assert {one if isinstance(one, str) else tuple(one) for one in found} == kept, "run `make messages`"
    assert ("%(num)s report", "%(num)s reports") in kept
    assert {"Overview", "said to have happened", "Keys"} <= kept


def test_the_room_speaks_what_the_browser_asks_for_first(client: TestClient, polish: Path) -> None:
    page = client.get("/claims", headers={"accept-language": "fr;q=0.9, pl-PL, en;q=0.5"}).text
    assert '<html lang="pl" dir="ltr">' in page
    assert "Twierdzenia &lt;b&gt;" in page
    assert "doniesienia" in page
    assert "Published from" in page  # what is not translated
    assert '<html lang="en" dir="ltr">' in client.get("/claims", headers={"accept-language": "en-GB, pl;q=0.9"}).text
    assert '<html lang="en" dir="ltr">' in client.get("/claims").text


def test_plurals_are_those_of_the_language(polish: Path) -> None:
    spoken = tongue_of("pl")
    assert [spoken.plural(count, "report") for count in (1, 3, 5_000)] == ["1 doniesienie", "3 doniesienia", "5,000 doniesień"]
    assert spoken.plural(2, "claim") == "2 claims"
    assert spoken.origins(Bounds(2, 4)) == "2–4 źródeł"


@pytest.mark.parametrize(
    "header", ["", "en", "xx", "he", "*", "pl;q=0", "../pl", "pl/../pl", "\0", "pl;q=2", ";;,,", "x" * 5000, "en,pl"]
)
def test_without_a_translation_that_can_be_read_it_is_english(polish: Path, header: str) -> None:
    assert tongue_of(header).language == "en"


@pytest.mark.parametrize("low", [None, 0, 1, 2])
@pytest.mark.parametrize("high", [None, 0, 1, 2, 3])
def test_origins_are_worded_as_in_the_brief(low: int | None, high: int | None) -> None:
    assert ENGLISH.origins(Bounds(low, high)) == phrases.origins(Bounds(low, high))


def test_a_count_is_worded_as_in_the_brief() -> None:
    for count in (0, 1, 2, 1_204):
        assert ENGLISH.plural(count, "further happening") == phrases.plural(count, "further happening")
