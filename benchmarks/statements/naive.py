"""A naive reader of statements, to see what the real one adds: one pattern for "X said Y" and one for '"Y," said X'.

It knows forty verbs of saying and quotation marks, and nothing of grammar: the source is the words before the verb (at most
six), the content the rest of the sentence, or the quotation beside the verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

VERBS = """
said says say told tells added adds wrote writes announced announces claimed claims argued argues insisted insists noted notes
warned warns explained explains reported reports stated states declared declares suggested suggests admitted admits
acknowledged confirmed denied asked asks believes believed
"""
SAYS = re.compile(rf"\b(?:{'|'.join(VERBS.split())}|according to)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[”\"’]?")
QUOTATION = re.compile(r"[“\"][^”\"\n]{10,}[”\"]")
WORD = re.compile(r"\w[\w'’.-]*")


def statements(article: str, text: str) -> Iterator[dict[str, Any]]:
    """Yield lines as the record's export writes them, for one article."""
    for sentence in SENTENCE.finditer(text):
        cue = SAYS.search(text, sentence.start(), sentence.end())
        if cue is None:
            continue
        before = list(WORD.finditer(text, sentence.start(), cue.start()))[-6:]
        after = list(WORD.finditer(text, cue.end(), sentence.end()))
        quoted = next(
            (q for q in QUOTATION.finditer(text, max(0, sentence.start() - 300), cue.start()) if cue.start() - q.end() < 60),
            None,
        )
        if cue[0].lower() == "according to" and after:
            source, content = (after[0].start(), after[min(3, len(after) - 1)].end()), (sentence.start(), cue.start())
        elif quoted is not None:
            near = [word for word in before if word.start() >= quoted.end()] or after[:2]
            source, content = (near[0].start(), near[-1].end()) if near else None, quoted.span()
        elif before and after:
            source, content = (before[0].start(), before[-1].end()), (after[0].start(), after[-1].end())
        else:
            continue
        if content[1] <= content[0]:
            continue
        yield {
            "type": "statement", "id": f"{article}/{cue.start()}", "article": article, "cue": span(text, cue.span()),
            "source": span(text, source) if source else None, "content": [span(text, content)], "nested_in": None,
        }  # fmt: skip


def span(text: str, bounds: tuple[int, int]) -> dict[str, Any]:
    return {"start": bounds[0], "end": bounds[1], "exact": text[slice(*bounds)]}
