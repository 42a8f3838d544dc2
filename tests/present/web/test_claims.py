"""A claim's dossier: its two counts, its words, whom it comes from, and who denies it."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from starlette.testclient import TestClient

from accordingto import Claim, Record
from accordingto.present.web.claims import dossier
from accordingto.present.web.shelf import Shelf
from accordingto.record.queries import asks
from accordingto.relate import relate
from tests.present.web.conftest import OURS
from tests.relate.stories import findings
from tests.relate.test_questions import accused, answered


def claims_of(record: Path) -> list[Claim]:
    with Record.open(record) as held:
        return list(held.claims())


def contested(record: Path) -> Claim:
    return max((claim for claim in claims_of(record) if claim.contested), key=lambda claim: (claim.reports, claim.id))


def branches(tree: list[dict[str, object]]) -> list[dict[str, object]]:
    found = []
    for branch in tree:
        found += [branch, *branches(branch["branches"])]  # type: ignore[arg-type]
    return found


def test_the_disputed_and_most_reported_come_first(client: TestClient) -> None:
    rows = client.get("/api/claims").json()["claims"]
    keys = [(-row["contested"], -row["reports"]) for row in rows]
    assert keys == sorted(keys)


def test_no_count_of_reports_goes_without_its_origins(client: TestClient) -> None:
    page = lxml.html.fromstring(client.get("/claims").text)
    for reports in page.xpath("//*[@class='reports']"):
        assert re.fullmatch(r"[\d,]+ reports?", reports.text_content())
        assert re.search(r"origin", reports.getparent().xpath("*[@class='origins']")[0].text_content())


def test_every_wording_stands_in_its_article(client: TestClient, record: Path) -> None:
    claim = contested(record)
    found = client.get(f"/api/c/{claim.id}").json()
    assert len(found["wordings"]) == len(claim.members)
    with Record.open(record) as held:
        for wording in found["wordings"]:
            quote = wording["quote"]
            article = held.article(quote["article"])
            assert article is not None
            assert article.text[quote["start"] : quote["end"]] == quote["words"]


@pytest.mark.parametrize("nth", range(5))
def test_the_tree_holds_each_carrier_below_each_origin(client: TestClient, record: Path, nth: int) -> None:
    claim = sorted(claims_of(record), key=lambda one: (-one.reports, one.id))[nth]
    found = client.get(f"/api/c/{claim.id}").json()
    assert len(found["tree"]) == len(claim.origins)
    for origin, root in zip(claim.origins, found["tree"], strict=True):
        below = [each for each in branches(root["branches"]) if each["kind"] == "report"]
        assert sorted(str(each["href"]) for each in below) == sorted(f"/a/{article}" for article in origin.articles)
        assert root["known"] is origin.known


def test_the_arithmetic_is_the_records_own(client: TestClient, record: Path) -> None:
    claim = contested(record)
    page = lxml.html.fromstring(client.get(f"/c/{claim.id}").text)
    assert page.xpath("//p[contains(@class, 'arithmetic')]")[0].text_content() == claim.reason


def test_rejecting_a_wording_changes_the_counts_at_once(client: TestClient, record: Path) -> None:
    claim = contested(record)
    denials = [one.statement for one in claim.members if one.stance == "denies" and one.statement]
    for denial in denials:
        back = client.post("/judge", data={"verdict": "reject", "subject": denial, "back": f"/c/{claim.id}"}, headers=OURS)
        assert back.status_code == 303
    after = client.get(f"/api/c/{claim.id}").json()
    assert not [one for one in after["wordings"] if one["stance"] == "denies" and one["statement"]]
    assert after["line"]["contested"] is False
    assert after["line"]["state"] != "disputed"
    assert len(after["wordings"]) == len(claim.members) - len(denials)


def test_two_claims_made_one_lead_from_the_old_address(client: TestClient, record: Path) -> None:
    one, other = sorted(claims_of(record), key=lambda claim: (-claim.reports, claim.id))[:2]
    made = client.post("/judge", data={"verdict": "same", "subject": [one.id, other.id], "back": "/claims"}, headers=OURS)
    assert made.status_code == 303
    moved = client.get(f"/c/{other.id}")
    assert moved.status_code == 303
    assert moved.headers["location"].startswith(f"/c/{one.id}")
    assert "goes on under this one" in client.get(moved.headers["location"]).text


def test_nothing_is_called_confirmed_while_one_origin_is_known(client: TestClient, record: Path) -> None:
    claim = next(claim for claim in claims_of(record) if (claim.independent.low or 0) < 2)
    page = lxml.html.fromstring(client.get(f"/c/{claim.id}").text)
    [one] = page.xpath("//select[@name='credibility']/option[@value='1']")
    assert one.get("disabled") is not None
    form = {"subject": claim.id, "credibility": "1", "back": f"/c/{claim.id}"}
    assert client.post("/grade", data=form, headers=OURS).status_code == 422


def test_a_grade_is_shown_with_its_author_and_reason(client: TestClient, record: Path) -> None:
    claim = contested(record)
    form = {
        "subject": claim.id,
        "reliability": "B",
        "credibility": "3",
        "reason": "Read both letters.",
        "back": f"/c/{claim.id}",
    }
    assert client.post("/grade", data=form, headers=OURS).status_code == 303
    page = lxml.html.fromstring(client.get(f"/c/{claim.id}").text)
    said = " ".join(page.xpath("//p[@class='grade']")[0].text_content().split())
    assert said.startswith("B3 m.k.")
    assert said.endswith("Read both letters.")


def test_verified_needs_a_reason(client: TestClient, record: Path) -> None:
    claim = contested(record)
    form = {"subject": claim.id, "status": "verified", "back": f"/c/{claim.id}"}
    assert client.post("/grade", data=form, headers=OURS).status_code == 422
    assert client.post("/grade", data=form | {"reason": "Saw the gate log."}, headers=OURS).status_code == 303
    assert client.get(f"/api/c/{claim.id}").json()["line"]["verified"] is True


def test_a_part_leads_to_the_question_that_gathers_it(tmp_path: Path) -> None:
    contents = relate(findings(accused(), answered()))
    path = tmp_path / "R.db"
    Record.write(path, contents, {})
    [asked] = [claim for claim in contents.claims if asks(claim)]
    with Record.open(path) as held:
        shelf = Shelf(held)
        for part in asked.parts:
            found = dossier(shelf, part)
            assert found is not None
            assert [line.id for line in found.whole] == [asked.id]
        whole = dossier(shelf, asked.id)
        assert whole is not None
        assert {line.id for line in whole.parts} == set(asked.parts)
        assert whole.reason.startswith("whether Brell Council is with Vesk gang or against it: ")
        assert {one.stance for one in whole.wordings} == {"affirms", "denies"}
