"""The shell door: each command parses, calls one public function, and prints.

Exit codes tell the truth: 0 all is well, 1 something was refused or found wanting (what, goes to standard error), 2 nothing
could be done.
"""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import wraps
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar, get_args

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from accordingto import __version__
from accordingto.errors import AccordingtoError, UnusableJudgement
from accordingto.model import Judgement, Verdict
from accordingto.present.tables import SHOWN, table

if TYPE_CHECKING:
    from accordingto.present.brief.asking import Meaning

Kind = Literal["jsonl", "csv"]
P = ParamSpec("P")
R = TypeVar("R")

ROWS = 40  # rows of a table before `--all` is asked for


def refusing(command: Callable[P, R]) -> Callable[P, R]:
    """A refusal of ours ends a command with its message and exit code 2, never with a traceback."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except AccordingtoError as error:
            click.secho(f"accordingto: {error}", fg="red", err=True)
            sys.exit(2)

    return guarded


record_argument = click.argument("record", type=click.Path(path_type=Path, dir_okay=False))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="accordingto")
def main() -> None:
    """From a pile of news reports to a sourced record.

    \b
      accordingto build reports/ --record affair.db    read a pile
      accordingto brief affair.db                      the account an editor reads first
      accordingto show affair.db claims                who claims what, on whose word
      accordingto judge affair.db reject s-…           correct what was read wrongly
      accordingto export affair.db --as csv --output out/
    """


@main.command()
@click.argument("pile", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--record", "-r", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The record to make or add to."
)
@click.option("--fresh", is_flag=True, help="Start over: forget what the record holds (judgements are always kept).")
@click.option("--outlet", help="Publisher of the inputs that do not say.")
@click.option("--published", help="Date of publication of the inputs that do not say, as 2015-02-19.")
@click.option("--language", help="Language of the inputs that do not say (English is what is read).")
@click.option(
    "--knowledge",
    metavar="FILE.toml",
    type=click.Path(path_type=Path, dir_okay=False),
    help="What you know yourself: actors, outlets, people and places, as TOML. Give it at every build.",
)
@click.option("--workers", type=click.IntRange(1), help="Processes that read. Default: one for a small pile, else one a core.")
@click.option(
    "--no-model", is_flag=True, help="Find statements by rules alone: about three times as fast, and fewer are found."
)
@click.option("--quiet", "-q", is_flag=True, help="No progress and no summary; refusals are still said.")
@refusing
def build(
    pile: tuple[Path, ...],
    record: Path,
    fresh: bool,
    outlet: str | None,
    published: str | None,
    language: str | None,
    knowledge: Path | None,
    workers: int | None,
    no_model: bool,
    quiet: bool,
) -> None:
    """Read files and folders into a record.

    Reads plain text, Markdown, HTML, JSON Lines, JSON, CSV and Parquet. What a text file cannot say (outlet, date, URL)
    comes from a pile.toml or pile.csv beside it, or from the options. Building into an existing record adds to it.

    --knowledge adds what you know to the names that come along. It breaks ties; the reports' own words go first:

    \b
      [[actor]]
      name = "Harbour Front"
      kind = "armed_group"      or agency, organisation, government
      names = ["Front of the Harbour"]
      doubtful = ["HF"]         names that mean other things too
      country = "MT"

    Likewise [[outlet]], [[person]] and [[place]]: docs/how-to/add-your-own-knowledge.md

    Exit code: 0 all inputs are in, 1 some were rejected, 2 nothing was built.
    """
    from accordingto import distribute, pipeline

    with _progress(quiet) as step:
        done = pipeline.build(
            pile, record=record, outlet=outlet, published=published, language=language, fresh=fresh,
            model=not no_model, knowledge=knowledge, reader=distribute.reader(workers), progress=step,
        )  # fmt: skip
    if done.unplaced:
        count = f"{len(done.unplaced)} judgement{'s' * (len(done.unplaced) > 1)}"
        click.secho(f"{count} could not be placed: accordingto judge {done.path} --list", fg="yellow", err=True)
    for rejection in done.rejections:
        click.secho(f"not read: {rejection.uri} ({rejection.stage}): {rejection.reason}", fg="yellow", err=True)
    if not quiet:
        counts = done.counts
        click.echo(
            f"{done.path}: {done.articles:,} articles ({done.read:,} read now, {done.also:,} further copies of an input, "
            f"{len(done.rejections):,} rejected), {counts['statements']:,} statements, {counts['claims']:,} claims, "
            f"{counts['events']:,} events, {counts['figures']:,} figures"
            + ("" if done.model else "; statements by rules alone")
        )
        click.echo(f"next: accordingto brief {done.path}")
    if not done.articles:
        click.secho("nothing was built: every input was rejected", fg="red", err=True)
        sys.exit(2)
    sys.exit(1 if done.rejections else 0)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str, int, int | None], None]]:
    """A progress bar on standard error, by stage, where somebody is looking."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def step(stage: str, done: int, of: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=of)
            bars.update(tasks[stage], completed=done, total=of)

        yield step


