"""Names and role nouns in a text: longest match over tokens, dated by the article. Needs no parse.

Each token is looked at once; only tokens that a name or role can begin with cost more than a
dictionary lookup, and no match is longer than the longest name, so time is linear in the text and
does not grow with the dictionary.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.attrs import ORTH
from spacy.tokens import Doc, Span

from builder.actors.compiling import END, Trie
from builder.actors.entries import CAPITAL, NAME, NOT_ACTOR, ROLE, TITLE, Entry, Role
from builder.actors.knowledge import Knowledge, Word
from builder.actors.normalise import HYPHENS

PRONOUNS = frozenset("he she they it him her them his their its we us our i my me".split())
_PLACE_NAMES = frozenset({NAME, CAPITAL})


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Words of the text that the dictionary knows.

    Args:
        token_start, token_end: tokens, end exclusive.
        form: how the entry is named: NAME, ADJECTIVE, DEMONYM, CAPITAL, or ROLE, TITLE, NOT_ACTOR.
        code: actor code on the article's date; "" for roles and for names that stay ambiguous.
        entry: the line, None for roles and titles and for phrases that are no actor.
        role: the role or title, else None.
        rule: "name", or "name:former" (out of office), "name:before" (not yet in office), "name:past"
            (an organisation or state that had ended), "name:ambiguous".
        others: ids of other lines that the words could mean.
    """

    token_start: int
    token_end: int
    form: int
    code: str = ""
    entry: Entry | None = None
    role: Role | None = None
    rule: str = "name"
    others: tuple[str, ...] = ()


def match_names(doc: Doc, knowledge: Knowledge, on: dt.date) -> list[NameMatch]:
    """Find every name, adjective, capital, role noun and title that the dictionary holds.

    Args:
        doc: a tokenized article; syntax is not looked at.
        knowledge: from `load_knowledge`.
        on: the article's date.

    Returns:
        Matches in text order. Names do not overlap one another, nor do roles; a role inside a name is left out.

    Example:
        >>> match_names(nlp("Lavrov met Kerry."), knowledge, dt.date(2014, 3, 1))  # doctest: +SKIP
    """
    orths = doc.to_array([ORTH])
    memo = knowledge.memo
    strings = doc.vocab.strings
    words = [memo[key] if key in memo else memo.learn(key, strings[key]) for key in orths.ravel().tolist()]
    found = _find_names(words, doc, knowledge)
    roles = _find_roles(words, doc, knowledge, frozenset())
    if found and roles:
        found = _without_those_in_roles(found, roles)
        taken = frozenset(i for start, end, _ in found for i in range(start, end))
        if any(i in taken for role in roles for i in range(role.token_start, role.token_end)):
            roles = _find_roles(words, doc, knowledge, taken)
    matches = _dated(found, doc, knowledge, words, on.isoformat())
    matches += roles
    matches.sort(key=lambda m: (m.token_start, m.form))
    return matches


_Raw = tuple[int, int, list[tuple[int, int]]]


def _find_names(words: Sequence[Word], doc: Doc, knowledge: Knowledge) -> list[_Raw]:
    found: list[_Raw] = []
    i, n = 0, len(words)
    while i < n:
        starts = words[i].name
        if not starts:
            i += 1
            continue
        best: _Raw | None = None
        for symbol in starts:
            node = knowledge.names[symbol]
            end, items = _walk(node, words, i + 1, doc)
            if items and (best is None or end > best[1]):
                best = (i, end, items)
        if best is None:
            i += 1
        else:
            found.append(best)
            i = best[1]
    return found


def _walk(node: Trie, words: Sequence[Word], i: int, doc: Doc) -> tuple[int, list[tuple[int, int]]]:
    """Longest way down the trie from token `i` on: its end and what ends there."""
    best_end, best = i, node.get(END, [])
    if i < len(words):
        at = i
        if not words[i].lower and doc[i].text in HYPHENS and i + 1 < len(words) and not doc[i].whitespace_:
            at = i + 1
        for symbol in words[at].symbols:
            below = node.get(symbol)
            if below is not None:
                end, items = _walk(below, words, at + 1, doc)
                if items and end > best_end:
                    best_end, best = end, items
    return best_end, best


