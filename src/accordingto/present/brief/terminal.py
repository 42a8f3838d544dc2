"""The brief in a terminal, by rich: the same lines, with what may be skipped set softly."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from accordingto.present.brief import phrases
from accordingto.present.brief.account import Brief, Caution, Course, Disagreement

STATES = {
    "disputed": "bold red",
    "denied": "red",
    "corroborated": "green",
    "unverified": "yellow",
    "origin not stated": "yellow",
}


def terminal(brief: Brief) -> RenderableType:
    """Something a rich console can print at any width."""
    parts: list[RenderableType] = [Text(brief.title, style="bold"), Text(phrases.headline(brief), style="dim")]
    if brief.claims:
        parts += [_heading("What is claimed"), _claims(brief)]
        if brief.more_claims:
            parts.append(_soft(f"{phrases.plural(brief.more_claims, 'further claim')}: --full"))
    if brief.disagreements:
        parts += [_heading("Where they disagree"), *(_disagreement(one) for one in brief.disagreements)]
        if brief.more_disagreements:
            parts.append(_soft(f"{phrases.plural(brief.more_disagreements, 'further disagreement')}: --full"))
    if brief.courses:
        parts += [_heading("Figures over time"), *(_course(one) for one in brief.courses)]
    if brief.timeline:
        parts += [_heading("What happened when"), _timeline(brief)]
        if brief.more_events:
            parts.append(_soft(f"{phrases.plural(brief.more_events, 'further dated event')}: accordingto show R timeline"))
    if brief.relied or brief.unnamed:
        parts += [_heading("Who is relied on"), _relied(brief)]
    if brief.care:
        parts += [_heading("Read with care"), *(_caution(one) for one in brief.care)]
    reports, left = phrases.listed(brief, phrases.all_cited(brief))
    if reports:
        grid = _grid("cyan", right=True)
        for report in reports:
            grid.add_row(f"[{report.number}]", Text(" · ".join(phrases.report(report))))
        parts += [_heading("The reports"), grid]
    if left:
        parts.append(_soft(f"{phrases.plural(left, 'report')} not cited here: accordingto show R articles"))
    return Padding(Group(*parts), (1, 0))


def _claims(brief: Brief) -> Table:
    grid = _grid("dim", right=True)
    for number, line in enumerate(brief.claims, 1):
        rows: list[RenderableType] = [Text(line.text, style="bold")]
        told = Text(phrases.counts(line), style="dim")
        if state := phrases.state(line):
            told.append(" · ").append(state, style=f"not dim {STATES.get(line.state, '')}")
        rows.append(told)
        ways = _grid("italic")
        for way in line.ways:
            ways.add_row(phrases.stance(line, way) if phrases.is_weighed(line) else "", _written(phrases.way(way)))
        if line.more:
            ways.add_row("", _written(["and from others ", line.more]))
        rows.append(ways)
        grid.add_row(str(number), Group(*rows))
    return grid


def _disagreement(one: Disagreement) -> RenderableType:
    text = Text(f"{one.question}  ", style="bold")
    text.append_text(_written(phrases.sides(one)))
    text.append(f" — {one.reason}", style="not bold dim")
    return text


def _course(course: Course) -> RenderableType:
    text = Text(f"{course.counted}  ", style="bold")
    for place, run in enumerate(phrases.runs(course)):
        text.append(" / " if place else "", style="not bold").append_text(_written(run))
    return text


def _timeline(brief: Brief) -> Table:
    grid = _grid("dim")
    for event in brief.timeline:
        text = Text(f"{event.text} ")
        text.append(f"({phrases.how_told(event)}) ", style="dim").append_text(_written([event.cited]))
        grid.add_row(phrases.when(event), text)
    return grid


def _relied(brief: Brief) -> RenderableType:
    text = Text()
    for one in brief.relied:
        text.append_text(_written([f"{phrases.reliance(one)} ", one.cited, " · "]))
    return text.append(phrases.unnamed(brief))


def _caution(one: Caution) -> RenderableType:
    return Text("• ").append_text(_written(phrases.caution(one)))


def _written(pieces: Iterable[phrases.Piece]) -> Text:
    text = Text()
    for one in pieces:
        text.append(
            one if isinstance(one, str) else phrases.bracketed(one),
            style="not bold" if isinstance(one, str) else "not bold cyan",
        )
    return text


def _grid(style: str, *, right: bool = False) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right" if right else "left", style=style, max_width=24)
    grid.add_column(overflow="fold")
    return grid


def _soft(words: str) -> Text:
    return Text(words, style="dim")


def _heading(words: str) -> RenderableType:
    return Padding(Rule(words, align="left", style="dim"), (1, 0, 0, 0))