@main.command()
@record_argument
@click.option(
    "--as",
    "kind",
    type=click.Choice(["terminal", "markdown", "html", "json"]),
    help="Default: by the ending of --output, else terminal.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file (.md, .html, .json).")
@click.option("--full", is_flag=True, help="Every claim, disagreement and event, not only the weightiest.")
@click.option("--about", metavar="WORDS", help='Only what mentions these words, or answers "does A support B".')
@click.option("--title", help="What the affair is called. Default: the names most reports share.")
@click.option("--json", "as_json", is_flag=True, help="The same as --as json.")
@refusing
def brief(
    record: Path, kind: str | None, output: Path | None, full: bool, about: str | None, title: str | None, as_json: bool
) -> None:
    """The account an editor reads first: what is claimed, on whose word, where reports disagree."""
    from accordingto.present import brief as briefs
    from accordingto.record.queries import standing_contents
    from accordingto.record.store import Record

    kind = "json" if as_json else kind or _kind_of(output)
    with Record.open(record) as held:
        contents = standing_contents(held)
    made = briefs.brief(contents, title=title, about=about, full=full, meaning=_meaning)
    if kind == "terminal":
        console = Console(highlight=False, width=100 if output else None, file=StringIO() if output else None)
        console.print(briefs.terminal(made))
        if output:
            _put(console.file.getvalue(), output)  # type: ignore[attr-defined]
        return
    written = {
        "markdown": lambda: briefs.markdown(made),
        "html": lambda: briefs.page(made, contents),
        "json": lambda: json.dumps(asdict(made), ensure_ascii=False, indent=1) + "\n",
    }[kind]()
    _put(written, output)


def _meaning() -> Meaning | None:
    """The vectors of sentences, opened when a question is asked: nothing else needs the pipeline here."""
    from accordingto import pipeline

    return pipeline.meaning()


def _kind_of(output: Path | None) -> str:
    if output is None:
        return "terminal"
    return {".md": "markdown", ".html": "html", ".htm": "html", ".json": "json"}.get(output.suffix.lower(), "terminal")


def _put(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


@main.command()
@record_argument
@click.argument("what", type=click.Choice(SHOWN))
@click.option(
    "--about",
    metavar="WORDS",
    help='Only rows that hold all of these words. Claims are found by meaning too: --about "does A support B".',
)
@click.option("--all", "every", is_flag=True, help=f"Every row, not the first {ROWS}.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, every row.")
@refusing
def show(record: Path, what: str, about: str | None, every: bool, as_json: bool) -> None:
    """Look into a record: one table, or JSON Lines for a program."""
    from accordingto.record.queries import standing_contents
    from accordingto.record.store import Record

    with Record.open(record) as held:
        contents = standing_contents(held)
    header, rows = table(contents, what, about=about, meaning=_meaning)
    if as_json:
        for row in rows:
            click.echo(json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False))
        return
    shown = Table(*header, show_lines=False, header_style="bold", box=None, pad_edge=False)
    for row in rows if every else rows[:ROWS]:
        shown.add_row(*("" if cell is None else str(cell) for cell in row))
    Console(highlight=False).print(shown)
    if not rows:
        click.echo(f"no {what}{f' about {about}' if about else ''} in {record}")
    elif len(rows) > ROWS and not every:
        click.echo(f"{len(rows) - ROWS:,} more rows: --all")


@main.command()
@record_argument
@click.option(
    "--as",
    "kind",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="jsonl is lossless; csv is for a spreadsheet.",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="File (jsonl) or folder (csv). Default for jsonl: standard output."
)
@click.option("--raw", is_flag=True, help="csv: leave cells that a spreadsheet would run as formulas as they are.")
@refusing
def export(record: Path, kind: Kind, output: Path | None, raw: bool) -> None:
    """Write the record out: the native export, or tables."""
    from accordingto.present.export import export as write_out
    from accordingto.present.export import lines
    from accordingto.record.store import Record

    if kind == "csv" and output is None:
        raise click.UsageError("csv is a folder of tables: say where with --output FOLDER")
    with Record.open(record) as held:
        if output is None:
            out = sys.stdout.buffer
            for line in lines(held):
                out.write(line)
            return
        for path in write_out(held, kind=kind, output=output, raw=raw):
            click.echo(path)