def _without_those_in_roles(found: list[_Raw], roles: list[NameMatch]) -> list[_Raw]:
    """A role phrase that holds a whole shorter name keeps its words; otherwise roles give way to names."""
    by_token = {i: raw for raw in found for i in range(raw[0], raw[1])}
    dropped: set[int] = set()
    for role in roles:
        start, end = role.token_start, role.token_end
        rivals = {by_token[i][0]: by_token[i] for i in range(start, end) if i in by_token}
        if all(start <= a and b <= end and b - a < end - start for a, b, _ in rivals.values()):
            dropped.update(rivals)
    return [raw for raw in found if raw[0] not in dropped]


def _find_roles(
    words: Sequence[Word], doc: Doc, knowledge: Knowledge, taken: frozenset[int]
) -> list[NameMatch]:
    """Role nouns and titles, longest first, on tokens that no name has taken."""
    found = []
    i, n = 0, len(words)
    while i < n:
        if not words[i].role or i in taken:
            i += 1
            continue
        node = knowledge.roles[words[i].lower]
        end, items = (i + 1, node[END]) if END in node else (i, [])
        at = i + 1
        while at < n:
            if not words[at].lower and doc[at].text in HYPHENS and at + 1 < n:
                at += 1
            node = node.get(words[at].lower) if words[at].lower and at not in taken else None
            if node is None:
                break
            at += 1
            if END in node:
                end, items = at, node[END]
        chosen = next((item for item in items if item[0] == ROLE), None)
        if items and _before_name(doc, end) and doc[i].text[:1].isupper():
            chosen = next((item for item in items if item[0] == TITLE and chosen is None), chosen)
        if chosen is None:
            i += 1
            continue
        found.append(NameMatch(i, end, chosen[0], role=knowledge.role(chosen[1]), rule="role"))
        i = end
    return found


def _before_name(doc: Doc, i: int) -> bool:
    return i < len(doc) and doc[i].text[:1].isupper()


def _dated(
    found: list[_Raw], doc: Doc, knowledge: Knowledge, words: Sequence[Word], day: str
) -> list[NameMatch]:
    matches: list[NameMatch] = []
    unclear: list[tuple[int, list[NameMatch]]] = []
    guarded = _Guarded(doc, knowledge)
    starts = {start for start, _, _ in found}
    ends = {end for _, end, _ in found}
    for start, end, items in found:
        if any(form == NOT_ACTOR for form, _ in items) or guarded(start, end, starts, ends, words):
            matches.append(NameMatch(start, end, NOT_ACTOR, rule="not_actor"))
            continue
        choices = _choices(start, end, [(form, knowledge.entry(index)) for form, index in items], day)
        if len({c.code for c in choices}) > 1 and not (choices[0].entry and choices[0].entry.own):
            unclear.append((len(matches), choices))
        matches.append(choices[0])
    if unclear:
        _clear_up(matches, unclear, knowledge)
    return matches


def _choices(start: int, end: int, items: list[tuple[int, Entry]], day: str) -> list[NameMatch]:
    """What the words can mean on that day, best first: our user's lines, then whatever holds, then the rest."""
    persons: dict[str, list[Entry]] = {}
    ranked: list[tuple[tuple[int, int, int], NameMatch]] = []
    for form, entry in items:
        if entry.person:
            persons.setdefault(entry.person, []).append(entry)
            continue
        holds = entry.holds(day)
        rule = "name" if holds or entry.kind in ("country", "territory", "historical") else "name:past"
        rank = (0 if entry.own else 1, 0 if holds else 1, form)
        ranked.append((rank, NameMatch(start, end, form, entry.code, entry, rule=rule)))
    for terms in persons.values():
        match = _person(start, end, terms, day)
        rank = (0 if match.entry and match.entry.own else 1, {"name": 0, "name:former": 2}.get(match.rule, 3), NAME)
        ranked.append((rank, match))
    ranked.sort(key=lambda item: item[0])
    best = ranked[0][0]
    kept = [match for rank, match in ranked if rank[:2] == best[:2] and (rank[2] == best[2])]
    others = tuple(m.entry.id for _, m in ranked[1:] if m.entry and m.entry.id != (ranked[0][1].entry or m.entry).id)
    first = kept[0]
    kept[0] = NameMatch(first.token_start, first.token_end, first.form, first.code, first.entry, None, first.rule, others)
    return kept


