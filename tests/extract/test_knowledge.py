"""What lists and the user's own file add to what a story says, and that the story's own words go first."""

from __future__ import annotations

import contextlib
import importlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import accordingto
from accordingto import cli, distribute, pipeline
from accordingto.errors import UnusableKnowledge
from accordingto.extract import own
from accordingto.extract.listed import listed, listed_key, placed
from accordingto.extract.mentions import mentions
from accordingto.extract.names import lexicon, own_places
from accordingto.model import Article, Entity, Place, Precision, Published, identify
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned

lists = importlib.import_module("accordingto.extract.listed")  # by this name the package gives the function

HARBOUR = """
[[actor]]
name = "Harbour Lanterns"
kind = "armed_group"
names = ["Fanali tal-Port"]
doubtful = ["FTP"]
country = "MT"

[[outlet]]
name = "Quay Sheet"
domain = "quaysheet.example"
country = "Malta"
state_media = "CaPu"

[[person]]
name = "Ana Quill"
names = ["Anna Quillova"]
country = "MT"

[[person.office]]
title = "interior minister"
from = 2029-01-01
to = 2031-05-31

[[place]]
name = "Salt Steps"
kind = "site"
country = "MT"
at = [35.9, 14.5]
"""

OUTLETS = "@saltwire.example\tMT\tISFM\ngull herald\tMT\tSC\ngull herald\tNO\tIP\nxr\tMT\tSC\n"
GROUPS = "night keel\tMT\tpetrarch2:night-keel\n"
OFFICES = (
    "berit kvam\tun\tIGO 970101-061231\n"
    "leyla osei\tMT\tGOVMIL 021118-030313;GOV 030314-\n"
    "nils reed\tMT\tGOV 840101-860101\n"
    "omar duarte\tMT\tGOV 050101-051231\n"
    "omar duarte\tNO\tGOV 050101-051231\n"
)
PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


class Story:
    """A story read with knowledge, asked for its entities by a name."""

    def __init__(self, text: str, *, knows: str = "", outlet: str = "", url: str = "", day: str | None = None) -> None:
        published = Published(day, PRECISIONS[len(day)]) if day is not None else Published()
        article = Article(
            identify("a", text), "story.txt", (), outlet or None, None, None, published, "en", "", text, {}, (), url or None
        )  # fmt: skip
        with own.using(own.own_of(knows)):
            entities, named = mentions(annotate(zoned(article)))
            self.entities = listed(placed(entities), named, article)

    def of(self, name: str) -> Entity:
        found = [entity for entity in self.entities if name in (entity.name, *entity.aliases)]
        assert found, f"nobody is called {name!r} among {[entity.name for entity in self.entities]}"
        return found[0]


