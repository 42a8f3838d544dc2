"""What the documents say can be done can be done, what can be done is documented, and no link leads nowhere."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import accordingto
from accordingto import cli
from tests.test_architecture import MAY_IMPORT

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
COMMANDS = DOCS / "reference" / "commands.md"
TUTORIAL = DOCS / "tutorial" / "first-record.md"
RUN_ELSEWHERE = {DOCS / "reference" / "record.md", DOCS / "reference" / "exports.md"}  # by tests/record/test_reference.py
SHELL_RUN = (  # their pile is `reports/`; others are only parsed
    COMMANDS,
    DOCS / "how-to" / "read-your-own-pile.md",
    DOCS / "how-to" / "add-your-own-knowledge.md",
)

FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
REPOSITORY_PATH = re.compile(
    r"`((?:src|tests|docs|examples|benchmarks|requirements|ingest|read|extract|relate|record|present)/[\w./-]+)`"
)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, *languages: str) -> list[str]:
    return [code for language, code in FENCE.findall(text_of(path)) if language in languages]


def prose(path: Path) -> str:
    """A page without its blocks of code."""
    return FENCE.sub("", text_of(path))


def sections(path: Path) -> dict[str, str]:
    """What stands under each heading of the second level."""
    parts = re.split(r"^## (.+)$", text_of(path), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def commands_in(path: Path) -> list[list[str]]:
    """The words of each line that calls accordingto, up to a pipe or redirection."""
    lines = [
        line.strip().removeprefix("$ ")
        for code in blocks(path, "shell", "sh", "bash", "console", "text")
        for line in code.splitlines()
    ]
    called = [shlex.split(line, comments=True) for line in lines if re.match(r"(?:\.venv/bin/)?accordingto\s", line)]
    return [
        words[1 : next((n for n, word in enumerate(words) if word in ("|", ">", "&&", "||", ";")), None)] for words in called
    ]


# ------------------------------------------------------------------------------------------------------------ commands


def options() -> Iterator[tuple[str, str]]:
    for name, command in cli.main.commands.items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield from ((name, option) for option in (*parameter.opts, *parameter.secondary_opts))


@pytest.mark.parametrize("command", sorted(cli.main.commands))
def test_every_command_has_a_section_and_an_example(command: str) -> None:
    assert f"accordingto {command}" in sections(COMMANDS)
    assert command in [words[0] for words in commands_in(COMMANDS)]


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_every_option_is_described_and_shown(command: str, option: str) -> None:
    assert f"`{option}`" in sections(COMMANDS)[f"accordingto {command}"]
    mine = next(parameter for parameter in cli.main.commands[command].params if option in parameter.opts)
    assert any({*mine.opts} & {*words} for words in commands_in(COMMANDS) if words[0] == command), f"no example with {option}"


@pytest.mark.parametrize("command", sorted(cli.main.commands))
def test_no_option_is_described_that_is_not_there(command: str) -> None:
    described = set(re.findall(r"`(--?[a-z][a-z-]*)`", sections(COMMANDS)[f"accordingto {command}"]))
    anywhere = {option for _, option in options()}
    rows = set(re.findall(r"^\| `(--[a-z-]+)`", sections(COMMANDS)[f"accordingto {command}"], flags=re.MULTILINE))
    assert described <= anywhere
    assert rows <= {option for name, option in options() if name == command}


@pytest.mark.parametrize("command", sorted(cli.main.commands))
def test_every_choice_is_described(command: str) -> None:
    section = sections(COMMANDS)[f"accordingto {command}"]
    choices = [
        str(choice)
        for parameter in cli.main.commands[command].params
        if isinstance(parameter.type, click.Choice)
        for choice in parameter.type.choices
    ]
    assert [choice for choice in choices if f"`{choice}`" not in section] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_example_of_the_shell_is_understood(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("affair.jsonl").touch()
    for words in commands_in(page):
        if words[0].startswith("-"):
            assert words[0] in ("--help", "-h", "--version")
            continue
        command = cli.main.commands[words[0]]
        if words[1:] != ["--help"]:
            command.make_context(words[0], words[1:])


@pytest.fixture
def desk(pile: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the examples are run in: the ferry affair as `reports/` and `affair.db`, and two more inputs."""
    shutil.copytree(pile, tmp_path / "reports")
    shutil.copyfile(built, tmp_path / "affair.db")
    (tmp_path / "monday.txt").write_text("The mayor of Ostrel said the pier would stay shut until spring.\n", encoding="utf-8")
    (tmp_path / "wire.jsonl").write_text(
        '{"id": "w1", "text": "The pier of Ostrel is shut, the mayor said."}\n', encoding="utf-8"
    )
    knowledge = next(code for code in blocks(DOCS / "how-to" / "add-your-own-knowledge.md", "toml"))
    (tmp_path / "my.toml").write_text(knowledge, encoding="utf-8")
    (tmp_path / "judgements.jsonl").write_text(
        '{"verdict": "accept", "subject": ["a-fed12acf0a41a3aa"], "reason": "read it"}\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.model
@pytest.mark.parametrize("page", SHELL_RUN, ids=named)
def test_examples_of_the_shell_run(page: Path, desk: Path) -> None:
    (desk / "affair.jsonl").write_bytes(CliRunner().invoke(cli.main, ["export", "affair.db"]).stdout_bytes)
    for words in commands_in(page):
        if words[0] == "serve":  # runs until it is stopped: tests/present/web opens rooms of its own
            continue
        done = CliRunner().invoke(cli.main, words)
        assert done.exit_code == 0, f"{shlex.join(words)}\n{done.output}"


@pytest.mark.model
@pytest.mark.parametrize("page", [page for page in PAGES if page not in RUN_ELSEWHERE and blocks(page, "python")], ids=named)
def test_examples_in_python_run(page: Path, desk: Path) -> None:
    names: dict[str, object] = {}
    for code in blocks(page, "python"):
        exec(compile(code, named(page), "exec"), names)


def folded(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.model
def test_tutorial_quotes_what_the_sample_pile_gives(tmp_path: Path) -> None:
    """Fragments, not whole lines: what the tutorial explains must be there, however it is laid out."""
    record = str(tmp_path / "toren.db")
    made = CliRunner().invoke(cli.main, ["build", str(ROOT / "examples" / "toren"), "--record", record])
    assert made.exit_code == 1
    briefs = [CliRunner().invoke(cli.main, ["brief", record, *about]).output for about in ([], ["--about", "keep away"])]
    claims = CliRunner().invoke(cli.main, ["show", record, "claims", "--about", "keep away", "--json"]).output
    for language, printed in (("brief", folded(" ".join([made.output, *briefs]))), ("claims", claims)):
        quoted = [line for code in blocks(TUTORIAL, language) for line in code.splitlines()]
        assert quoted
        assert [line for line in quoted if folded(line) not in printed] == []


def test_tutorial_is_about_the_demo_of_the_makefile() -> None:
    makefile, tutorial = text_of(ROOT / "Makefile"), text_of(TUTORIAL)
    for name in ("examples/toren", "build/toren.db", "build/toren.html"):
        assert name.replace("build/toren.db", "RECORD := build/toren.db") in makefile
        assert name in tutorial


# --------------------------------------------------------------------------------------------------------------- pages


def anchors(path: Path) -> set[str]:
    """The anchors that headings make, as GitHub does."""
    headings = re.findall(r"^#+ (.+)$", prose(path), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_link_leads_nowhere(page: Path) -> None:
    broken = []
    for link in LINK.findall(prose(page)):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_index_links_every_page() -> None:
    linked = {(DOCS / link.partition("#")[0]).resolve() for link in LINK.findall(text_of(DOCS / "index.md"))}
    assert [named(page) for page in DOCS.rglob("*.md") if page not in linked and page.name != "index.md"] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_files_that_are_named_are_there(page: Path) -> None:
    places = (ROOT, ROOT / "src" / "accordingto")
    paths = REPOSITORY_PATH.findall(prose(page))
    assert [path for path in paths if not any(place.joinpath(path).exists() for place in places)] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_page_tells_of_one_machine_or_of_a_registry(page: Path) -> None:
    text = text_of(page)
    assert re.findall(r"(?<![\w.:/-])/(?:home|root|work|tmp|Users|usr|opt|var|mnt|private)/\S*|\b[A-Z]:\\\S+", text) == []
    assert re.findall(r"://[^\s)\"]*(?:pypi|pythonhosted|anaconda|npmjs|crates\.io|rubygems|golang|docker)\S*", text) == []


# -------------------------------------------------------------------------------------------------------- architecture


def test_architecture_draws_the_map_of_imports() -> None:
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", sections(ROOT / "ARCHITECTURE.md")["Who may import whom"], flags=re.MULTILINE)
    assert {room: set(re.findall(r"`(\w+)`", others)) for room, others in rows} == MAY_IMPORT


def test_architecture_names_tests_that_are_there() -> None:
    tests = "\n".join(text_of(path) for path in (ROOT / "tests").rglob("test_*.py"))
    called = re.findall(r"`(test_\w+)`", prose(ROOT / "ARCHITECTURE.md"))
    assert called
    assert [name for name in called if f"def {name}(" not in tests] == []


# ------------------------------------------------------------------------------------------------- licence and version


def dependencies() -> list[str]:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    return [re.split(r"[^\w-]", one)[0] for one in wanted]


@pytest.mark.parametrize("package", dependencies())
def test_every_dependency_is_credited_with_its_licence(package: str) -> None:
    row = re.search(rf"^\| {re.escape(package)} \|[^|]+\|([^|]+)\|$", text_of(ROOT / "THIRD_PARTY.md"), flags=re.MULTILINE)
    assert row is not None
    assert row[1].strip()


def test_every_pinned_package_is_credited() -> None:
    pins = "".join(text_of(ROOT / "requirements" / name) for name in ("run.txt", "analytics.txt"))
    packages = set(re.findall(r"^([\w.-]+)==", pins, flags=re.MULTILINE))
    credited = set(re.findall(r"[\w.-]+", text_of(ROOT / "THIRD_PARTY.md").lower()))
    assert sorted(package for package in packages if package.lower() not in credited) == []


def test_lexicons_that_were_checked_against_others_are_credited() -> None:
    credits = text_of(ROOT / "THIRD_PARTY.md")
    for name in ("UCDP Actor Dataset", "PETRARCH2", "State Media Profiles"):
        used = any(name in text_of(path) for path in (ROOT / "src").rglob("*.toml"))
        assert used == (name in credits), name


def test_version_is_one_everywhere() -> None:
    version = accordingto.__version__
    assert tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["version"] == version
    assert f"\nversion: {version}\n" in text_of(ROOT / "CITATION.cff")
    assert f"\n## {version}\n" in text_of(ROOT / "CHANGELOG.md")


def test_licence_is_the_whole_apache_licence() -> None:
    licence = text_of(ROOT / "LICENSE")
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
