"""The brief as Markdown: what travels by mail and stands in a repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accordingto.model import Bounds
from accordingto.present.brief.compose import Brief, Cited, Entry, Way


def markdown(brief: Brief) -> str:
    """The whole brief in CommonMark."""
    return "\n".join(_lines(brief)).rstrip() + "\n"


def headline(brief: Brief) -> str:
    """One line on what the pile is: reports, outlets, days, what was not read."""
    parts = [plural(len(brief.reports), "report")]
    if brief.outlets:
        parts.append(plural(brief.outlets, "outlet") + (f" ({brief.unknown_outlets} unknown)" if brief.unknown_outlets else ""))
    else:
        parts.append("outlets not known")
    parts.append(brief.span or "no dates of publication known")
    parts.append(f"{plural(brief.unread, 'input')} not read" if brief.unread else "every input read")
    return " · ".join(parts)


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {escaped(brief.title)}"
    yield ""
    yield headline(brief)
    if brief.claims:
        yield "\n## What is claimed\n"
        for number, line in enumerate(brief.claims, 1):
            yield f"{number}. **{escaped(line.text)}**"
            yield f"   {plural(line.reports, 'report')} · {origins(line.independent)} · *{line.state}*"
            for way in line.ways:
                yield f"   - {escaped(way_words(way))} {refs(way.cited)}"
        if brief.more_claims:
            yield f"\n{plural(brief.more_claims, 'further claim')}: `accordingto brief --full`"
    if brief.disagreements:
        yield "\n## Where they disagree\n"
        for one in brief.disagreements:
            yield f"- **{escaped(one.question)}**: " + " · ".join(
                f"{escaped(entry_words(e))} {refs(e.cited)}" for e in one.entries
            )
            yield f"  {escaped(one.reason)}"
    if brief.courses:
        yield "\n## Figures over time\n"
        for course in brief.courses:
            yield f"- **{escaped(course.counted)}**: " + " → ".join(
                f"{escaped(entry_words(p))} {refs(p.cited)}" for p in course.points
            )
    if brief.timeline:
        yield "\n## What happened when\n"
        for event in brief.timeline:
            count = f"{plural(event.reports, 'report')}, {origins(event.origins)}"
            yield f"- {event.when.replace('/', ' to ')}: {escaped(event.text)} ({count}) {refs(event.cited)}"
        if brief.more_events:
            yield f"\n{plural(brief.more_events, 'further dated event')}: `accordingto show timeline`"
    if brief.relied:
        yield "\n## Who is relied on\n"
        names = [
            f"{escaped(one.name)} ({plural(one.claims, 'claim')} in {plural(one.reports, 'report')})" for one in brief.relied
        ]
        yield " · ".join([*names, f"nobody named: {plural(brief.unnamed, 'claim')}"])
    if brief.care:
        yield "\n## Read with care\n"
        yield from (f"- {escaped(line)}" for line in brief.care)
    yield "\n## The reports\n"
    for report in brief.reports:
        parts = [report.outlet or "outlet not known", report.published.value or "no date", report.headline or "no headline"]
        yield f"- [{report.number}] {escaped(' · '.join(parts))} (`{report.uri}`)"


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def origins(bounds: Bounds) -> str:
    """How many independent origins, as bounds: never one number where two are honest."""
    low, high = int(bounds.low or 0), bounds.high
    if low == 0:
        return "origin not stated" if high in (None, 0, 1) else f"0 to {int(high)} independent origins"
    if high is None or int(high) == low:
        return f"{low} independent origin{'' if low == 1 else 's'}"
    return f"{low} to {int(high)} independent origins"


def way_words(way: Way) -> str:
    """How the word travelled: origin, relays, outlets."""
    mode = "" if way.manner in ("reported", "own words") else f" ({way.manner})"
    path = " → ".join([f"{way.origin}{mode}", *way.relays, *(["; ".join(way.outlets)] if way.outlets else [])])
    return f"{way.stance}: {path}"


def entry_words(entry: Entry) -> str:
    inside = ", ".join(part for part in (entry.who, entry.when) if part)
    return f"{entry.words} ({inside})" if inside else entry.words


def refs(cited: Iterable[Cited]) -> str:
    """The reports a line stands on."""
    return "".join(f"[{number}]" for number in dict.fromkeys(one.report for one in cited))


def escaped(words: str) -> str:
    """Words of an article as plain text in Markdown."""
    for mark in "\\`*_<>#|":
        words = words.replace(mark, f"\\{mark}")
    return words