@pytest.fixture
def listing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of invented outlets, groups and offices in the place of those that come along."""
    files = {"outlets.tsv": OUTLETS, "groups.tsv": GROUPS, "offices.tsv": OFFICES}
    monkeypatch.setattr(lists, "_list", lambda name: "".join(sorted(files[name].splitlines(keepends=True))).encode())


# -- the user's own file: names ------------------------------------------------------------------------------------------------


@pytest.mark.model
def test_own_names_are_one_actor_with_its_kind_and_country() -> None:
    story = Story("Harbour Lanterns burned a crane. Two men of Fanali tal-Port were held.", knows=HARBOUR)
    assert story.of("Fanali tal-Port") is story.of("Harbour Lanterns")
    assert story.of("Harbour Lanterns").kind == "armed_group"
    assert story.of("Harbour Lanterns").links["country"] == "MT"


@pytest.mark.model
def test_without_the_file_nothing_is_known() -> None:
    story = Story("Harbour Lanterns burned a crane. Two men of Fanali tal-Port were held.")
    assert not any("actor" in entity.links for entity in story.entities)


@pytest.mark.model
def test_doubtful_own_name_waits_for_the_article() -> None:
    alone = Story("Staff moved the drawings by FTP on Friday, the museum said.", knows=HARBOUR)
    named = Story("Harbour Lanterns burned a crane. FTP said it had warned the guards.", knows=HARBOUR)
    assert not any("actor" in entity.links for entity in alone.entities)
    assert named.of("FTP") is named.of("Harbour Lanterns")


@pytest.mark.model
def test_what_the_article_introduces_goes_before_a_doubtful_own_name() -> None:
    story = Story("The Ferry Transport Panel (FTP) met in Malta. FTP members praised the new pier.", knows=HARBOUR)
    assert story.of("FTP") is story.of("Ferry Transport Panel")
    assert "actor" not in story.of("FTP").links


@pytest.mark.model
def test_own_name_is_found_in_full_and_in_its_case_only() -> None:
    story = Story("The harbour lanterns of the old pier were lit. A Lanterns shop opened.", knows=HARBOUR)
    assert not any("actor" in entity.links for entity in story.entities)


def test_entry_under_a_known_name_adds_to_that_actor() -> None:
    knows = '[[outlet]]\nname = "Reuters"\nnames = ["Reuters Quayside"]\nstate_media = "IP"\n'
    with own.using(own.own_of(knows)):
        found = {alias.name: alias.sense for aliases in lexicon().table.values() for alias in aliases}
    assert found["Reuters Quayside"] is found["Reuters"]
    assert found["Reuters"].id == "reuters"
    assert (found["Reuters"].country, found["Reuters"].role) == ("GB", "wire")


def test_own_name_is_nobody_elses() -> None:
    knows = '[[outlet]]\nname = "Lisbon Guardian"\nnames = ["The Guardian"]\ncountry = "PT"\n'
    with own.using(own.own_of(knows)):
        bearers = {alias.sense.name for alias in lexicon().table["the"] if alias.name == "The Guardian"}
    assert bearers == {"Lisbon Guardian"}
    assert {alias.sense.name for alias in lexicon().table["the"] if alias.name == "The Guardian"} == {"Guardian newspaper"}


def test_name_of_a_country_has_to_be_doubtful() -> None:
    with (
        own.using(own.own_of('[[outlet]]\nname = "Malta"\n', "my.toml")),
        pytest.raises(
            UnusableKnowledge, match=r"my\.toml, line 1: 'Malta' is the name of a country too; write it under doubtful"
        ),
    ):
        lexicon()


@pytest.mark.model
def test_own_place_is_a_place_and_handed_on() -> None:
    story = Story("A crowd gathered at Salt Steps before dawn.", knows=HARBOUR)
    assert story.of("Salt Steps").kind == "place"
    with own.using(own.own_of(HARBOUR)):
        assert own_places() == (own.OwnPlace(("Salt Steps",), "site", "MT", (35.9, 14.5), 25),)
    assert own_places() == ()


@pytest.mark.model
def test_own_place_lies_where_the_file_says_unless_the_article_is_of_another_country() -> None:
    here = Story("A crowd gathered at Salt Steps before dawn.", knows=HARBOUR).of("Salt Steps")
    abroad = Story("A crowd gathered at Salt Steps in Norway before dawn.", knows=HARBOUR).of("Salt Steps")
    assert here.place == Place(35.9, 14.5, "MT", "point")
    assert "your own file" in here.reason
    assert abroad.place is None


@pytest.mark.model
def test_own_region_has_no_point() -> None:
    knows = '[[place]]\nname = "Salt Steps"\nkind = "region"\ncountry = "MT"\nat = [35.9, 14.5]\n'
    assert Story("A crowd gathered at Salt Steps.", knows=knows).of("Salt Steps").place == Place(None, None, "MT", "region")


# -- offices -------------------------------------------------------------------------------------------------------------------


@pytest.mark.model
def test_own_office_is_held_on_the_day_of_the_article() -> None:
    text = "Ana Quill closed the port of Valletta in Malta, officials said."
    within, after, before = (Story(text, knows=HARBOUR, day=day) for day in ("2031-05-31", "2031-06-01", "2028-12-31"))
    assert within.of("Ana Quill").links["office"] == "interior minister, 2029-01-01/2031-05-31"
    assert within.of("Ana Quill").links["sector"] == "GOV"
    assert after.of("Ana Quill").links["office"] == "former interior minister, 2029-01-01/2031-05-31"
    assert after.of("Ana Quill").links["sector"] == "ELI"
    assert "sector" not in before.of("Ana Quill").links


@pytest.mark.model
def test_article_without_a_day_has_no_office() -> None:
    links = Story("Ana Quill closed the port of Valletta in Malta.", knows=HARBOUR).of("Ana Quill").links
    assert "office" not in links
    assert "sector" not in links


@pytest.mark.model
def test_office_counts_where_it_was_held_on_every_day_the_article_can_be_of() -> None:
    text = "Ana Quill closed the port of Valletta in Malta."
    assert Story(text, knows=HARBOUR, day="2031-05").of("Ana Quill").links["sector"] == "GOV"
    assert "sector" not in Story(text, knows=HARBOUR, day="2031").of("Ana Quill").links


@pytest.mark.model
def test_person_counts_where_the_country_is_spoken_of() -> None:
    story = Story("Ana Quill opened a bakery in Oslo.", knows=HARBOUR, day="2030-01-01")
    assert story.of("Ana Quill").links.keys().isdisjoint({"actor", "office", "sector"})


@pytest.mark.model
def test_surname_alone_has_no_office() -> None:
    story = Story("Quill spoke in Malta. Mr Quill smiled.", knows=HARBOUR, day="2030-01-01")
    assert not any("office" in entity.links for entity in story.entities)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Former minister Ana Quill sued the city of Valletta in Malta.",
        "The former Maltese interior minister Ana Quill sued the city.",
        "Ana Quill, a former minister, sued the city of Valletta in Malta.",
        "Ana Quill, the ex-minister, sued the city of Valletta in Malta.",
    ],
)
def test_former_in_the_article_goes_before_the_list(text: str) -> None:
    links = Story(text, knows=HARBOUR, day="2030-01-01").of("Ana Quill").links
    assert links["sector"] == "ELI"
    assert "office" not in links


@pytest.mark.model
def test_former_of_somebody_else_does_not_count() -> None:
    story = Story("Former mayor Karl Ost met Ana Quill in Malta.", knows=HARBOUR, day="2030-01-01")
    assert story.of("Karl Ost").links["sector"] == "ELI"
    assert story.of("Ana Quill").links["sector"] == "GOV"


@pytest.mark.model
def test_title_in_the_article_goes_before_the_list() -> None:
    story = Story("General Ana Quill inspected the guard in Malta.", knows=HARBOUR, day="2030-01-01")
    assert story.of("Ana Quill").links["sector"] == "MIL"
    assert "office" not in story.of("Ana Quill").links


@pytest.mark.model
def test_titles_tell_the_sector_of_those_whom_no_list_holds() -> None:
    story = Story("President Iris Noor met Senator Dara Finch. Former minister Omar Reed left. Mr Tom Vale waited.")
    sectors = {name: story.of(name).links.get("sector") for name in ("Iris Noor", "Dara Finch", "Omar Reed", "Tom Vale")}
    assert sectors == {"Iris Noor": "GOV", "Dara Finch": "LEG", "Omar Reed": "ELI", "Tom Vale": None}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("The Rowers' Union President Karl Ost spoke first.", None),
        ("On Monday the club president Karl Ost spoke first.", None),
        ("On Monday President Karl Ost spoke first.", "GOV"),
        ("They met Karsian President Karl Ost in the hall.", "GOV"),
        ("They met Director General Karl Ost in the hall.", None),
        ("They met General Karl Ost in the hall.", "MIL"),
        ("They met Foreign Secretary Karl Ost in the hall.", "GOV"),
        ("They met Secretary Karl Ost in the hall.", None),
        ("They met the former teacher Karl Ost in the hall.", None),
        ("They met the retired general Karl Ost in the hall.", "ELI"),
    ],
)
def test_title_tells_a_sector_only_as_an_office_of_state(text: str, sector: str | None) -> None:
    assert Story(text).of("Karl Ost").links.get("sector") == sector


@pytest.mark.model
@pytest.mark.usefixtures("listing")
def test_listed_office_by_the_day() -> None:
    text = "Leyla Osei opened the dry dock of Valletta in Malta."
    told = {
        day: Story(text, day=day).of("Leyla Osei").links for day in ("2003-01-05", "2010-02-03", "2014-02-01", "2001-01-01")
    }
    assert told["2003-01-05"]["office"] == "government of Malta (defence), 2002-11-18/2003-03-13 (PETRARCH2)"
    assert told["2010-02-03"]["office"] == "government of Malta, 2003-03-14/.. (PETRARCH2)"
    assert "office" not in told["2014-02-01"]  # after the list was written down
    assert "office" not in told["2001-01-01"]


@pytest.mark.model
@pytest.mark.usefixtures("listing")
def test_listed_name_of_two_countries_is_nobodys_where_both_are_spoken_of() -> None:
    both = Story("Omar Duarte flew from Malta to Norway.", day="2005-03-03")
    one = Story("Omar Duarte flew home to Malta.", day="2005-03-03")
    assert "office" not in both.of("Omar Duarte").links
    assert one.of("Omar Duarte").links["sector"] == "GOV"


@pytest.mark.model
@pytest.mark.usefixtures("listing")
def test_office_that_was_over_before_the_list_is_complete_says_nothing() -> None:
    early = Story("Nils Reed spoke in Malta.", day="2010-02-03").of("Nils Reed")
    late = Story("Omar Duarte spoke in Malta.", day="2010-02-03").of("Omar Duarte")
    titled = Story("Minister Omar Duarte spoke in Malta.", day="2010-02-03").of("Omar Duarte")
    assert early.links.keys().isdisjoint({"office", "sector"})
    assert late.links["sector"] == "ELI"
    assert late.links["office"] == "former government of Malta, 2005-01-01/2005-12-31 (PETRARCH2)"
    assert titled.links["sector"] == "GOV"
    assert "office" not in titled.links


@pytest.mark.model
@pytest.mark.usefixtures("listing")
def test_office_in_a_body_counts_where_the_body_is_named() -> None:
    story = Story("Berit Kvam told the United Nations that the ship had sailed.", day="2000-01-01")
    assert story.of("Berit Kvam").links["office"].startswith("international body of United Nations")


# -- outlets and groups --------------------------------------------------------------------------------------------------------


@pytest.mark.model
def test_own_outlet_is_an_outlet_with_its_affiliation() -> None:
    quay = Story("The minister denied it, Quay Sheet reported on Friday.", knows=HARBOUR).of("Quay Sheet")
    assert (quay.kind, quay.links["state_media"], quay.links["country"]) == ("outlet", "CaPu", "MT")


@pytest.mark.model
@pytest.mark.usefixtures("listing")
def test_listed_outlet_by_name_and_country() -> None:
    at_home = Story("The Gull Herald said the pier of Valletta in Malta was shut.")
    abroad = Story("The Gull Herald said the pier was shut.")
    assert at_home.of("Gull Herald").links["state_media"] == "SC"
    assert "state_media" not in abroad.of("Gull Herald").links


@pytest.mark.model
@pytest.mark.usefixtures("listing")
def test_listed_outlet_by_the_address_of_its_article() -> None:
    text = "The pier was shut, the Saltwire Daily has learned."
    mine = Story(text, outlet="Saltwire Daily", url="https://news.saltwire.example/pier")
    other = Story(text, outlet="Oar Weekly", url="https://news.saltwire.example/pier")
    assert mine.of("Saltwire Daily").links["state_media"] == "ISFM"
    assert "state_media" not in other.of("Saltwire Daily").links


@pytest.mark.model
@pytest.mark.usefixtures("listing")
def test_listed_group_by_name_and_country() -> None:
    at_home = Story("The Night Keel Brigade and the Night Keel rebels fought in Malta.")
    assert all("actor" not in entity.links for entity in Story("The Night Keel sank off Oslo.").entities)
    assert at_home.of("Night Keel Brigade").links.get("actor") is None  # a longer name is another


@pytest.mark.model
def test_ministry_of_a_country_is_one_office_under_every_pattern() -> None:
    told = ("Malta's Ministry of Transport shut the road.", "The Maltese transport ministry shut the road.")
    offices = [entity for text in told for entity in Story(text).entities if entity.kind == "agency"]
    assert [(office.links["role"], office.links["country"]) for office in offices] == [("transport ministry", "MT")] * 2


@pytest.mark.parametrize("name", ["outlets.tsv", "groups.tsv", "offices.tsv"])
def test_list_that_comes_along_is_sorted_and_whole(name: str) -> None:
    rows = [line.split("\t") for line in lists._list(name).decode().splitlines()]
    assert lists._list(name).endswith(b"\n")
    assert lists._list(name).splitlines() == sorted(lists._list(name).splitlines())
    assert {len(row) for row in rows} == {3}
    for key, _, _ in (*rows[:3], *rows[len(rows) // 2 :][:3], *rows[-3:]):
        assert list(lists._lines_of(name, key)) == [(where, told) for other, where, told in rows if other == key]
    assert list(lists._lines_of(name, "nobody at all")) == list(lists._lines_of(name, "")) == []


def test_codes_that_come_along_are_the_seven() -> None:
    assert {line.split("\t")[2] for line in lists._list("outlets.tsv").decode().splitlines()} == set(own.AFFILIATIONS)


def test_traps_of_the_old_lists_are_not_in() -> None:
    groups, people = (
        [line.split("\t")[0] for line in lists._list(name).decode().splitlines()] for name in ("groups.tsv", "offices.tsv")
    )
    assert not {"isis", "is", "isi", "sdf"} & {*groups}
    assert all(len(key.split()) > 1 for key in groups)
    assert all(1 < len(key.split()) < 6 for key in people)


def test_key_of_a_name() -> None:
    assert listed_key("Sālim ibn al-Harith") == listed_key("SALIM IBN AL HARITH")
    assert listed_key("Ada R. Quill") == listed_key("Ada Quill")


# -- a file that cannot be understood ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[actor]\n", r"my\.toml is not TOML: .*line 1"),
        ("[[actr]]\nname = 'X'\n", r"line 1: \[\[actr\]\] is not understood; did you mean 'actor'\?"),
        ("[actor]\nname = 'X'\n", r"line 1: actor is no list of tables; write \[\[actor\]\] above each, with two brackets"),
        ("[[actor]]\nkind = 'agency'\n", r"line 1: \[\[actor\]\] no\. 1: it has no name"),
        ("[[actor]]\nname = 'Dock Guard'\n", r"line 2: \[\[actor\]\] 'Dock Guard': it has no kind"),
        (
            "[[actor]]\nname = 'Dock Guard'\nkind = 'agncy'\n",
            r"line 3: \[\[actor\]\] 'Dock Guard': kind is 'agncy'; did you mean 'agency'\?",
        ),
        (
            "[[actor]]\nname = 'Ana Quill'\nkind = 'person'\n",
            r"line 3: .*a person has a table of its own: write \[\[person\]\]",
        ),
        (
            "[[outlet]]\nname = 'Oar'\ndomains = 'oar.example'\n",
            r"line 3: .*'domains' is not understood here; did you mean 'domain'\?",
        ),
        ("[[outlet]]\nname = 'Oar'\ndomain = 'https://oar.example/'\n", r"line 3: .*write the host alone"),
        ("[[outlet]]\nname = 'Oar'\nstate_media = 'SCC'\n", r"line 3: .*state_media is 'SCC'; did you mean 'SC'\?"),
        ("[[outlet]]\nname = 'Oar'\nwire = 'yes'\n", r"line 3: .*write true"),
        ("[[outlet]]\nname = 'Oar'\ncountry = 'Malte'\n", r"line 3: .*country is 'Malte'; .*did you mean 'MT' \(Malta\)\?"),
        ("[[outlet]]\nname = 'the oar'\n", r"line 2: .*no capital letter"),
        ("[[outlet]]\nname = 'Oar'\nnames = [3]\n", r"line 3: .*write a list of names"),
        ("[[outlet]]\nname = 'Oar'\ndoubtful = ['Oar']\n", r"line 3: .*both a sure and a doubtful name"),
        ("[[outlet]]\nname = 'Oar'\n\n[[outlet]]\nname = 'Oar'\n", r"line 4: the name 'Oar' stands in the entry of line 1 too"),
        ("[[person]]\nname = 'Quill'\n", r"line 2: .*one word"),
        ("[[person]]\nname = 'Ana Quill'\n[[person.office]]\nfrom = 2031-01-01\n", r"line 3: .*it has no title"),
        (
            "[[person]]\nname = 'Ana Quill'\n[[person.office]]\ntitle = 'mayor'\n"
            "[[person.office]]\ntitle = 'envoy'\nfrom = 'May'\n",
            r"line 7: .*office 'envoy': from is 'May'; write a day, as 2029-01-31",
        ),
        (
            "[[person]]\nname = 'Ana Quill'\n[[person.office]]\ntitle = 'mayor'\nfrom = 2031-01-01\nto = 2030-01-01\n",
            r"line 6: .*it ends on 2030-01-01 before it begins on 2031-01-01",
        ),
        ("[[place]]\nname = 'Salt Steps'\nat = [91, 14.5]\n", r"line 3: .*latitude and longitude in degrees"),
        ("[[place]]\nname = 'Salt Steps'\nkind = 'vilage'\n", r"line 3: .*kind is 'vilage'; there are capital, town"),
    ],
)
def test_mistake_is_told_with_its_line_and_the_way_out(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "my.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableKnowledge, match=told):
        own.read(file)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-200, 200)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["MT", "Oar", "agency"]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
KEYS = st.sampled_from(
    [
        "name",
        "names",
        "doubtful",
        "kind",
        "country",
        "role",
        "domain",
        "wire",
        "state_media",
        "office",
        "title",
        "from",
        "at",
        "x",
    ]
)


@given(st.sampled_from(["actor", "outlet", "person", "person.office", "place"]), st.dictionaries(KEYS, VALUES, max_size=4))
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_is_understood_or_refused(table: str, values: dict[str, object]) -> None:
    written = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items() if value is not None)
    with contextlib.suppress(UnusableKnowledge), own.using(own.own_of(f"[[{table}]]\n{written}")):
        lexicon()


@pytest.mark.model
def test_own_government_and_agency_keep_their_kinds() -> None:
    knows = (
        '[[actor]]\nname = "Quay Republic Cabinet"\nkind = "government"\ncountry = "MT"\n'
        '[[actor]]\nname = "Dock Guard"\nkind = "agency"\ncountry = "MT"\nrole = "coastguard"\n'
    )
    story = Story("The Quay Republic Cabinet said the Dock Guard had left the pier.", knows=knows)
    assert (story.of("Quay Republic Cabinet").kind, story.of("Dock Guard").kind) == ("government", "agency")
    assert story.of("Dock Guard").links["role"] == "coastguard"


def test_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(UnusableKnowledge, match="cannot be opened"):
        own.read(tmp_path / "none.toml")
    (tmp_path / "my.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnusableKnowledge, match="not UTF-8"):
        own.read(tmp_path / "my.toml")


def test_empty_file_knows_nothing(tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text("\n", encoding="utf-8")
    assert own.read(tmp_path / "my.toml") is own.NOTHING


def test_countries_go_by_code_or_name() -> None:
    made = own.own_of('[[outlet]]\nname = "Oar"\ncountry = "malta"\n[[outlet]]\nname = "Keel"\ncountry = "NO"\n')
    assert [outlet.country for outlet in made.actors] == ["MT", "NO"]


# -- building ------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A folder with a pile of two reports and the file of knowledge."""
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "one.txt").write_text("Harbour Lanterns burned a crane in Malta, Quay Sheet reported.\n", encoding="utf-8")
    (pile / "two.txt").write_text("Anna Quillova of Malta said Fanali tal-Port had burned the crane.\n", encoding="utf-8")
    (pile / "three.txt").write_text("Ana Quill visited the burned crane in Malta on Friday.\n", encoding="utf-8")
    (tmp_path / "my.toml").write_text(HARBOUR, encoding="utf-8")
    return tmp_path


