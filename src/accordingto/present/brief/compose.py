"""What an editor must know first of a record, chosen and weighed: the brief before it is written in any format.

What always holds: nothing appears without the reports it stands on; a claim is printed in the words of one of its members;
no sum is made; no state says *true*, *confirmed* or *verified*. Order is by weight (what most depends on), never by the order
of the input.
"""

from __future__ import annotations

from collections.abc import Callable

from accordingto.model import Contents
from accordingto.present.brief.account import Brief, Course, Disagreement
from accordingto.present.brief.asking import Opened, answers, holding_all
from accordingto.present.brief.cautions import cautions, relied
from accordingto.present.brief.claimed import Claims
from accordingto.present.brief.desk import Desk
from accordingto.present.brief.differing import courses, disagreements
from accordingto.present.brief.happened import Happenings
from accordingto.present.brief.wording import clear, fold

CLAIMS = 12  # claims an editor reads before deciding what to open; `full` prints all
DISAGREEMENTS = 8
ANSWERS = 40  # claims, and events, that answer a question; `full` prints all
EVENTS = 14
SOURCES = 8
COURSES = 6


def brief(
    contents: Contents,
    *,
    title: str | None = None,
    about: str | None = None,
    full: bool = False,
    meaning: Opened | None = None,
) -> Brief:
    """The brief of a record's contents.

    `about` keeps only what mentions all of its words; with `meaning`, claims are found by what they mean too, the nearest
    first. `full` prints every claim, disagreement and event.
    """
    desk = Desk(contents)
    wanted = _wanted(about) if about and about.split() else None
    every = full or wanted is not None
    claims, happenings = Claims(desk), Happenings(desk)
    found = None
    if about and wanted:
        found = answers(contents.claims, about, lambda claim: wanted(claims.searched(claim)), meaning)
    shown, more_claims = claims.chosen(wanted, most=None if full else ANSWERS if wanted else CLAIMS, found=found)
    differing = disagreements(desk, claims, happenings, {claim.id for claim in shown})
    differing = [one for one in differing if wanted is None or wanted(_words_of(one))]
    moved = [one for one in courses(desk) if wanted is None or wanted(_words_of(one))]
    lines, more_events = happenings.lines(wanted, most=None if full else ANSWERS if wanted else EVENTS)
    # A question rests on those whom its parts rest on: they are not relied on twice.
    resting, unnamed = relied(desk, shown if wanted else [one for one in contents.claims if one.id not in claims.questions])
    reports = desk.reports()
    asked = {member.article for claim in shown for member in claim.members} if wanted else None
    return Brief(
        title=clear(title) if title else desk.title(),
        reports=reports,
        outlets=len({report.outlet for report in reports if report.outlet}),
        unknown_outlets=sum(report.outlet is None for report in reports),
        span=desk.days(),
        unread=len(contents.rejections),
        claims=tuple(claims.line(claim, most=None) if full else claims.line(claim) for claim in shown),
        more_claims=more_claims,
        disagreements=tuple(differing if every else differing[:DISAGREEMENTS]),
        more_disagreements=0 if every else max(0, len(differing) - DISAGREEMENTS),
        courses=tuple(moved if full else moved[:COURSES]),
        timeline=tuple(lines),
        more_events=more_events,
        relied=resting if full else resting[:SOURCES],
        unnamed=unnamed,
        care=cautions(desk, full=full, among=asked),
    )


def _wanted(about: str) -> Callable[[str], bool]:
    """Whether words that were folded hold every word that was asked for."""
    return lambda words: holding_all(words, about)


def _words_of(one: Disagreement | Course) -> str:
    """The words a disagreement or a course can be found by."""
    if isinstance(one, Course):
        name, entries = one.counted, [entry for run in one.runs for entry in run]
    else:
        name, entries = f"{one.question} {one.reason}", list(one.entries)
    return fold("\n".join([name, *(f"{entry.words} {entry.who or ''}" for entry in entries)]))
