"""The brief as Markdown: what travels by mail and stands in a repository.

What always holds: words of a report are words; no mark in them starts a heading, a link, an image or a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from accordingto.present.brief import phrases
from accordingto.present.brief.account import Brief

MARKS = re.compile(r"[\\`*_{}\[\]<>#|!&~$]")
LEADING = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def markdown(brief: Brief) -> str:
    """The whole brief in CommonMark."""
    return "\n".join(_lines(brief)).rstrip() + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {escaped(brief.title)}"
    yield ""
    yield phrases.headline(brief)
    if brief.claims:
        yield "\n## What is claimed"
    for number, line in enumerate(brief.claims, 1):
        state = phrases.state(line)
        yield f"\n{number}. **{escaped(line.text)}** — {phrases.counts(line)}{f' · *{state}*' if state else ''}"
        indent = " " * (len(str(number)) + 2)
        for way in line.ways:
            stance = f"*{phrases.stance(line, way)}*: " if phrases.is_weighed(line) else ""
            yield f"{indent}- {stance}{_written(phrases.way(way))}"
        if line.more:
            yield f"{indent}- and from others {phrases.bracketed(line.more)}"
    if brief.more_claims:
        yield f"\n{phrases.plural(brief.more_claims, 'further claim')}: `accordingto brief --full`"
    if brief.disagreements:
        yield "\n## Where they disagree\n"
    for one in brief.disagreements:
        yield f"- **{escaped(one.question)}**: {_written(phrases.sides(one))} — {escaped(one.reason)}"
    if brief.more_disagreements:
        yield f"\n{phrases.plural(brief.more_disagreements, 'further disagreement')}: `accordingto brief --full`"
    if brief.courses:
        yield "\n## Figures over time\n"
    for course in brief.courses:
        yield f"- **{escaped(course.counted)}**: " + " / ".join(_written(run) for run in phrases.runs(course))
    if brief.timeline:
        yield "\n## What happened when\n"
    for event in brief.timeline:
        told = f"({escaped(phrases.how_told(event))}) {phrases.bracketed(event.cited)}"
        yield f"- **{phrases.when(event)}**: {escaped(event.text)} {told}"
    if brief.more_events:
        yield f"\n{phrases.plural(brief.more_events, 'further dated event')}: `accordingto show R timeline`"
    if brief.relied or brief.unnamed:
        yield "\n## Who is relied on\n"
        names = [f"{escaped(phrases.reliance(one))} {phrases.bracketed(one.cited)}" for one in brief.relied]
        yield " · ".join([*names, phrases.unnamed(brief)])
    if brief.care:
        yield "\n## Read with care\n"
        yield from (f"- {_written(phrases.caution(one))}" for one in brief.care)
    reports, left = phrases.listed(brief, phrases.all_cited(brief))
    if reports:
        yield "\n## The reports\n"
    for report in reports:
        yield f"- [{report.number}] {escaped(' · '.join(phrases.report(report)))} ({_code(report.uri)})"
    if left:
        yield f"\n{phrases.plural(left, 'report')} not cited here: `accordingto show R articles`"


def _written(pieces: Iterable[phrases.Piece]) -> str:
    return "".join(escaped(one) if isinstance(one, str) else phrases.bracketed(one) for one in pieces)


def escaped(words: str) -> str:
    """Words of a report as plain text in Markdown. An address in them is not made a link."""
    marked = MARKS.sub(lambda mark: f"\\{mark.group()}", words).replace("://", "\\://").replace("www.", "www\\.")
    return LEADING.sub(r"\1\\\2" if not marked[:1].isdigit() else r"\1\2\\", marked)


def _code(words: str) -> str:
    """Words as a code span, fenced by more back ticks than stand in them."""
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {words} {fence}" if longest else f"`{words}`"
