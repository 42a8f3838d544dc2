"""The brief in a terminal, by rich: the same lines, with what may be skipped set softly."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from accordingto.present.brief.compose import Brief
from accordingto.present.brief.markdown import entry_words, headline, origins, plural, refs, way_words

STATES = {
    "disputed": "bold red",
    "denied": "red",
    "corroborated": "green",
    "unverified": "yellow",
    "origin not stated": "yellow",
}


def terminal(brief: Brief) -> RenderableType:
    """Something a rich console can print at any width."""
    parts: list[RenderableType] = [Text(brief.title, style="bold"), Text(headline(brief), style="dim")]
    if brief.claims:
        parts.append(_heading("What is claimed"))
        grid = Table.grid(padding=(0, 1))
        grid.add_column(justify="right", style="dim")
        grid.add_column()
        for number, line in enumerate(brief.claims, 1):
            body = Text(line.text, style="bold")
            body.append(f"\n{plural(line.reports, 'report')} · {origins(line.independent)} · ", style="not bold dim")
            body.append(line.state, style=f"not bold {STATES.get(line.state, '')}")
            for way in line.ways:
                body.append(f"\n  {way_words(way)} ", style="not bold")
                body.append(refs(way.cited), style="not bold cyan")
            grid.add_row(str(number), body)
        parts.append(grid)
        if brief.more_claims:
            parts.append(Text(f"{plural(brief.more_claims, 'further claim')}: --full", style="dim"))
    if brief.disagreements:
        parts.append(_heading("Where they disagree"))
        for one in brief.disagreements:
            text = Text(one.question, style="bold")
            for entry in one.entries:
                text.append(f"\n  {entry_words(entry)} ", style="not bold")
                text.append(refs(entry.cited), style="not bold cyan")
            text.append(f"\n  {one.reason}", style="not bold dim")
            parts.append(text)
    if brief.courses:
        parts.append(_heading("Figures over time"))
        for course in brief.courses:
            text = Text(f"{course.counted}  ", style="bold")
            for place, point in enumerate(course.points):
                text.append(("→ " if place else "") + entry_words(point) + " ", style="not bold")
                text.append(refs(point.cited) + " ", style="not bold cyan")
            parts.append(text)
    if brief.timeline:
        parts.append(_heading("What happened when"))
        grid = Table.grid(padding=(0, 1))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column()
        for event in brief.timeline:
            text = Text(event.text + " ")
            text.append(f"{plural(event.reports, 'report')}, {origins(event.origins)} ", style="dim")
            text.append(refs(event.cited), style="cyan")
            grid.add_row(event.when.replace("/", "\n"), text)
        parts.append(grid)
        if brief.more_events:
            parts.append(Text(plural(brief.more_events, "further dated event"), style="dim"))
    if brief.relied:
        parts.append(_heading("Who is relied on"))
        names = [f"{one.name} ({plural(one.claims, 'claim')}, {plural(one.reports, 'report')})" for one in brief.relied]
        parts.append(Text(" · ".join([*names, f"nobody named ({plural(brief.unnamed, 'claim')})"])))
    if brief.care:
        parts.append(_heading("Read with care"))
        parts += [Text(f"• {line}") for line in brief.care]
    parts.append(_heading("The reports"))
    grid = Table.grid(padding=(0, 1))
    for report in brief.reports:
        told = " · ".join(
            [report.outlet or "outlet not known", report.published.value or "no date", report.headline or "no headline"]
        )
        grid.add_row(Text(f"[{report.number}]", style="cyan"), Text(told))
    parts.append(grid)
    return Padding(Group(*parts), (1, 0))


def _heading(words: str) -> RenderableType:
    return Padding(Rule(words, align="left", style="dim"), (1, 0, 0, 0))
