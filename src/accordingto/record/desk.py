"""A person's decision changes a few nouns of a record and no others, so it is made at a desk: look up, put, drop, in one go.

What always holds: all that is done at a desk is one transaction. The machine's line of a noun is kept when a judgement first
changes it, so that all judgements can be taken back to the very bytes; the log itself is only added to. What a judgement looked
at and changed is noted, so that to undo one need not go through all others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from typing import Any

from accordingto.errors import UnusableJudgement
from accordingto.model import (
    Article,
    Claim,
    Contradiction,
    Derivation,
    Displaced,
    Entity,
    Event,
    EventMention,
    Figure,
    Findings,
    Judgement,
    Mention,
    Series,
    Statement,
    by_id,
)
from accordingto.record.lines import TYPES, Noun, line, noun_of, written
from accordingto.record.store import (
    CACHES,
    ROW_TABLES,
    ROWS,
    SHAPES,
    TABLES,
    Anything,
    Record,
    writing,
)

JUDGED: tuple[type[Noun], ...] = (
    Statement, Claim, Figure, EventMention, Event, Entity, Derivation, Contradiction, Series, Article,
)  # fmt: skip
"""The nouns that a person can judge."""

_AMONG = "(SELECT value FROM json_each(?1))"
WAYS: dict[tuple[type[Noun], str], str] = {
    (Claim, "statement"): f"SELECT claim FROM claim_member WHERE statement IN {_AMONG}",
    (Claim, "article"): f"SELECT claim FROM claim_member WHERE article IN {_AMONG}",
    (Claim, "origin"): f"SELECT claim FROM claim_origin WHERE entity IN {_AMONG}",
    (Claim, "part"): f"SELECT id FROM holding WHERE kind = 'claim' AND held IN {_AMONG}",
    (Statement, "article"): f"SELECT id FROM statement WHERE article IN {_AMONG}",
    (Statement, "nested_in"): f"SELECT id FROM statement WHERE nested_in IN {_AMONG}",
    (Statement, "entity"): f"SELECT id FROM statement WHERE source_entity IN {_AMONG}"
    f" UNION SELECT statement FROM statement_link WHERE entity IN {_AMONG}",
    (EventMention, "article"): f"SELECT id FROM event_mention WHERE article IN {_AMONG}",
    (EventMention, "statement"): f"SELECT id FROM event_mention WHERE statement IN {_AMONG}",
    (EventMention, "event"): f"SELECT id FROM event_mention WHERE event IN {_AMONG}",
    (EventMention, "entity"): f"SELECT id FROM holding WHERE kind = 'event_mention' AND held IN {_AMONG}",
    (Event, "entity"): f"SELECT id FROM holding WHERE kind = 'event' AND held IN {_AMONG}",
    (Figure, "article"): f"SELECT id FROM figure WHERE article IN {_AMONG}",
    (Figure, "statement"): f"SELECT id FROM figure WHERE statement IN {_AMONG}",
    (Figure, "event"): f"SELECT id FROM figure WHERE event IN {_AMONG}",
    (Figure, "entity"): f"SELECT id FROM figure WHERE of_whom IN {_AMONG} UNION SELECT id FROM figure WHERE place IN {_AMONG}",
    (Derivation, "derived"): f"SELECT id FROM derivation WHERE derived IN {_AMONG}",
    (Derivation, "origin"): f"SELECT id FROM derivation WHERE origin IN {_AMONG}",
    (Contradiction, "ref"): f"SELECT id FROM contradiction WHERE left_ref IN {_AMONG}"
    f" UNION SELECT id FROM contradiction WHERE right_ref IN {_AMONG}",
    (Contradiction, "claim"): f"SELECT id FROM contradiction WHERE claim IN {_AMONG}",
    (Contradiction, "event"): f"SELECT id FROM contradiction WHERE event IN {_AMONG}",
    (Contradiction, "article"): f"SELECT id FROM contradiction WHERE left_article IN {_AMONG}",
    (Series, "held"): f"SELECT id FROM holding WHERE kind = 'series' AND held IN {_AMONG}",
    (Mention, "article"): f"SELECT id FROM mention WHERE article IN {_AMONG}",
    (Mention, "entity"): f"SELECT id FROM mention WHERE entity IN {_AMONG}",
}
"""Ways to find the nouns of a kind: those that hold one of some ids there."""

HELD: dict[tuple[type[Any], str], Callable[[Any], Iterable[str | None]]] = {
    (Claim, "statement"): lambda one: (member.statement for member in one.members),
    (Claim, "article"): lambda one: (member.article for member in one.members),
    (Claim, "origin"): lambda one: (origin.entity for origin in one.origins),
    (Claim, "part"): lambda one: one.parts,
    (Statement, "article"): lambda one: (one.article,),
    (Statement, "nested_in"): lambda one: (one.nested_in,),
    (Statement, "entity"): lambda one: (one.source_entity, *(link.entity for link in one.chain)),
    (EventMention, "article"): lambda one: (one.article,),
    (EventMention, "statement"): lambda one: (one.statement,),
    (EventMention, "event"): lambda one: (one.event,),
    (EventMention, "entity"): lambda one: (part.entity for part in (*one.actor, *one.recipient, one.place) if part),
    (Event, "entity"): lambda one: (*one.actor, *one.recipient, one.place),
    (Figure, "article"): lambda one: (one.article,),
    (Figure, "statement"): lambda one: (one.statement,),
    (Figure, "event"): lambda one: (one.event,),
    (Figure, "entity"): lambda one: (one.of_whom, one.place),
    (Derivation, "derived"): lambda one: (one.derived,),
    (Derivation, "origin"): lambda one: (one.origin,),
    (Contradiction, "ref"): lambda one: (one.left.ref, one.right.ref),
    (Contradiction, "claim"): lambda one: (one.claim,),
    (Contradiction, "event"): lambda one: (one.event,),
    (Contradiction, "article"): lambda one: (one.left.article,),
    (Series, "held"): lambda one: (one.of_whom, one.place, *(point.figure for point in one.points)),
    (Mention, "article"): lambda one: (one.article,),
    (Mention, "entity"): lambda one: (one.entity,),
}
"""What a noun holds in each of these ways: the ids by which it is found."""

_WORDS = {
    "article": ("article_words", "headline, text"),
    "statement": ("statement_words", "said, source_exact, cue_exact"),
    "claim": ("claim_words", "text"),
    "entity": ("entity_words", "name, aliases"),
}


@contextmanager
def desk(path: Path | str, fold: Callable[[str], str]) -> Iterator[Desk]:
    """A desk at a record: what is done at it is there as a whole when it is left, or not at all."""
    path = Path(path)
    Record.open(path).close()  # says why, if it cannot be written to
    with writing(path) as connection:
        yield Desk(Record(connection, path), fold)


class Desk:
    """A record open for judging. `fold` makes of a name what names are compared by."""

    def __init__(self, record: Record, fold: Callable[[str], str]) -> None:
        self.record = record
        self._execute = record._connection.execute
        self._executemany = record._connection.executemany
        self._fold = fold
        self._judgement: str | None = None
        self._touched: dict[str, bool] = {}

    # Looking up

    def noun(self, kind: type[Anything], id: str) -> Anything | None:
        self._look([id])
        return next(self.record.nouns(kind, id=id), None)

    def nouns(self, kind: type[Anything], ids: Iterable[str]) -> list[Anything]:
        """Those of some ids that there are, by id."""
        asked = sorted(set(ids))
        self._look(asked)
        return list(self.record._nouns(kind, f"WHERE id IN {_AMONG} ORDER BY id", written(asked).decode()))

    def where(self, kind: type[Anything], way: str, ids: Iterable[str]) -> list[Anything]:
        """The nouns of a kind that hold one of some ids in one of the `WAYS`, by id."""
        asked = sorted(set(ids))
        if not asked:
            return []
        self._look(_by(kind, way, id) for id in asked)
        ways: Mapping[tuple[Any, str], str] = WAYS
        found = list(self.record._nouns(kind, f"WHERE id IN ({ways[kind, way]}) ORDER BY id", written(asked).decode()))
        self._look(one.id for one in found)
        return found

    def kind_of(self, id: str) -> type[Noun] | None:
        """What noun that can be judged has this id."""
        self._look([id])
        return next((kind for kind in JUDGED if self._one(f"SELECT 1 FROM {TABLES[kind]} WHERE id = ?", id)), None)

    def rejected(self, ids: Collection[str]) -> frozenset[str]:
        """Those of some ids that stand rejected."""
        self._look(ids)
        question = f"""SELECT judgement_subject.id FROM judgement_subject JOIN judgement ON judgement.id = judgement
                       WHERE verdict = 'reject' AND judgement_subject.id IN {_AMONG}"""
        return frozenset(id for (id,) in self._execute(question, (written(sorted(ids)).decode(),)))

    def named(self, entities: Collection[str]) -> frozenset[str]:
        """Those of some entities that any article calls by name."""
        self._look(_by(Mention, "entity", id) for id in entities)
        question = """SELECT value FROM json_each(?1)
                       WHERE EXISTS (SELECT 1 FROM mention WHERE entity = value AND form = 'name')"""
        return frozenset(id for (id,) in self._execute(question, (written(sorted(entities)).decode(),)))

    def called(self, names: Collection[str]) -> dict[str, set[str]]:
        """The entities that go by some folded names, by name."""
        self._look(map(_name, names))
        found: dict[str, set[str]] = {}
        question = f"SELECT folded, entity FROM entity_name WHERE folded IN {_AMONG}"
        for name, entity in self._execute(question, (written(sorted(names)).decode(),)):
            found.setdefault(name, set()).add(entity)
        self._look(entity for entities in found.values() for entity in entities)
        return found

    def voices(self, entities: Collection[str]) -> dict[str, dict[str, int]]:
        """By entity, the bodies that it is called head or voice of, and by how many articles."""
        self._look(_by(Mention, "entity", id) for id in entities)
        found: dict[str, dict[str, int]] = {}
        question = f"""SELECT one.entity, other.entity, COUNT(DISTINCT one.article) FROM mention AS one
                       JOIN voice ON person = one.id JOIN mention AS other ON other.id = body
                       WHERE one.entity IN {_AMONG} GROUP BY one.entity, other.entity"""
        for person, body, articles in self._execute(question, (written(sorted(entities)).decode(),)):
            found.setdefault(person, {})[body] = articles
        # A body comes or goes with the entity of its mention; whoever joins or renames that looks at the body too.
        self._look(_by(Mention, "entity", body) for bodies in found.values() for body in bodies)
        return found

    def _one(self, question: str, *values: object) -> tuple[object, ...] | None:
        found: tuple[object, ...] | None = self._execute(question, values).fetchone()
        return found

    def _look(self, ids: Iterable[str]) -> None:
        if self._judgement is not None:
            for id in ids:
                self._touched.setdefault(id, False)

    # Changing

    def put(self, noun: Noun) -> None:
        """Let a noun stand, instead of the one with its id if there is one."""
        old = self._standing(type(noun), noun.id)
        if old != noun:
            self._keep(type(noun), noun.id, old, noun)
            self._write(type(noun), noun.id, noun, None)

    def drop(self, noun: Noun) -> None:
        """Let a noun stand no longer."""
        old = self._standing(type(noun), noun.id)
        if old is not None:
            self._keep(type(noun), noun.id, old, None)
            self._write(type(noun), noun.id, None, None)

    def _standing(self, kind: type[Anything], id: str) -> Anything | None:
        return next(self.record.nouns(kind, id=id), None)

    def _keep(self, kind: type[Noun], id: str, old: Noun | None, new: Noun | None) -> None:
        """Note what a judgement changes, and the machine's line if it is the first to change it."""
        self._touched[id] = True
        # By what finds it before and after it was found, and looked at, both times.
        self._touched.update(dict.fromkeys(self._found_by(old) ^ self._found_by(new), True))
        table = TABLES[kind]
        before = None if old is None else line(old).decode().rstrip("\n")
        row = (table, id, self._judgement, before)
        place = f"(SELECT n FROM {table} WHERE id = ?2)"
        self._execute(f"INSERT OR IGNORE INTO displaced VALUES (?1, ?2, ?3, ?4, {place})", row)
        self._execute(f"INSERT OR IGNORE INTO earlier VALUES (?3, ?1, ?2, ?4, {place})", row)

    def _found_by(self, noun: Noun | None) -> set[str]:
        """All by which a noun is looked up, but its id."""
        if isinstance(noun, Entity):
            return set(map(_name, self._names(noun)))
        ways = ((kind, way, held(noun)) for (kind, way), held in HELD.items() if kind is type(noun))
        return {_by(kind, way, id) for kind, way, ids in ways for id in ids if id}

    def _names(self, entity: Entity) -> set[str]:
        return {self._fold(name) for name in (entity.name, *entity.aliases)}

    def _write(self, kind: type[Noun], id: str, noun: Noun | None, place: int | None) -> None:
        """Make a row say what a noun says, with all that is drawn from it. It keeps its place, or has the one given."""
        table, shape = TABLES[kind], SHAPES[kind]
        words, columns = _WORDS.get(table, (None, ""))
        old = self._one(f"SELECT n FROM {table} WHERE id = ?", id)
        if words and old:
            self._execute(
                f"INSERT INTO {words} ({words}, rowid, {columns}) SELECT 'delete', n, {columns} FROM {table} WHERE id = ?",
                (id,),
            )
        for drawn, sources in ROW_TABLES.items():
            for source, column in sources:
                if source is kind:
                    self._execute(f"DELETE FROM {drawn} WHERE {column} = ?", (id,))
        self._execute(f"DELETE FROM {table} WHERE id = ?", (id,))
        if kind is Entity:
            self._execute("DELETE FROM entity_name WHERE entity = ?", (id,))
        if noun is None:
            return
        n = place or (old[0] if old else self._next(table))
        marks = ", ".join(repeat("?", len(shape.columns) + 1))
        self._execute(f"INSERT INTO {table} (n, {', '.join(shape.columns)}) VALUES ({marks})", (n, *shape.cells(noun)))
        for source, rows in ROWS:
            if source is kind:
                self._execute(rows.format(which=f"{table}.id = ?1"), (id,))
            elif kind is Statement and rows.startswith("UPDATE claim SET state"):  # how a claim stands follows its statements
                self._execute(rows.format(which="claim.id IN (SELECT claim FROM claim_member WHERE statement = ?1)"), (id,))
        if words:
            self._execute(f"INSERT INTO {words} (rowid, {columns}) SELECT n, {columns} FROM {table} WHERE id = ?", (id,))
        if isinstance(noun, Entity):
            self._executemany("INSERT OR IGNORE INTO entity_name VALUES (?, ?)", ((name, id) for name in self._names(noun)))

    def _next(self, table: str) -> object:
        """A place that no row has, nor will have when the machine's come back."""
        question = f"""SELECT max(coalesce((SELECT max(n) FROM {table}), 0),
                       coalesce((SELECT max(place) FROM displaced WHERE type = ?1), 0),
                       coalesce((SELECT max(place) FROM earlier WHERE type = ?1), 0)) + 1"""
        return (self._one(question, table) or (1,))[0]

    # The log

    def log(self) -> list[Judgement]:
        """All judgements, oldest first."""
        return list(self.record.judgements())

    def judgement(self, id: str) -> Judgement | None:
        return next(self.record.nouns(Judgement, id=id), None)

    def last(self) -> str | None:
        """Id of the newest judgement."""
        found = self._one("SELECT id FROM judgement ORDER BY n DESC LIMIT 1")
        return str(found[0]) if found else None

    def append(self, judgement: Judgement) -> None:
        """Add to the log. An undo has its subjects at once, others when they are applied."""
        shape = SHAPES[Judgement]
        marks = ", ".join(repeat("?", len(shape.columns)))
        self._execute(f"INSERT INTO judgement ({', '.join(shape.columns)}) VALUES ({marks})", shape.cells(judgement))
        self._executemany(
            "INSERT INTO judgement_subject VALUES (?, ?, ?, NULL)",
            ((judgement.id, nth, subject) for nth, subject in enumerate(judgement.subject)),
        )

    @contextmanager
    def applying(self, judgement: Judgement, places: Collection[str]) -> Iterator[None]:
        """While it lasts, what is looked up and changed is that judgement's; if it is refused, nothing was changed."""
        self._judgement, self._touched = judgement.id, dict.fromkeys(places, judgement.verdict == "reject")
        self._execute("SAVEPOINT judgement")
        try:
            self._executemany(
                "UPDATE judgement_subject SET id = ? WHERE judgement = ? AND nth = ?",
                ((id, judgement.id, nth) for nth, id in enumerate(places)),
            )
            yield
            self._executemany(
                "INSERT INTO touched VALUES (?, ?, ?)",
                ((judgement.id, id, changed) for id, changed in sorted(self._touched.items())),
            )
            self._note(judgement.id)
        except UnusableJudgement:
            self._execute("ROLLBACK TO judgement")
            raise
        finally:
            self._execute("RELEASE judgement")
            self._judgement, self._touched = None, {}

    def added(self, judgement: Judgement, id: str) -> None:
        """Note what a judgement added: it is what the judgement is about, too."""
        row = (judgement.id, len(judgement.subject), id)
        self._execute("INSERT INTO judgement_subject VALUES (?1, ?2, ?3, ?3)", row)

    def _note(self, judgement: str) -> None:
        rows = self._execute("SELECT type, id, line FROM displaced WHERE judgement = ?", (judgement,))
        order = {name: number for number, name in enumerate(TYPES)}
        displaced = sorted((Displaced(*row) for row in rows), key=lambda one: (order[one.type], one.id))
        self._execute("UPDATE judgement SET displaced = ? WHERE id = ?", (written(displaced).decode(), judgement))

    def lay_aside(self, judgement: str) -> None:
        """Mark a judgement as one that has no place in what the record now holds."""
        self._execute("UPDATE judgement SET displaced = 'null' WHERE id = ?", (judgement,))

    def unplaced(self) -> frozenset[str]:
        """Ids of the judgements marked so."""
        return frozenset(id for (id,) in self._execute("SELECT id FROM judgement WHERE displaced = 'null'"))

    def take_back(self, judgements: Collection[str] | None = None) -> None:
        """Put back what stood before some judgements, newest first; before all, if none are given: what the machine had made.

        Whatever depends on one of them must be among them.
        """
        if judgements is None:
            self._put_back(self._execute("SELECT type, id, line, place FROM displaced").fetchall())
            judgements = [one.id for one in self.log()]
        else:
            question = f"SELECT id FROM judgement WHERE id IN {_AMONG} ORDER BY n DESC"
            for (one,) in self._execute(question, (written(sorted(judgements)).decode(),)).fetchall():
                self._put_back(
                    self._execute("SELECT type, id, line, place FROM earlier WHERE judgement = ?", (one,)).fetchall()
                )
        some = written(sorted(judgements)).decode()
        for change in (
            "DELETE FROM displaced WHERE judgement IN",
            "DELETE FROM earlier WHERE judgement IN",
            "DELETE FROM touched WHERE judgement IN",
            "UPDATE judgement SET displaced = '[]' WHERE displaced <> '[]' AND id IN",
            """DELETE FROM judgement_subject WHERE nth >= (SELECT json_array_length(judgement.subject) FROM judgement
               WHERE judgement.id = judgement_subject.judgement) AND judgement IN""",
            "UPDATE judgement_subject SET id = NULL WHERE judgement IN",
        ):
            self._execute(f"{change} {_AMONG}", (some,))

    def _put_back(self, rows: Iterable[tuple[str, str, str | None, int | None]]) -> None:
        for name, id, before, place in rows:
            self._write(TYPES[name], id, None if before is None else noun_of(before), place)

    def dependent(self, judgements: Collection[str]) -> frozenset[str]:
        """Some judgements, and all later ones that looked at what one of them changed, at first or second hand."""
        found = self._execute(
            f"""WITH RECURSIVE dependent (judgement, n) AS (
                 SELECT id, n FROM judgement WHERE id IN {_AMONG} UNION
                 SELECT later.id, later.n FROM dependent JOIN touched AS changed ON changed.judgement = dependent.judgement
                 JOIN touched AS seen ON seen.id = changed.id JOIN judgement AS later ON later.id = seen.judgement
                 WHERE changed.changed AND later.n > dependent.n
               ) SELECT judgement FROM dependent""",
            (written(sorted(judgements)).decode(),),
        )
        return frozenset(id for (id,) in found)

    def is_noted(self) -> bool:
        """Whether the caches are filled, for every judgement that has an effect."""
        known = self._one("SELECT 1 FROM entity_name") or not self._one("SELECT 1 FROM entity")
        unknown = self._one(
            "SELECT 1 FROM judgement_subject WHERE id IS NOT NULL AND judgement NOT IN (SELECT judgement FROM touched)"
        )
        return bool(known) and not unknown

    def note(self, voices: Callable[[Iterable[Findings], Mapping[str, Entity]], Iterable[tuple[str, str]]]) -> None:
        """Fill the caches anew from what now stands; `voices` gives mentions of persons and of the bodies they speak for."""
        for cache in CACHES:
            self._execute(f"DELETE FROM {cache}")
        entities: dict[str, Entity] = by_id(self.record.entities())
        rows = ((name, entity.id) for entity in entities.values() for name in self._names(entity))
        self._executemany("INSERT OR IGNORE INTO entity_name VALUES (?, ?)", rows)
        # One article at a time: a whole record need not fit into memory to be judged.
        named = (
            Findings(article, mentions=tuple(self.record.nouns(Mention, article=article.id, form="name")))
            for article in self.record.articles()
        )
        self._executemany("INSERT OR IGNORE INTO voice VALUES (?, ?)", voices(named, entities))


def _by(kind: type[Any], way: str, id: str) -> str:
    return f"{kind.__name__} by {way} {id}"


def _name(folded: str) -> str:
    return f"name {folded}"