def entities(record: Path) -> dict[str, Entity]:
    with accordingto.Record.open(record) as held:
        return {name: entity for entity in held.entities() for name in (entity.name, *entity.aliases)}


@pytest.mark.model
def test_own_names_join_across_articles(harbour: Path) -> None:
    record = harbour / "r.db"
    accordingto.build([harbour / "pile"], record=record, model=False, knowledge=harbour / "my.toml")
    found = entities(record)
    assert found["Fanali tal-Port"].id == found["Harbour Lanterns"].id
    assert found["Anna Quillova"].id == found["Ana Quill"].id
    assert found["Quay Sheet"].links["state_media"] == "CaPu"


@pytest.mark.model
def test_two_processes_know_the_same(harbour: Path) -> None:
    outcomes = []
    for number, reader in enumerate((None, distribute.reader(2))):
        record = harbour / f"{number}.db"
        accordingto.build([harbour / "pile"], record=record, model=False, knowledge=harbour / "my.toml", reader=reader)
        with accordingto.Record.open(record) as held:
            accordingto.export(held, kind="jsonl", output=harbour / f"{number}.jsonl")
        outcomes.append((harbour / f"{number}.jsonl").read_bytes())
    assert outcomes[0] == outcomes[1]
    assert b"own:harbour-lanterns" in outcomes[0]


