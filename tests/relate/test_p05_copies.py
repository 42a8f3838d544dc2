"""P5: copies are collapsed, never dropped. Each input is found by its path, its hash and its address, and is told a copy."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from accordingto import relate
from accordingto.ingest import pile
from accordingto.model import Article, Bounds, Findings, Relation, by_id
from accordingto.record import Record

from .stories import Story, copy, findings

GATE = (
    "The eastern gate of the Toren dam failed on Sunday night and the water reached the lower town within the hour. "
    "Families climbed to the roof of the grain hall, where nine bakers handed out what was left of the morning's bread. "
    "By dawn the river had fallen again and engineers were walking along the crest with lamps and measuring rods.\n\n"
    'The warden of the dam, Oda Finch, said: "We asked for new hinges in the spring." She said that the ministry had sent '
    "paint, and that the paint was still in its tins. The lower town has asked for a second bridge since the last flood.\n"
)
FERRY = (
    "Two ferries collided in fog off Quillmouth early on Friday, and both were towed to the timber quay before noon. "
    "The harbour master closed the northern channel while divers looked for a missing anchor and a crate of lamps. "
    "Passengers were given soup in the customs shed, and most of them went home by the afternoon train to Ostrel.\n\n"
)
REWORDED = (
    "On Sunday night Toren's dam lost a gate on its eastern side; an hour later the streets beneath it stood in the flood. "
    "People fled up to the grain hall's roof and were fed there by bakers. When Monday came the stream was low once more.\n"
)
WIRE = "https://northwire.example/gate"


@dataclass(frozen=True)
class Copy:
    """A second input beside the wire's: its name, what is in it, what is said of it, and what it is to the first."""

    text: str
    relation: Relation | None
    name: str = "paper.txt"
    outlet: str | None = "Daily Sarn"
    url: str | None = "https://sarn.example/gate"
    published: str | None = "2031-03-04"
    one: bool = False  # the very same report: one article that lists both inputs
    directed: bool = True


FOOTER = "Readers of this paper can follow the levels of all nine rivers on the board outside the town hall of Ostrel.\n"
CASES = {
    "the same file under another name": Copy(
        GATE, None, "again.txt", outlet="Northwire", url=WIRE, published="2031-03-03", one=True
    ),
    "the same file in another folder": Copy(
        GATE, None, "deep/down/gate.txt", outlet="Northwire", url=WIRE, published="2031-03-03", one=True
    ),
    "the same words at another address": Copy(GATE, "same_text", outlet="Northwire", url="https://northwire.example/print"),
    "wire and outlet": Copy(GATE, "same_text"),
    "wire and outlet, with the credit": Copy(GATE + "\nSource: Northwire\n", "same_text"),
    "wire and outlet, undated": Copy(GATE, "same_text", published=None, directed=False),
    "near: a sentence more": Copy(GATE + "\nNobody was hurt.\n", "same_text"),
    "near: another house style": Copy(
        GATE.replace('"', "\N{LEFT DOUBLE QUOTATION MARK}", 1).replace('"', "\N{RIGHT DOUBLE QUOTATION MARK}").replace(
            "nine bakers", "9 bakers"
        ),
        "same_text",
    ),
    "near: other line ends, in capitals": Copy(
        GATE.replace("\n", "\r\n").replace("The eastern gate of the", "THE EASTERN GATE of the"), "same_text"
    ),
    "cut from the bottom": Copy(GATE.partition("\n\n")[0] + "\n", "derived"),
    "a part in a report of its own": Copy(GATE[:210] + " " + FERRY, "derived"),
    "updated article": Copy(
        GATE.replace("within the hour", "within forty minutes") + "\nOne baker is missing, the warden said on Tuesday.\n",
        "same_text",
        outlet="Northwire",
        url=WIRE,
    ),
    "syndicated partner": Copy(GATE + "\n" + FOOTER, "same_text", outlet="Ostrel Post", url="https://ostrel.example/7"),
    "the page of the report": Copy(
        "<html><head><title>Gate fails</title></head><body><article><h1>Gate fails</h1>"
        + "".join(f"<p>{part}</p>" for part in GATE.strip().split("\n\n"))
        + "</article></body></html>",
        "same_text",
        "page.html",
    ),
    "reworded, as a translation is": Copy(REWORDED, None),
}  # fmt: skip


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request: pytest.FixtureRequest) -> Copy:
    given: Copy = request.param
    return given


