"""Mentions while they are being resolved, and what the article has said so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from builder.actors.entries import Entry, Role
from builder.actors.knowledge import Knowledge
from builder.actors.normalise import fold
from builder.records import ActorMention, Span

PERSON, BODY, PEOPLE, COUNTRY, THING = "person", "body", "people", "country", "thing"
# Shares of the countries an article names: enough to lend its country to offices and bodies, and enough for crowds,
# rebels and victims, who are as often another country's (of 21 judged rows that had a third, 10 were right).
MOSTLY, OVERWHELMINGLY = 1 / 2, 2 / 3
_ARTICLES = frozenset({"al", "el", "de", "van", "von", "bin", "ben"})


@dataclass(slots=True)
class Draft:
    """A mention in the making.

    `sort` says what it refers to (PERSON, BODY, PEOPLE, COUNTRY); `role` the role noun if there
    is one; `definite` whether it stands under "the" and so may refer back; `subject` whether it
    is the subject of its clause; `quoted` whether it stands in a quotation; `sentence` the number
    of its sentence.
    """

    token_start: int
    token_end: int
    head: int
    code: str = ""
    name: str = ""
    actor_id: str = ""
    rule: str = ""
    antecedent: Span | None = None
    members: tuple[str, ...] = ()
    sort: str = COUNTRY
    role: Role | None = None
    entry: Entry | None = None
    definite: bool = False
    plural: bool = False
    subject: bool = False
    former: bool = False
    quoted: bool = False
    sentence: int = 0

    @property
    def span(self) -> Span:
        """Its tokens, end exclusive."""
        return self.token_start, self.token_end

    def refer(self, other: Draft, rule: str) -> None:
        """Take the code of an earlier mention."""
        self.code, self.members, self.rule = other.code, other.members, rule
        self.name, self.actor_id = other.name, other.actor_id
        self.antecedent = other.span

    def mention(self, knowledge: Knowledge) -> ActorMention:
        """Return the finished record."""
        country, role = knowledge.split_code(self.code)
        return ActorMention(
            self.token_start, self.token_end, self.head, self.code, country, role, self.name, self.actor_id,
            self.rule, self.antecedent, self.members,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a name: its code and where the article gave it.

    `name` is as the article has it; a `weak` one gives way to what a title in the article says.
    """

    code: str
    name: str
    actor_id: str
    span: Span
    rule: str
    entry: Entry | None = None
    weak: bool = False

    @property
    def title(self) -> str:
        """The usual name of whoever it is."""
        return self.entry.name if self.entry is not None else self.name


@dataclass(slots=True)
class Memory:
    """What one article has said so far.

    `names` holds names learnt (full and bare surname) by folded small letters; `mentions` the
    mentions in order; `places` how often each country was named, `by_name` those that a noun names; `speaker` whoever spoke last; `pairs`
    how often two countries shared a sentence; `statement` is whoever issued the last statement;
    `defined` what the article has said that short names stand for; `fled` the countries that it says people flee.
    """

    names: dict[str, Known] = field(default_factory=dict)
    defined: dict[str, Known] = field(default_factory=dict)
    fled: set[str] = field(default_factory=set)
    mentions: list[Draft] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)
    by_name: set[str] = field(default_factory=set)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    speaker: Draft | None = None
    statement: Draft | None = None

    def learn(self, known: Known, *, surname: bool = True) -> None:
        """Keep a name; what was learnt first stays, unless that was a mere guess at somebody not yet in office."""
        parts = fold(known.name).lower().replace("-", " ").split()
        if not parts:
            return
        self._keep(" ".join(parts), known)
        if surname and len(parts) > 1 and len(parts[-1]) > 1:
            rule = "surname" if known.rule.startswith("name") else known.rule
            self._keep(parts[-1], replace(known, rule=rule))
            if len(parts) > 2 and parts[-2] in _ARTICLES:  # "Al-Abdullah noted"
                self._keep(" ".join(parts[-2:]), replace(known, rule=rule))

    def _keep(self, key: str, known: Known) -> None:
        held = self.names.get(key)
        if held is None or (held.weak and not known.weak):
            self.names[key] = known

    def recall(self, text: str) -> Known | None:
        """Return what is known of a name."""
        key = " ".join(fold(text).lower().replace("-", " ").split())
        return self.names.get(key) or None

    def dominant_place(self, share: float = MOSTLY) -> str:
        """Return the country that makes up this share of all countries named in the article, else "".

        A single adjective is too little: in "gunmen kidnapped a French journalist" nothing is said of where.
        """
        top = self.places.most_common(2)
        if not top or (len(top) > 1 and top[0][1] == top[1][1]):
            return ""
        if top[0][1] == 1 and top[0][0] not in self.by_name:
            return ""
        return top[0][0] if top[0][1] >= share * self.places.total() else ""
