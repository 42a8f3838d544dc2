"""Bytes -> Article: whatever a person has, turned into articles, with a rejection for what cannot be.

Every file, row and name that was looked at ends as an article, as a further `uri` of one, or as a rejection with its
reason. The pile is the same in whatever order its inputs are given, and however often.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from accordingto.errors import EmptyPile, UnreadableInput
from accordingto.ingest.draft import Draft, Given, Told, article_of, merged
from accordingto.ingest.files import Found, found, readings
from accordingto.ingest.pilefile import PileFile, absent, pile_file
from accordingto.model import Article, Pile, Rejection

__all__ = ["pile"]


def pile(
    inputs: Sequence[str | Path],
    *,
    outlet: str | None = None,
    published: str | None = None,
    language: str | None = None,
    progress: Callable[[str], None] | None = None,
) -> Pile:
    """The articles in some files and folders, the bytes they came from, and what was refused.

    What a pile file says of a file is believed first, then what the input says itself, then the pile file's defaults, then
    `outlet`, `published` and `language`. `progress` is told the uri of each file before it is read. Raises EmptyPile when
    an input is not there or there is nothing to look at, UnusablePileFile when a pile file cannot be understood.
    """
    paths = _paths(inputs)
    options = Told(outlet=_option(outlet), published=_option(published), language=_option(language))
    same: defaultdict[str, list[Article]] = defaultdict(list)
    originals: dict[str, bytes] = {}
    rejections: dict[str, Rejection] = {}
    looked_at = False
    for made in _made(paths, options, progress):
        looked_at = True
        if isinstance(made, Rejection):
            rejections[made.id] = made
        else:
            article, raw = made
            same[article.id].append(article)
            originals[article.sha256] = raw
    if not looked_at:
        shown = ", ".join(str(path) for path in paths)
        raise EmptyPile(
            f"there is nothing to read in {shown}: give files or a folder of reports (.txt, .html, .jsonl, .csv, …)"
        )
    articles = tuple(merged(same[article_id]) for article_id in sorted(same))
    return Pile(articles, dict(sorted(originals.items())), tuple(rejections[each] for each in sorted(rejections)))


def _made(
    paths: Sequence[Path], options: Told, progress: Callable[[str], None] | None
) -> Iterator[tuple[Article, bytes] | Rejection]:
    """Yield an article with its bytes, or a rejection, for each report that was looked at."""
    said: dict[Path, PileFile] = {}
    for item in (item for path in paths for item in found(path)):
        if isinstance(item, Rejection):
            yield item
            continue
        for folder in item.folders:
            if folder not in said:
                said[folder] = pile_file(folder)
                for name, reason in absent(folder, said[folder]):
                    yield Rejection.of(item.beside(folder, name), "ingest", reason)
        if item.is_setting:
            continue
        if progress:
            progress(item.uri)
        entry, defaults = _said(item, said)
        for reading in readings(item):
            if isinstance(reading, Rejection):
                yield reading
                continue
            yield _article(reading, entry, defaults, options)


def _article(draft: Draft, entry: Told, defaults: Told, options: Told) -> tuple[Article, bytes] | Rejection:
    told = entry.over(draft.told).over(defaults).over(options)
    try:
        return article_of(draft.saying(told)), draft.raw
    except UnreadableInput as error:
        return Rejection.of(draft.uri, "ingest", str(error))


def _said(item: Found, said: dict[Path, PileFile]) -> tuple[Told, Told]:
    """What the pile files above a file say of it, and of all files; the nearest folder goes first."""
    entry, defaults = Told(), Told()
    for folder in item.folders:
        entry = entry.over(said[folder].entries.get(item.path.relative_to(folder).as_posix(), Told()))
        defaults = defaults.over(said[folder].defaults)
    return entry, defaults


def _paths(inputs: Sequence[str | Path]) -> list[Path]:
    given = [inputs] if isinstance(inputs, (str, Path)) else list(inputs)
    for each in given:
        if str(each).startswith(("http://", "https://")):
            raise EmptyPile(f"{str(each)!r} is an address, and nothing is fetched: save the page and give its file")
        try:
            is_there = Path(each).exists()
        except (OSError, ValueError):
            is_there = False
        if not is_there:
            raise EmptyPile(f"{str(each)!r} is not there: check the path")
    if not given:
        raise EmptyPile("no input was given: name files or folders of reports")
    return sorted({Path(each) for each in given})


def _option(words: str | None) -> Given | None:
    return Given(words.strip(), "option") if words and words.strip() else None