@pytest.fixture
def record(case: Copy, tmp_path: Path) -> Record:
    """The record of two inputs, articles alone: nothing of lineage asks what was extracted."""
    folder = tmp_path / "pile"
    folder.mkdir()
    said = {"wire.txt": ("Northwire", WIRE, "2031-03-03"), case.name: (case.outlet, case.url, case.published)}
    lines = []
    for name, about in said.items():
        written = folder / name
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_bytes((GATE if name == "wire.txt" else case.text).encode())
        lines.append(f'[files."{name}"]')
        lines += [f'{key} = "{value}"' for key, value in zip(("outlet", "url", "published"), about, strict=True) if value]
    (folder / "pile.toml").write_text("\n".join(lines), encoding="utf-8")
    made = pile([folder])
    assert not made.rejections
    contents = relate.relate([Findings(article) for article in made.articles], made.rejections)
    Record.write(tmp_path / "R.db", contents, made.originals, {}, fresh=True, judge=lambda record: None)
    return Record.open(tmp_path / "R.db")


def at(record: Record, path: str) -> Article:
    [found] = [article for article in record.articles() if path in (article.uri, *article.also)]
    return found


def test_each_input_is_found_by_path_hash_and_address(record: Record, case: Copy) -> None:
    with record:
        for name, text, url in (("wire.txt", GATE, WIRE), (case.name, case.text, case.url)):
            article = at(record, name)
            assert record.original(sha256(text.encode()).hexdigest()) == text.encode()
            assert article.url == url
            assert article in [one for one in record.articles() if one.url == url]
        assert len(list(record.articles())) == (1 if case.one else 2)


def test_a_copy_is_told_as_what_it_is(record: Record, case: Copy) -> None:
    with record:
        wire, other = at(record, "wire.txt"), at(record, case.name)
        found = list(record.derivations())
        assert [one.relation for one in found] == ([case.relation] if case.relation else [])
        for one in found:
            assert one.direction_known is case.directed
            if case.directed:
                assert (one.origin, one.derived) == (wire.id, other.id)
            articles = by_id((wire, other))
            assert one.evidence
            assert all(articles[part.article].text[part.span.start : part.span.end] == part.span.exact for part in one.evidence)


# ------------------------------------------------------------------------------------------ what stands in them is no origin


def told() -> Story:
    story = Story(GATE, "Northwire", "2031-03-03")
    said = story.says("the ministry had sent paint", "Oda Finch")
    story.happens("failed", "ASSAULT", place="Toren", time="2031-03-02")
    story.happens("sent", "AID", statement=said)
    return story


@pytest.mark.parametrize("copies", [1, 2, 5])
def test_copies_are_reports_and_no_origins(copies: int) -> None:
    papers = [copy(told(), f"Paper {number}", "2031-03-04") for number in range(copies)]
    contents = relate.relate(findings(told(), *papers))
    claim = next(claim for claim in contents.claims if claim.text == "the ministry had sent paint")
    assert (claim.reports, claim.independent) == (copies + 1, Bounds(1, 1))
    assert {member.article for member in claim.members} == {told().id, *(paper.id for paper in papers)}
    own = next(event for event in contents.events if event.kind == "ASSAULT")
    assert (own.reports, own.origins) == (copies + 1, Bounds(0, 1))


def test_a_rewording_on_the_same_word_is_joined_by_its_origin() -> None:
    wire = Story("Gales broke the eastern gate of Toren dam on Sunday, the Coast Bureau said.", "Northwire", "2031-03-03")
    wire.says("Gales broke the eastern gate of Toren dam on Sunday", "Coast Bureau")
    anew = Story(
        "The eastern gate of Toren dam was broken by gales on Sunday, says the Coast Bureau.", "Daily Sarn", "2031-03-03"
    )
    anew.says("The eastern gate of Toren dam was broken by gales on Sunday", "Coast Bureau")
    contents = relate.relate(findings(wire, anew))
    bureau = next(entity.id for entity in contents.entities if entity.name == "Coast Bureau")
    assert {(one.derived, one.origin, one.relation) for one in contents.derivations} == {
        (story.id, bureau, "same_origin") for story in (wire, anew)
    }
    assert max(claim.independent.high or 0 for claim in contents.claims) == 1
