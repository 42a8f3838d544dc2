"""P30, 34 cases and more: usable by keyboard and screen reader, in both themes, large, still, and without colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.present.web.conftest import Served, room_of
from tests.present.web.views import views

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RUN = "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })"
NAMES = (
    "overview", "reports", "reader", "claims", "claim", "figures", "timeline", "map", "events", "event", "contradictions",
    "sources", "source", "outlets", "outlet", "entities", "entity", "search", "review", "inputs", "build", "about", "series",
)  # fmt: skip
DRAWN = ("figures", "series", "timeline", "map")


@pytest.fixture(scope="module")
def page(chromium: Any, house: Served) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    opened = context.new_page()
    opened.goto(house.login())
    yield opened
    context.close()


@pytest.fixture
def go(page: Any, house: Served, toren: Path) -> Callable[[str], Any]:
    """Go to a view by its name."""
    paths = views(toren)

    def to(name: str) -> Any:
        if name not in paths:
            pytest.skip(f"the affair has no {name}")
        assert page.goto(house.origin + paths[name]).status == 200
        return page

    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", media="screen")
    return to


def violations(page: Any) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate(RUN)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(go: Callable[[str], Any], name: str, theme: str) -> None:
    page = go(name)
    page.emulate_media(color_scheme=theme)
    assert violations(page) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_on_the_narrowest_screen(go: Callable[[str], Any], name: str) -> None:
    page = go(name)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("name", ["overview", "reader", "claim"])
def test_nothing_is_lost_at_twice_the_size(go: Callable[[str], Any], name: str) -> None:
    page = go(name)
    page.set_viewport_size({"width": 640, "height": 450})
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_one_heading_its_landmarks_and_a_way_past_them(go: Callable[[str], Any], name: str) -> None:
    page = go(name)
    assert page.locator("h1").count() == 1
    for landmark in ("header.bar", "nav.rail", "main", "footer.foot"):
        assert page.locator(landmark).count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("name", ["overview", "claim", "reader", "review"])
def test_focus_goes_through_the_page_in_order_and_is_always_seen(go: Callable[[str], Any], name: str) -> None:
    page = go(name)
    tops: list[tuple[float, bool]] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => { const e = document.activeElement; const b = e.getBoundingClientRect();
              const s = getComputedStyle(e);
              return [e.closest('main') ? [...document.querySelectorAll('main *')].indexOf(e) : -1,
                      e === document.body || s.outlineStyle !== 'none' || e.classList.contains('skip')]; }"""
        )
        tops.append((found[0], found[1]))
    inside = [place for place, _ in tops if place >= 0]
    assert inside == sorted(inside)
    assert all(seen for _, seen in tops)


@pytest.mark.parametrize("name", DRAWN)
def test_every_drawing_has_a_table_or_list_of_the_same(go: Callable[[str], Any], name: str) -> None:
    page = go(name)
    drawings = page.locator("main svg")
    for number in range(drawings.count()):
        drawing = drawings.nth(number)
        told = (
            drawing.get_attribute("aria-labelledby")
            or drawing.get_attribute("aria-label")
            or drawing.get_attribute("aria-hidden")
        )
        assert told
    assert page.locator("main table tbody tr, main ol > li, main ul > li").count() > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_state_is_a_word_and_a_shape_besides_its_colour(go: Callable[[str], Any], name: str) -> None:
    page = go(name)
    for words in page.locator("main .badge").all_inner_texts()[:40]:
        assert re.fullmatch(r"[◇✕●○·?↺✓] [a-z ]+", " ".join(words.split()))


def test_what_was_done_is_announced(chromium: Any, record: Path, serving: Callable[[Any], Served]) -> None:
    context = chromium.new_context()
    page = context.new_page()
    served = serving(room_of(record))
    page.goto(served.login())
    page.goto(served.origin + "/review")
    live = page.locator("#announcer")
    assert live.get_attribute("aria-live") == "polite"
    assert live.get_attribute("role") == "status"
    page.keyboard.press("a")
    page.locator("#announcer .done", has_text="Accepted.").wait_for()
    context.close()


def test_nothing_moves_for_those_who_asked_for_stillness(go: Callable[[str], Any]) -> None:
    page = go("reader")
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((e) => { const s = getComputedStyle(e);
          return s.animationName !== 'none' || (parseFloat(s.transitionDuration) > 0); }).length"""
    )
    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("name", ["overview", "claim", "reader", "figures"])
def test_print_leaves_out_what_paper_cannot_do(go: Callable[[str], Any], name: str) -> None:
    page = go(name)
    page.emulate_media(media="print")
    for gone in ("nav.rail", "header.bar", "footer.foot"):
        assert not page.locator(gone).is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator("main button:visible").count() == 0


@pytest.mark.parametrize("name", ["overview", "claim", "reader"])
def test_the_page_can_be_mirrored(go: Callable[[str], Any], name: str) -> None:
    page = go(name)
    page.evaluate("document.documentElement.dir = 'rtl'")
    rail, main = (page.locator(each).bounding_box() for each in ("nav.rail", "main"))
    assert rail["x"] > main["x"]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