def _person(start: int, end: int, terms: list[Entry], day: str) -> NameMatch:
    now = [t for t in terms if t.holds(day)]
    if now:
        return NameMatch(start, end, NAME, now[0].code, now[0])
    past = [t for t in terms if t.end and t.end + "~" < day]
    if past:
        last = max(past, key=lambda t: t.end)
        code = last.code if len(last.code) >= 6 and last.code[3:6] not in _OFFICIAL else last.code[:3] + "ELI"
        return NameMatch(start, end, NAME, code, last, rule="name:former")
    first = min(terms, key=lambda t: t.start)
    return NameMatch(start, end, NAME, first.code[:3] if first.code[:3] not in ("IGO", "NGO") else "", first,
                     rule="name:before")  # fmt: skip


_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP", "UNO", "EUR", "WST"})


def _clear_up(matches: list[NameMatch], unclear: list[tuple[int, list[NameMatch]]], knowledge: Knowledge) -> None:
    """Decide names that several lines fit by the countries that the rest of the article names."""
    open_places = {place for place, _ in unclear}
    named = Counter(
        knowledge.split_code(m.code)[0] for i, m in enumerate(matches) if i not in open_places and m.code
    )  # fmt: skip
    for place, choices in unclear:
        scores = [named.get(knowledge.split_code(c.code)[0], 0) for c in choices]
        best = max(scores)
        winners = [c for c, score in zip(choices, scores) if score == best]
        others = tuple(c.entry.id for c in choices if c.entry and c is not winners[0])
        countries = {knowledge.split_code(c.code)[0] for c in winners}
        code = winners[0].code if len(countries) == 1 else ""
        rule = winners[0].rule if code else "name:ambiguous"
        w = winners[0]
        matches[place] = NameMatch(w.token_start, w.token_end, w.form, code, w.entry, None, rule, others)


class _Guarded:
    """Asks whether a name is something else in this article (Georgia the state, Jordan the player)."""

    def __init__(self, doc: Doc, knowledge: Knowledge) -> None:
        self._doc = doc
        self._guards = knowledge.guards
        self._text = ""
        self._persons: set[str] = set()

    def __call__(self, start: int, end: int, starts: set[int], ends: set[int], words: Sequence[Word]) -> bool:
        key = " ".join(word.lower for word in words[start:end])
        guard = self._guards.get(key)
        if guard is None:
            return False
        if not self._text:
            self._text = " " + " ".join(word.lower for word in words if word.lower) + " "
        near = [n for n in guard.near if n != "@name"]
        if any(f" {n.lower()} " in self._text for n in near):
            if not any(f" {u.lower()} " in self._text for u in guard.unless):
                return True
        if "@name" not in guard.near:
            return False
        if self._in_a_name(start, end, starts, ends, words):
            self._persons.add(key)
            return True
        return key in self._persons and not any(f" {u.lower()} " in self._text for u in guard.unless)

    def _in_a_name(self, start: int, end: int, starts: set[int], ends: set[int], words: Sequence[Word]) -> bool:
        """A capitalised word that is no name or role of its own stands right before or after."""
        doc = self._doc
        if end < len(doc) and end not in starts and _name_like(doc, end, words):
            return True
        return start > 0 and start not in ends and not doc[start - 1].is_sent_start and _name_like(doc, start - 1, words)


def _name_like(doc: Doc, i: int, words: Sequence[Word]) -> bool:
    text = doc[i].text
    return text[:1].isupper() and text[1:].islower() and text.isalpha() and not words[i].role


def matches_within(names: Sequence[NameMatch], start: int, end: int) -> Sequence[NameMatch]:
    """Return the matches that begin in tokens `start` to `end`, by bisection."""
    low, high = 0, len(names)
    while low < high:
        middle = (low + high) // 2
        if names[middle].token_start < start:
            low = middle + 1
        else:
            high = middle
    first = low
    while low < len(names) and names[low].token_start < end:
        low += 1
    return names[first:low]


def has_actor_words(sent: Span, names: Sequence[NameMatch], knowledge: Knowledge) -> bool:
    """Say, cheaply, whether a sentence can name a political actor.

    Args:
        sent: a sentence, parsed or not.
        names: from `match_names`, for the whole article.
        knowledge: the knowledge that they come from.

    Returns:
        True if it holds a name or a role noun, or a pronoun that something earlier can stand for.

    Example:
        >>> [has_actor_words(s, names, knowledge) for s in doc.sents]  # doctest: +SKIP
    """
    for match in matches_within(names, sent.start, sent.end):
        if match.form not in (NOT_ACTOR, TITLE):
            return True
    if not names or names[0].token_start >= sent.start:
        return False
    return any(token.lower_ in PRONOUNS for token in sent)