@main.command()
@click.argument("record", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen. Other machines need a password.")
@click.option("--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="0 takes any that is free.")
@click.option(
    "--allow-host", multiple=True, metavar="NAME[:PORT]", help="A further name browsers may ask for it by, or NAME:PORT."
)
@click.option("--password-file", type=click.Path(path_type=Path, dir_okay=False), help="Its first line is asked for.")
@click.option("--author", metavar="NAME", help="Name that your judgements are signed with. Default: the login name.")
@click.option("--title", help="What the affair is called. Default: the names most reports share.")
@click.option("--read-only", is_flag=True, help="No judging and no building: for showing a record to others.")
@refusing
def serve(
    record: Path | None,
    host: str,
    port: int,
    allow_host: tuple[str, ...],
    password_file: Path | None,
    author: str | None,
    title: str | None,
    read_only: bool,
) -> None:
    """Open the reading room: a local web app in which to read, check and correct a record.

    The first line printed is the address to open; it lets one browser in, once. Without RECORD, or where there is none yet,
    it offers to drop files in and builds them into RECORD (affair.db in this folder). Nothing leaves this machine.
    """
    from accordingto.present.web.builds import Builds
    from accordingto.present.web.guard import Keys
    from accordingto.present.web.room import Room
    from accordingto.present.web.serving import serve as open_room

    path = record or Path("affair.db")
    password = _first_line(password_file) if password_file else None
    keys = Keys(author or _login_name(), password)
    writing = not read_only
    room = Room(path, keys, _judging if writing else None, Builds(path, _building) if writing else None, title)

    def announce(address: str, token: str) -> None:
        click.echo(address)
        click.echo(f"for programs: Authorization: Bearer {token}", err=True)
        click.echo(f"{path}{'' if room.has_record else ' (to be made)'}; stop with Ctrl-C", err=True)

    open_room(room, host=host, port=port, names=allow_host, announce=announce)


def _judging(*args: Any, **kwargs: Any) -> Judgement:
    """`accordingto.judge`, loaded at the first judgement: it brings the parser along, and a room to read in opens without."""
    from accordingto import pipeline

    return pipeline.judge(*args, **kwargs)


def _building(*args: Any, **kwargs: Any) -> Any:
    """`accordingto.build`, loaded where it runs: in the process of the build."""
    from accordingto import pipeline

    return pipeline.build(*args, **kwargs)


def _first_line(path: Path) -> str:
    try:
        line = path.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"the password in {path} cannot be read ({error}); write it on the first line") from None
    if not line:
        raise click.UsageError(f"{path} is empty: its first line is the password")
    return line


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container without a user's entry
        return "somebody"


@main.command("import")
@click.argument("export", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--record", "-r", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The new record to make.")
@refusing
def import_(export: Path, record: Path) -> None:
    """Make a record of a native export; it exports the same bytes."""
    from accordingto.record.store import load_export

    load_export(export, record)
    click.echo(f"{record}: imported; originals stay with the record file they came from")


@main.command()
@record_argument
@refusing
def verify(record: Path) -> None:
    """Prove that a record is whole: originals against hashes, words against spans, references against what they name.

    Exit code: 0 nothing wrong, 1 problems found.
    """
    from accordingto.record.custody import verify as check

    problems = list(check(record))
    for problem in problems:
        click.secho(
            f"{problem.severity}: {problem.what} {problem.where}: {problem.reason}",
            fg="red" if problem.severity == "error" else "yellow",
        )
    wrong = [problem for problem in problems if problem.severity == "error"]
    click.echo(f"{record}: {'nothing wrong' if not wrong else f'{len(wrong)} problems'}")
    sys.exit(1 if wrong else 0)


@main.command()
@record_argument
@click.argument("verdict", required=False, type=click.Choice(get_args(Verdict)))
@click.argument("subject", nargs=-1)
@click.option("--reason", default="", help="Why. It stays with the judgement; `verified` needs one.")
@click.option("--author", metavar="NAME", help="Who judges. Default: the login name.")
@click.option("--change", metavar="JSON", help="For correct, add, grade and different: the fields and their values.")
@click.option("--undo", "undoes", metavar="ID", help="Undo this judgement, or `last`. An undo can be undone too.")
@click.option("--list", "listing", is_flag=True, help="All judgements, oldest first, with those that could not be placed.")
@click.option("--from", "file", type=click.Path(path_type=Path, dir_okay=False), help="One judgement a line, as JSON.")
@click.option("--json", "as_json", is_flag=True, help="Judgements as lines of the native export.")
@refusing
def judge(
    record: Path,
    verdict: Verdict | None,
    subject: tuple[str, ...],
    reason: str,
    author: str | None,
    change: str | None,
    undoes: str | None,
    listing: bool,
    file: Path | None,
    as_json: bool,
) -> None:
    """Accept, reject, join, part, correct, add or grade what a record holds; claims and origins are counted anew at once.

    SUBJECT is one id or more (see: accordingto export). Nothing is overwritten: a judgement is added to a log, and --undo
    puts back exactly what was there. A later build makes all judgements again.

    \b
      accordingto judge affair.db reject s-… --reason "a misread headline"
      accordingto judge affair.db same c-… c-…
      accordingto judge affair.db different c-… s-…
      accordingto judge affair.db correct f-… --change '{"value": 14}'
      accordingto judge affair.db grade c-… --change '{"scale": "admiralty", "credibility": "2"}'
      accordingto judge affair.db --undo j-…
      accordingto judge affair.db --list

    Exit code: 0 all were made, 1 some lines of --from were refused, 2 nothing was.
    """
    from accordingto.present.judged import log
    from accordingto.record.lines import line
    from accordingto.record.store import Record

    if listing:
        with Record.open(record) as held:
            for one, words in log(held):
                click.echo(line(one) if as_json else words, nl=not as_json)
        return
    if undoes:
        verdict, undoes = "undo", _newest(record) if undoes == "last" else undoes
    author = author or _login_name()
    if file:
        sys.exit(_judge_lines(record, file, author, as_json))
    if verdict is None or (verdict == "undo" and not undoes):
        raise click.UsageError("say what is judged: VERDICT SUBJECT..., --undo ID, --from FILE or --list")
    try:
        changed = json.loads(change) if change else None
    except ValueError as error:
        raise click.UsageError(f"--change is not JSON: {error}") from None
    if changed is not None and not isinstance(changed, dict):
        raise click.UsageError('--change is a JSON object, as {"value": 14}')
    _judge(record, as_json, verdict=verdict, subject=subject, author=author, reason=reason, change=changed, undoes=undoes)


def _newest(record: Path) -> str:
    """The newest judgement that is not undone."""
    from accordingto.record.queries import active
    from accordingto.record.store import Record

    with Record.open(record) as held:
        standing = active(held)
    if not standing:
        raise UnusableJudgement(f"{record} has no judgement that could be undone")
    return standing[-1].id


def _judge(record: Path, as_json: bool, **given: Any) -> None:
    """Make one judgement and print it with what it changed."""
    from accordingto import pipeline
    from accordingto.present.judged import changes, said
    from accordingto.record.lines import line
    from accordingto.record.store import Record

    with Record.open(record) as before, before.moment():
        next(before.select("SELECT count(*) FROM about"))  # what stood before is what stands at the first question
        made = pipeline.judge(record, **given)
        if as_json:
            click.echo(line(made), nl=False)
            return
        click.echo(said(made))
        with Record.open(record) as after:
            lines = list(changes(before, after, made))
    for words in lines[:ROWS]:
        click.echo(f"  {words}")
    if len(lines) > ROWS:
        click.echo(f"  and {len(lines) - ROWS:,} more")


def _judge_lines(record: Path, file: Path, author: str, as_json: bool) -> int:
    """Make the judgements of a file, one a line; those that are refused are said with their line. The exit code."""
    made = refused = 0
    try:
        rows = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableJudgement(f"{file} cannot be read: {error}") from None
    for number, row in enumerate(rows, 1):
        if not row.strip():
            continue
        try:
            given = json.loads(row)
            wanted = {"verdict", "subject", "author", "at", "reason", "change", "undoes"}
            if not isinstance(given, dict) or not isinstance(given.get("subject", []), list):
                raise ValueError("it is no object with a verdict and a list of ids as its subject")
            known = {name: value for name, value in given.items() if name in wanted and value is not None}
            _judge(record, as_json, **{"verdict": "", "subject": [], "author": author, **known})
            made += 1
        except (ValueError, AccordingtoError) as error:
            click.secho(f"line {number}: {error}", fg="yellow", err=True)
            refused += 1
    return 0 if not refused else 1 if made else 2
