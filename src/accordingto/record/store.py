"""The record must survive whatever happens to the machine, so one SQLite file holds it and every write is all or nothing.

What always holds: nouns come back equal to what was written, in the order written. A write into an existing record is one
transaction: readers keep the old state until it ends, and a killed writer leaves the old state. A new record is built in a
file of its own beside its place and renamed, so a killed writer leaves none. Originals are stored by the hash of their
bytes and never rewritten; judgements are only ever added to. Paths inside the record are never absolute: it can be moved.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, is_dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import repeat
from pathlib import Path
from types import NoneType
from typing import Any, Literal, Self, TypeVar, cast, get_args, get_origin, get_type_hints

import msgspec

from accordingto import __version__
from accordingto.errors import UnusableExport, UnusableRecord
from accordingto.model import (
    Article,
    Claim,
    Contents,
    Contradiction,
    Derivation,
    Displaced,
    Entity,
    Event,
    EventMention,
    Figure,
    Judgement,
    Mention,
    Rejection,
    Series,
    Statement,
    Timex,
)
from accordingto.record.lines import FIELDS, TYPES, Noun, contents_of, written

APPLICATION = int.from_bytes(b"acto", "big")  # PRAGMA application_id of every record
LAYOUT = 4  # of the tables of a record file; raised when they change
PATIENCE = 5.0  # seconds to wait for another writer before giving up
STEPS_BETWEEN_LOOKS = 20_000  # instructions of SQLite between two looks at the clock: some milliseconds
CACHE_KIBIBYTES = 64 * 1024  # pages held in memory while writing; the default of 2 MB makes indexes crawl
READING_KIBIBYTES = 24 * 1024  # the same for each connection that reads

Anything = TypeVar("Anything", bound=Noun)

# Lists inside nouns that other questions start from, laid out as rows. They are drawn from the JSON just written, so they
# cannot say anything else.
# cannot say anything else. Each with the noun it is drawn from, so that it can be drawn again for one alone.
ROWS: tuple[tuple[type[Noun], str], ...] = (
    (
        Statement,
        """UPDATE statement SET said =
           (SELECT group_concat(json_extract(value, '$.exact'), ' … ') FROM json_each(statement.content)) WHERE {which}""",
    ),
    (
        Statement,
        """INSERT INTO statement_link SELECT statement.id, key, json_extract(value, '$.name'), json_extract(value, '$.entity'),
           json_extract(value, '$.link'), json_extract(value, '$.explicit'), json_extract(value, '$.anonymous')
           FROM statement, json_each(statement.chain) WHERE {which}""",
    ),
    (
        Statement,
        """INSERT INTO cited SELECT statement.id,
           coalesce(json_extract(value, '$.entity'), 'name:' || json_extract(value, '$.name')), article,
           (SELECT published_value FROM article WHERE article.id = statement.article),
           max(key = json_array_length(statement.chain) - 1),
           max(key = json_array_length(statement.chain) - 1 AND report = 'denied'), min(json_extract(value, '$.anonymous'))
           FROM statement, json_each(statement.chain) WHERE {which} GROUP BY 1, 2""",
    ),
    # All at once; for one statement alone, triggers have done it (schema.sql), and nothing is left to do.
    (
        Statement,
        """INSERT INTO source_count
           SELECT source, sum(said), count(*), sum(origins), sum(denials), sum(unsaid) FROM
           (SELECT source, count(*) AS said, sum(origin) AS origins, sum(denies) AS denials, sum(anonymous) AS unsaid
            FROM cited GROUP BY source, article)
           WHERE NOT EXISTS (SELECT 1 FROM source_count) AND EXISTS (SELECT 1 FROM statement WHERE {which}) GROUP BY source""",
    ),
    (
        Contradiction,
        """INSERT OR IGNORE INTO contradiction_source SELECT source, contradiction.id, cited.statement
           FROM contradiction JOIN cited ON cited.statement IN (left_ref, right_ref,
             (SELECT statement FROM figure WHERE id = left_ref), (SELECT statement FROM figure WHERE id = right_ref),
             (SELECT statement FROM event_mention WHERE id = left_ref),
             (SELECT statement FROM event_mention WHERE id = right_ref)) WHERE {which}""",
    ),
    (
        Claim,
        """INSERT INTO claim_member SELECT claim.id, key, json_extract(value, '$.statement'), json_extract(value, '$.article'),
           json_extract(value, '$.span.start'), json_extract(value, '$.span.end'), json_extract(value, '$.stance'),
           json_extract(value, '$.passing') FROM claim, json_each(claim.members) WHERE {which}""",
    ),
    (
        Claim,
        """INSERT INTO claim_outlet SELECT claim.id, coalesce(article.outlet, ''),
           min(CASE WHEN published_precision IN ('day', 'minute') THEN substr(published_value, 1, 10) END), NULL
           FROM claim JOIN claim_member ON claim_member.claim = claim.id JOIN article ON article.id = claim_member.article
           WHERE claim.reports > 1 AND {which} GROUP BY 1, 2""",
    ),
    (
        Claim,
        """DELETE FROM claim_outlet
           WHERE claim IN (SELECT claim.id FROM claim WHERE claim.reports > 1 AND {which}) AND NOT EXISTS
           (SELECT 1 FROM claim_outlet AS one WHERE one.claim = claim_outlet.claim AND one.outlet <> claim_outlet.outlet)""",
    ),
    (
        Claim,
        """UPDATE claim_outlet SET first = CASE
           WHEN EXISTS (SELECT 1 FROM claim_outlet AS one WHERE one.claim = claim_outlet.claim AND one.day < claim_outlet.day)
           THEN 0
           WHEN EXISTS (SELECT 1 FROM claim_outlet AS one WHERE one.claim = claim_outlet.claim
                        AND one.day = claim_outlet.day AND one.outlet <> claim_outlet.outlet) THEN 2
           ELSE 1 END
           WHERE day IS NOT NULL AND claim IN (SELECT claim.id FROM claim WHERE claim.reports > 1 AND {which})""",
    ),
    (
        Claim,
        # Materialized, for else the origin is parsed again for each of its articles: 40 s for one of 2,000.
        """INSERT OR IGNORE INTO claim_origin
           WITH told AS MATERIALIZED (
             SELECT claim.id AS claim, origin.key AS nth, json_extract(origin.value, '$.name') AS name,
             json_extract(origin.value, '$.entity') AS entity, json_extract(origin.value, '$.known') AS known,
             json_extract(origin.value, '$.articles') AS articles
             FROM claim, json_each(claim.origins) AS origin WHERE {which})
           SELECT told.claim, nth, carrier.value, name, entity, known FROM told, json_each(articles) AS carrier""",
    ),
    (
        Claim,
        """INSERT OR IGNORE INTO holding SELECT 'claim', claim.id, value FROM claim, json_each(claim.parts) WHERE {which}""",
    ),
    # The same order of caution as `queries.state_of`; a test holds them together.
    (
        Claim,
        """UPDATE claim SET state = CASE
           WHEN contested THEN 'disputed'
           WHEN NOT EXISTS (SELECT 1 FROM claim_member WHERE claim = claim.id AND stance = 'affirms')
            AND EXISTS (SELECT 1 FROM claim_member WHERE claim = claim.id AND stance = 'denies') THEN 'denied'
           WHEN EXISTS (SELECT 1 FROM claim_member JOIN statement ON statement.id = claim_member.statement
                        WHERE claim_member.claim = claim.id AND statement.report = 'unverified') THEN 'unverified'
           WHEN coalesce(independent_low, 0) >= 2 THEN 'corroborated'
           WHEN coalesce(independent_low, 0) >= 1 THEN 'single origin'
           ELSE 'origin not stated' END WHERE {which}""",
    ),
    (
        Derivation,
        """INSERT INTO copying SELECT derivation.id, coalesce(mine.outlet, ''), derived, coalesce(theirs.outlet, ''), origin,
           direction_known FROM derivation JOIN article AS mine ON mine.id = derived
           JOIN article AS theirs ON theirs.id = origin WHERE relation <> 'same_origin' AND {which}""",
    ),
    (
        Series,
        """INSERT OR IGNORE INTO holding SELECT 'series', series.id, json_extract(value, '$.figure')
           FROM series, json_each(series.points) WHERE {which}""",
    ),
    (
        Series,
        """INSERT OR IGNORE INTO holding SELECT 'series', series.id, value
           FROM series, json_each(json_array(series.of_whom, series.place)) WHERE value IS NOT NULL AND {which}""",
    ),
    (
        Event,
        """INSERT OR IGNORE INTO holding SELECT 'event', event.id, value FROM event, json_each(event.actor) WHERE {which}""",
    ),
    (
        Event,
        """INSERT OR IGNORE INTO holding SELECT 'event', event.id, value
           FROM event, json_each(event.recipient) WHERE {which}""",
    ),
    (
        Event,
        """INSERT OR IGNORE INTO holding SELECT 'event', event.id, event.place FROM event
           WHERE event.place IS NOT NULL AND {which}""",
    ),
    # All at once; for one alone, triggers have done it (schema.sql), unless there was nothing at all before.
    (
        Mention,
        """INSERT INTO name_count SELECT entity, count(*) FROM mention
           WHERE NOT EXISTS (SELECT 1 FROM name_count) AND EXISTS (SELECT 1 FROM mention WHERE {which}) GROUP BY entity""",
    ),
    *(
        (
            noun,
            """INSERT INTO place_report SELECT place, article, count(*)
               FROM event CROSS JOIN event_mention ON event_mention.event = event.id
               WHERE place IS NOT NULL AND NOT EXISTS (SELECT 1 FROM place_report) AND EXISTS (SELECT 1 FROM """
            + table
            + """ WHERE {which}) GROUP BY place, article""",
        )
        for noun, table in ((Event, "event"), (EventMention, "event_mention"))
    ),
    (
        EventMention,
        """INSERT OR IGNORE INTO holding SELECT 'event_mention', event_mention.id, json_extract(value, '$.entity')
           FROM event_mention, json_each(event_mention.actor) WHERE json_extract(value, '$.entity') IS NOT NULL AND {which}""",
    ),
    (
        EventMention,
        """INSERT OR IGNORE INTO holding SELECT 'event_mention', event_mention.id, json_extract(value, '$.entity') FROM
           event_mention, json_each(event_mention.recipient) WHERE json_extract(value, '$.entity') IS NOT NULL AND {which}""",
    ),
    (
        EventMention,
        """INSERT OR IGNORE INTO holding SELECT 'event_mention', event_mention.id, event_mention.place_entity
           FROM event_mention WHERE event_mention.place_entity IS NOT NULL AND {which}""",
    ),
)
ROW_TABLES: Mapping[str, tuple[tuple[type[Noun], str], ...]] = {
    "source_count": (),  # follows `cited`; before it, so that nothing is counted down that goes as a whole
    "name_count": (),  # follows `mention`
    "place_report": (),  # follows `event` and `event_mention`, and goes before them for the same reason
    "contradiction_source": ((Contradiction, "contradiction"),),
    "cited": ((Statement, "statement"),),
    "statement_link": ((Statement, "statement"),),
    "claim_member": ((Claim, "claim"),),
    "claim_outlet": ((Claim, "claim"),),
    "claim_origin": ((Claim, "claim"),),
    "copying": ((Derivation, "derivation"),),
    "holding": ((Claim, "id"), (Series, "id"), (Event, "id"), (EventMention, "id")),
}
"""Each table of such rows: the nouns it is drawn from, and the column that holds their id."""
CACHES = ("earlier", "touched", "entity_name", "voice")  # filled by whoever judges
INDEXES = ("article_words", "statement_words", "claim_words", "entity_words")


class Record:
    """One record, open for reading. Writing is `Record.write`, which needs no open record."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open a record for reading only; what others write meanwhile is seen by the next question, in whole writes."""
        path = Path(path)
        if not path.is_file():
            raise UnusableRecord(f"there is no record at {path}; make one with: accordingto build PILE --record {path}")
        try:
            connection = _reading(path)
        except sqlite3.OperationalError as error:
            raise UnusableRecord(
                f"{path} could not be read ({error}); see that the disk has room and you may read it"
            ) from None
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
                raise UnusableRecord(f"{path} is not a record ({error}); a record is made by: accordingto build") from None
            raise UnusableRecord(f"{path} is damaged ({error}); take it from a copy, or build again") from None
        try:
            _check(connection, path)
        except UnusableRecord:
            connection.close()
            raise
        return cls(connection, path)

    @classmethod
    def write(
        cls,
        path: Path | str,
        contents: Contents,
        originals: Mapping[str, bytes],
        readings: Mapping[str, tuple[str, bytes]] | None = None,
        *,
        fresh: bool = False,
        judge: Callable[[Record], None] | None = None,
    ) -> None:
        """Make the record at `path` hold `contents`, all of it or nothing.

        Originals are by the SHA-256 of their bytes, readings by article id. In an existing record a judgement stays always,
        and an original too, whether given again or not; `fresh` lets go of originals that are neither given nor in use. A
        reading stays while its article is there. `judge` gets the record while it can still be written to, to make the log's
        judgements on what was written; without it, `contents` is what stands after them.
        """
        path = Path(path)
        if path.exists() and path.stat().st_size:
            cls.open(path).close()  # says why, if it cannot be written to
            _rewrite(path, contents, originals, readings or {}, judge, fresh=fresh)
        else:
            _create(path, contents, originals, readings or {}, judge)

    def close(self) -> None:
        """Close the record, and leave one file where there was one."""
        self._connection.close()
        _tidy(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def select(self, question: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that answer a SELECT over the tables of schema.sql."""
        try:
            yield from self._connection.execute(question, values)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                raise UnusableRecord(f"{self.path} took too long to answer; ask for less, with a filter") from None
            raise UnusableRecord(f"{self.path} cannot be read ({error}); accordingto verify says what is damaged") from None

    def nouns(self, noun: type[Anything], **where: str) -> Iterator[Anything]:
        """Yield the nouns of one kind, in the order written; `where` names a column that must hold a value."""
        condition = " AND ".join(f"{column} = ?" for column in where) or "1"
        return self._nouns(noun, f"WHERE {condition} ORDER BY n", *where.values())

    def ordered(self, noun: type[Anything]) -> Iterator[Anything]:
        """Yield the nouns of one kind by id, the order of the export."""
        return self._nouns(noun, "ORDER BY id")

    def _nouns(self, noun: type[Anything], which: str, *values: str) -> Iterator[Anything]:
        shape, table = SHAPES[noun], TABLES[noun]
        for row in self.select(f"SELECT {', '.join(shape.columns)} FROM {table} {which}", *values):
            try:
                yield shape.take(iter(row))
            except (msgspec.MsgspecError, TypeError, ValueError) as error:
                raise UnusableRecord(
                    f"a {table} of {self.path} cannot be read ({error}); accordingto verify says more"
                ) from None

    def contents(self) -> Contents:
        """Everything the record holds but the originals, as of one moment."""
        with self.moment():
            held: dict[str, Any] = {name: tuple(self.nouns(noun)) for noun, name in FIELDS.items()}
        return Contents(**held)

    def these(self, noun: type[Anything], ids: Iterable[str]) -> Iterator[Anything]:
        """Yield the nouns of one kind that have these ids, in the order written; an id that is not there is passed over."""
        return self._nouns(noun, "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY n", written(sorted(set(ids))).decode())

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """While it lasts, a question that takes longer is broken off and raises UnusableRecord: one page never stops others."""
        until = time.monotonic() + seconds
        self._connection.set_progress_handler(lambda: time.monotonic() > until, STEPS_BETWEEN_LOOKS)
        try:
            yield
        finally:
            self._connection.set_progress_handler(None, 0)

    @contextmanager
    def moment(self) -> Iterator[None]:
        """While it lasts, every question is answered from the same state, whatever others write."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def article(self, id: str) -> Article | None:
        return next(self.nouns(Article, id=id), None)

    def entity(self, id: str) -> Entity | None:
        return next(self.nouns(Entity, id=id), None)

    def statement(self, id: str) -> Statement | None:
        return next(self.nouns(Statement, id=id), None)

    def event(self, id: str) -> Event | None:
        return next(self.nouns(Event, id=id), None)

    def figure(self, id: str) -> Figure | None:
        return next(self.nouns(Figure, id=id), None)

    def claim(self, id: str) -> Claim | None:
        return next(self.nouns(Claim, id=id), None)

    def articles(self) -> Iterator[Article]:
        return self.nouns(Article)

    def entities(self) -> Iterator[Entity]:
        return self.nouns(Entity)

    def mentions(self, article: str | None = None) -> Iterator[Mention]:
        return self.nouns(Mention, **_in(article))

    def statements(self, article: str | None = None) -> Iterator[Statement]:
        return self.nouns(Statement, **_in(article))

    def timexes(self, article: str | None = None) -> Iterator[Timex]:
        return self.nouns(Timex, **_in(article))

    def event_mentions(self, article: str | None = None) -> Iterator[EventMention]:
        return self.nouns(EventMention, **_in(article))

    def events(self) -> Iterator[Event]:
        return self.nouns(Event)

    def figures(self, article: str | None = None) -> Iterator[Figure]:
        return self.nouns(Figure, **_in(article))

    def claims(self) -> Iterator[Claim]:
        return self.nouns(Claim)

    def derivations(self) -> Iterator[Derivation]:
        return self.nouns(Derivation)

    def contradictions(self) -> Iterator[Contradiction]:
        return self.nouns(Contradiction)

    def series(self) -> Iterator[Series]:
        return self.nouns(Series)

    def judgements(self) -> Iterator[Judgement]:
        return self.nouns(Judgement)

    def rejections(self) -> Iterator[Rejection]:
        return self.nouns(Rejection)

    def original(self, sha256: str) -> bytes | None:
        """The bytes of an input; None when the record came without them (an import does)."""
        return next((row[0] for row in self.select("SELECT bytes FROM original WHERE sha256 = ?", sha256)), None)

    def originals(self) -> Iterator[tuple[str, bytes]]:
        """Yield each original with its SHA-256, one at a time."""
        yield from cast(Iterator[tuple[str, bytes]], self.select("SELECT sha256, bytes FROM original ORDER BY sha256"))

    def readings(self) -> Iterator[tuple[str, tuple[str, bytes]]]:
        """Yield what was read out of each article the last time: article id, and the reader with its findings."""
        for article, reader, body in self.select("SELECT article, reader, body FROM reading ORDER BY article"):
            yield article, (reader, body)


def load_export(source: Path | str | Iterable[bytes | str], record: Path | str) -> None:
    """Make a new record of an export: a file's path, or its lines. It exports the same bytes; it has no originals."""
    record = Path(record)
    if record.exists():
        raise UnusableRecord(f"{record} is there already; an import makes a new record: give another --record")
    if isinstance(source, str | Path):
        try:
            with Path(source).open("rb") as rows:
                contents = contents_of(rows)
        except OSError as error:
            raise UnusableExport(f"{source} cannot be read: {error.strerror}") from None
        except UnusableExport as error:
            raise UnusableExport(f"{source}, {error}") from None
    else:
        contents = contents_of(source)
    Record.write(record, replace(contents, judgements=chained(contents.judgements)), {})


def chained(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Judgements in the order of their log: each behind the one it names as the one before it."""
    behind: dict[str | None, list[Judgement]] = {}
    given = list(judgements)
    known = {each.id for each in given}
    for each in given:
        behind.setdefault(each.after if each.after in known else None, []).append(each)
    found: dict[str, Judgement] = {}
    ahead = behind.get(None, [])[::-1]
    while ahead:
        each = ahead.pop()
        found.setdefault(each.id, each)
        ahead += behind.pop(each.id, [])[::-1]
    return (*found.values(), *(each for each in given if each.id not in found))


# Opening


def _reading(path: Path) -> sqlite3.Connection:
    """A connection that reads. On a full or unwritable medium, SQLite has no place for the file that readers share."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    try:
        return _connected(address)
    except sqlite3.OperationalError:
        log = _sibling(path, "-wal")
        if log.exists() and log.stat().st_size:
            raise
        return _connected(f"{address}&immutable=1")


def _connected(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.execute(f"PRAGMA cache_size = -{READING_KIBIBYTES}")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _tidy(path: Path) -> None:
    """Let SQLite fold in and remove the log that a reader leaves, which only a connection that may write can do."""
    try:
        if _sibling(path, "-wal").exists():
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=0)) as connection:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except (sqlite3.DatabaseError, OSError):
        return  # on a medium that cannot be written, or while another writes, it stays: it does no harm


def _check(connection: sqlite3.Connection, path: Path) -> None:
    [application] = connection.execute("PRAGMA application_id").fetchone()
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise UnusableRecord(f"{path} is a database, but not a record; a record is made by: accordingto build")
    if version > LAYOUT:
        raise UnusableRecord(f"{path} has format {version}, made by a later accordingto; this one reads {LAYOUT}: upgrade it")
    if version < LAYOUT:
        raise UnusableRecord(
            f"{path} has format {version}, made by an earlier accordingto; this one reads {LAYOUT}: "
            "export it with the version that made it and import that, or build again"
        )


def _sibling(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


# Writing


def _create(
    path: Path,
    contents: Contents,
    originals: Mapping[str, bytes],
    readings: Mapping[str, tuple[str, bytes]],
    judge: Callable[[Record], None] | None,
) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with _explained(path):
        try:
            _discard(part)
            with closing(sqlite3.connect(part, isolation_level=None)) as connection:
                # Nobody can see this file yet, so it needs no journal: if it is not finished, it is thrown away.
                connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_schema()}")
                connection.execute("BEGIN")
                _fill(connection, contents, originals, readings)
                if judge:
                    judge(Record(connection, path))
                connection.execute("COMMIT")
                connection.execute("PRAGMA journal_mode = WAL")
            _sync(part)
            # The log of a record that was deleted by hand would be replayed over ours.
            _sibling(path, "-wal").unlink(missing_ok=True)
            _sibling(path, "-shm").unlink(missing_ok=True)
            part.replace(path)
            _sync(path.parent)
        finally:
            _discard(part)


def _rewrite(
    path: Path,
    contents: Contents,
    originals: Mapping[str, bytes],
    readings: Mapping[str, tuple[str, bytes]],
    judge: Callable[[Record], None] | None,
    *,
    fresh: bool,
) -> None:
    with writing(path) as connection:
        for table in (*ROW_TABLES, *(TABLES[noun] for noun in FIELDS if noun is not Judgement)):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE judgement SET displaced = '[]' WHERE displaced <> '[]'")
        _fill(connection, contents, originals, readings)
        if judge:
            judge(Record(connection, path))
        if fresh:
            given = written(list(originals)).decode()
            connection.execute(
                "DELETE FROM original WHERE sha256 NOT IN (SELECT sha256 FROM article)"
                " AND sha256 NOT IN (SELECT value FROM json_each(?))",
                (given,),
            )
        connection.execute("DELETE FROM reading WHERE article NOT IN (SELECT id FROM article)")


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that writes to a record that is there, in one transaction: all that is done while it lasts, or nothing."""
    with _explained(path), closing(sqlite3.connect(path, isolation_level=None, timeout=PATIENCE)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:  # whatever it was, an interrupt too, the old state comes back before it goes on
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        # Readers still on the old state need its log; then it is not waited for, and a later writer clears it away.
        connection.executescript("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE);")


def _fill(
    connection: sqlite3.Connection,
    contents: Contents,
    originals: Mapping[str, bytes],
    readings: Mapping[str, tuple[str, bytes]],
) -> None:
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    connection.execute("INSERT OR REPLACE INTO about VALUES (1, ?, ?)", (LAYOUT, __version__))
    for noun, name in FIELDS.items():
        _insert(connection, noun, getattr(contents, name))
    for _, rows in ROWS:
        connection.execute(rows.format(which=1))
    _fill_log(connection)
    connection.executemany("INSERT INTO original VALUES (?, ?)", _hashed(originals))
    connection.executemany(
        "INSERT OR REPLACE INTO reading VALUES (?, ?, ?)",
        ((article, reader, body) for article, (reader, body) in readings.items()),
    )
    for index in INDEXES:
        connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def _fill_log(connection: sqlite3.Connection) -> None:
    """The rows drawn from the log as it lies there: what stands where, what the machine had made. Caches are emptied."""
    for table in ("judgement_subject", "displaced", *CACHES):
        connection.execute(f"DELETE FROM {table}")
    log = list(Record(connection, Path()).nouns(Judgement))
    undone = undone_in(log)
    for each in log:
        stands = each.id not in undone and each.displaced is not None and each.verdict != "undo"
        subjects = [*each.subject, *(one.id for one in (each.displaced or ()) if is_added(one, each))]
        rows = [(each.id, nth, subject, subject if stands else None) for nth, subject in enumerate(subjects)]
        connection.executemany("INSERT INTO judgement_subject VALUES (?, ?, ?, ?)", rows)
        connection.executemany(
            "INSERT OR IGNORE INTO displaced VALUES (?, ?, ?, ?, NULL)",
            ((one.type, one.id, each.id, one.line) for one in each.displaced or ()),
        )


def undone_in(log: Sequence[Judgement]) -> frozenset[str]:
    """Ids of the judgements of a log, in its order, that are undone. An undo may be undone in its turn."""
    undone: set[str] = set()
    for each in reversed(log):
        if each.undoes and each.id not in undone:
            undone.add(each.undoes)
    return frozenset(undone)


def is_added(one: Displaced, judgement: Judgement) -> bool:
    """Whether this is what a judgement added."""
    return judgement.verdict == "add" and one.line is None and one.type == (judgement.change or {}).get("type")


def _insert(connection: sqlite3.Connection, noun: type[Noun], nouns: Iterable[Noun]) -> None:
    shape, table = SHAPES[noun], TABLES[noun]
    # A judgement that is there already stays as it is, but for what it displaced: that follows the nouns.
    kept = " ON CONFLICT (id) DO UPDATE SET displaced = excluded.displaced" if noun is Judgement else ""
    marks = ", ".join(repeat("?", len(shape.columns)))
    try:
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(shape.columns)}) VALUES ({marks}){kept}", (shape.cells(each) for each in nouns)
        )
    except sqlite3.IntegrityError as error:
        raise ValueError(f"the {table} lines cannot be kept: {error}; ids must differ and required fields be given") from None


def _hashed(originals: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for sha256, data in originals.items():
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ValueError(f"an original named {sha256} has other bytes; originals are named by the SHA-256 of their bytes")
        yield sha256, data


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the disk or another writer refuses, said to the person who asked."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        reason = getattr(error, "strerror", None) or error
        busy = "; another build may be writing to it: wait for it to end" if "locked" in str(error) else ""
        raise UnusableRecord(f"{path} could not be written ({reason}){busy}; nothing was changed") from error


def _discard(part: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        _sibling(part, ending).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@cache
def _schema() -> str:
    return files("accordingto.record").joinpath("schema.sql").read_text(encoding="utf-8")


# Nouns as rows


@dataclass(frozen=True, slots=True)
class Shape:
    """How a value lies in the columns of a row: `put` appends its cells to a list, `take` reads it back from them."""

    columns: tuple[str, ...]
    put: Callable[[Any, list[Any]], None]
    take: Callable[[Iterator[Any]], Any]

    def cells(self, value: Any) -> list[Any]:
        into: list[Any] = []
        self.put(value, into)
        return into


def _in(article: str | None) -> dict[str, str]:
    return {} if article is None else {"article": article}


def _spread(noun: type, prefix: str = "") -> Shape:
    """A noun as a row: scalars as they are, parts spread over columns, lists and dictionaries as JSON."""
    parts = [(name, _column(hint, prefix + name)) for name, hint in get_type_hints(noun).items()]

    def put(value: Any, into: list[Any]) -> None:
        for name, part in parts:
            part.put(getattr(value, name), into)

    def take(cells: Iterator[Any]) -> Any:
        return noun(*[part.take(cells) for _, part in parts])

    return Shape(tuple(column for _, part in parts for column in part.columns), put, take)


def _column(hint: Any, name: str) -> Shape:
    kinds = [kind for kind in get_args(hint) if kind is not NoneType] if NoneType in get_args(hint) else [hint]
    if len(kinds) == 1 and is_dataclass(kinds[0]):
        inner = _spread(cast(type, kinds[0]), f"{name}_")
        return inner if kinds[0] is hint else _optional(inner)
    if hint is bool:
        return Shape((name,), lambda value, into: into.append(int(value)), lambda cells: bool(next(cells)))
    if float in kinds and int in kinds:
        return Shape((name,), _put_number, lambda cells: _number(next(cells)))
    if all(kind in (str, int, float) or get_origin(kind) is Literal for kind in kinds):
        return Shape((name,), lambda value, into: into.append(value), next)
    decoder = msgspec.json.Decoder(hint)
    return Shape((name,), lambda value, into: into.append(written(value).decode()), lambda cells: decoder.decode(next(cells)))


def _optional(inner: Shape) -> Shape:
    """A part that may be missing: all its columns are then NULL. Every such part has one that otherwise is not."""
    width = len(inner.columns)

    def put(value: Any, into: list[Any]) -> None:
        if value is None:
            into.extend(repeat(None, width))
        else:
            inner.put(value, into)

    def take(cells: Iterator[Any]) -> Any:
        mine = [next(cells) for _ in range(width)]
        return None if all(cell is None for cell in mine) else inner.take(iter(mine))

    return Shape(inner.columns, put, take)


def _put_number(value: float | int | None, into: list[Any]) -> None:
    # SQLite's integers end at 64 bits; a longer one is kept as text, so that it comes back as written.
    into.append(str(value) if isinstance(value, int) and value.bit_length() > 63 else value)


def _number(cell: float | int | str | None) -> float | int | None:
    return int(cell) if isinstance(cell, str) else cell


TABLES: Mapping[type, str] = {noun: name for name, noun in TYPES.items()}
"""Each noun and its table, which has the name of its type."""

SHAPES: Mapping[type, Shape] = {noun: _spread(noun) for noun in FIELDS}
"""Each noun and the columns of its table that are written from it."""