@pytest.mark.model
def test_articles_are_read_again_when_the_knowledge_changes(harbour: Path) -> None:
    record, knows = harbour / "r.db", harbour / "my.toml"
    read = [accordingto.build([harbour / "pile"], record=record, model=False).read]
    read.append(accordingto.build([harbour / "pile"], record=record, model=False, knowledge=knows).read)
    read.append(accordingto.build([harbour / "pile"], record=record, model=False, knowledge=knows).read)
    knows.write_text(HARBOUR.replace("CaPu", "SC"), encoding="utf-8")
    read.append(accordingto.build([harbour / "pile"], record=record, model=False, knowledge=knows).read)
    assert read == [3, 3, 0, 3]
    assert entities(record)["Quay Sheet"].links["state_media"] == "SC"


def test_reader_version_holds_the_knowledge() -> None:
    assert len({pipeline.reader_version(False, text) for text in ("", HARBOUR, HARBOUR + "#\n")}) == 3
    assert pipeline.reader_version(False) == pipeline.reader_version(False, " \n")


def test_bad_file_stops_the_build_before_anything_is_read(harbour: Path) -> None:
    (harbour / "my.toml").write_text("[[outlet]]\nname = 'Oar'\ncolour = 'red'\n", encoding="utf-8")
    words = ["build", str(harbour / "pile"), "--record", str(harbour / "r.db"), "--knowledge", str(harbour / "my.toml")]
    done = CliRunner().invoke(cli.main, words)
    assert done.exit_code == 2
    assert "line 3" in done.output
    assert "'colour' is not understood here" in done.output
    assert not (harbour / "r.db").exists()
