"""One sentence with what the dictionary found in it: what the rules look at."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from builder.actors.cues import cues
from builder.actors.drafts import Memory
from builder.actors.entries import NOT_ACTOR, ROLE, TITLE
from builder.actors.knowledge import Knowledge
from builder.actors.matching import NameMatch


@dataclass(slots=True)
class Scene:
    """A parsed sentence.

    Args:
        doc: the article.
        start, end: the sentence's tokens.
        number: its number in the article.
        names: dictionary names in it.
        roles: role nouns and titles in it.
        knowledge: the dictionary.
        memory: what the article said before.
        used: tokens that a mention already covers.
    """

    doc: Doc
    start: int
    end: int
    number: int
    names: list[NameMatch]
    roles: list[NameMatch]
    knowledge: Knowledge
    memory: Memory
    at: dict[int, NameMatch] = field(default_factory=dict)
    role_at: dict[int, NameMatch] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    quoted: set[int] = field(default_factory=set)

    @classmethod
    def of(
        cls, doc: Doc, start: int, end: int, number: int, matches: list[NameMatch], knowledge: Knowledge, memory: Memory
    ) -> Scene:
        """Lay out a sentence."""
        names = [m for m in matches if m.form not in (ROLE, TITLE)]
        roles = [m for m in matches if m.form in (ROLE, TITLE)]
        scene = cls(doc, start, end, number, names, roles, knowledge, memory)
        for match in names:
            for i in range(match.token_start, match.token_end):
                scene.at[i] = match
        for match in roles:
            for i in range(match.token_start, match.token_end):
                scene.role_at[i] = match
        return scene

    def tokens(self, start: int, end: int) -> list[Token]:
        """Return the tokens of a span."""
        return [self.doc[i] for i in range(start, end)]

    def owner_names(self, start: int, end: int) -> list[NameMatch]:
        """Return the names in a span that can own what follows, nearest to its end first.

        Sponsors do not own: "Iran-backed militia" is not Iranian.
        """
        found: list[NameMatch] = []
        for i in range(end - 1, start - 1, -1):
            match = self.at.get(i)
            if match is not None and match not in found and match.form != NOT_ACTOR and not self.sponsors(match):
                found.append(match)
        return found

    def hyphenated(self, match: NameMatch) -> str:
        """Return the participle tied to a name ("led" in "U.S.-led"), also where the hyphen was forgotten, or ""."""
        i = match.token_end
        if i + 1 < self.end and self.doc[i].text in ("-", "–", "‑") and not self.doc[i - 1].whitespace_:
            return str(self.doc[i + 1].lower_)
        if i + 1 < self.end and self.doc[i].dep_ == "amod" and self.doc[i].tag_ == "VBN" and self.doc[i].head.i > i:
            return str(self.doc[i].lower_)  # "Russian backed forces"
        return ""

    def sponsors(self, match: NameMatch) -> bool:
        """Say whether a name only backs, holds or made what follows, or is negated ("anti-", "pro-")."""
        if self.hyphenated(match) in cues("sponsor"):
            return True
        i = match.token_start
        if i - 2 >= self.start and self.doc[i - 1].text in ("-", "–", "‑") and not self.doc[i - 2].whitespace_:
            return self.doc[i - 2].lower_ in ("anti", "pro", "non", "trans")
        return i - 1 >= self.start and self.doc[i - 1].lower_ in ("anti-", "pro-", "non-")

    def leads(self, match: NameMatch) -> bool:
        """Say whether a name leads or runs what follows ("U.S.-led")."""
        return self.hyphenated(match) in cues("lead")
