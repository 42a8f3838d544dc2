"""A story and what it names: the entities and mentions of one invented article, asked by their words."""

from __future__ import annotations

from accordingto.extract.mentions import mentions
from accordingto.model import Article, Entity, Mention, Published, identify
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned


class Story:
    """An article with its entities, asked by the words of a mention and how often those words came before.

    Words may end in `#2`: the second mention of those words.
    """

    def __init__(self, text: str) -> None:
        article = Article(
            identify("a", text), "story.txt", (), None, None, None, Published(), "en", "", text, {}, ()
        )  # fmt: skip
        self.text = text
        self.entities, self.mentions = mentions(annotate(zoned(article)))

    def mention(self, words: str, nth: int = 0) -> Mention | None:
        bare, _, number = words.partition("#")
        nth = int(number) - 1 if number else nth
        found = [mention for mention in self.mentions if mention.span.exact == bare]
        return found[nth] if nth < len(found) else None

    def of(self, words: str, nth: int = 0) -> Entity:
        mention = self.mention(words, nth)
        assert mention is not None, f"{words!r} is no mention; mentions: {[m.span.exact for m in self.mentions]}"
        return next(entity for entity in self.entities if entity.id == mention.entity)

    def one(self, *words: str) -> bool:
        return len({self.of(each).id for each in words}) == 1

    def holds(self, words: str) -> Entity | None:
        """The entity of the first mention that holds these words, however the mention is cut; None if none does."""
        mention = next((mention for mention in self.mentions if words in mention.span.exact), None)
        return next((entity for entity in self.entities if mention is not None and entity.id == mention.entity), None)
