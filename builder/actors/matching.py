"""Names and role nouns in a text: longest match over tokens, dated by the article. Needs no parse.

Each token is looked at once; only tokens that a name or role can begin with cost more than a
dictionary lookup, and no match is longer than the longest name, so time is linear in the text and
does not grow with the dictionary.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from spacy.attrs import ORTH
from spacy.tokens import Doc, Span

from builder.actors.compiling import END, Trie
from builder.actors.dating import Sense, countries, decide, senses
from builder.actors.entries import CORRECTION, NAME, NOT_ACTOR, TITLE, Correction, Entry, Role
from builder.actors.guards import Guards
from builder.actors.knowledge import Knowledge, Word
from builder.actors.normalise import APOSTROPHES
from builder.actors.strangers import Strangers, local_acronyms
from builder.actors.told_dates import ToldDates

# Descriptions that stand for actors named before: "both sides", "the statement called on ...".
_STANDINS = frozenset("both side sides two statement communique counterpart counterparts latter former".split())
PRONOUNS = frozenset("he she they it him her them his their its we us our i my me".split())


class NameMatch(NamedTuple):
    """Words of the text that the dictionary knows.

    Args:
        token_start, token_end: tokens, end exclusive.
        form: how the entry is named: NAME, ADJECTIVE, DEMONYM, CAPITAL, or ROLE, TITLE, NOT_ACTOR.
        code: actor code on the article's date; "" for roles and for names that stay ambiguous.
        entry: the line, None for roles and titles and for phrases that are no actor.
        role: the role or title, else None.
        rule: "name", or "name:former" (out of office), "name:before" (not yet in office), "name:past"
            (an organisation or state that had ended), "name:told" (out of office, but in one at the time
            that the sentence tells of, see `told_dates`), "name:ambiguous".
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
    words = _words(doc, knowledge)
    starts = [i for i, word in enumerate(words) if word.starts]
    found = _find_names(starts, words, doc, knowledge)
    roles = _find_roles([i for i in starts if words[i].role is not None], words, knowledge, frozenset())
    if found and roles:
        found, roles = _settle(found, roles, words, knowledge)
    matches = _dated(found, doc, knowledge, words, on.isoformat())
    matches += roles
    matches.sort(key=itemgetter(0))
    return matches


def _words(doc: Doc, knowledge: Knowledge) -> list[Word]:
    memo = knowledge.memo
    keys = doc.to_array([ORTH]).ravel().tolist()
    try:
        return list(map(memo.__getitem__, keys))
    except KeyError:
        strings = doc.vocab.strings
        for key in set(keys):
            if key not in memo:
                memo.learn(key, strings[key])
        return list(map(memo.__getitem__, keys))


_NONE: list[tuple[int, int]] = []
_Raw = tuple[int, int, list[tuple[int, int]]]


def _find_names(starts: Sequence[int], words: Sequence[Word], doc: Doc, knowledge: Knowledge) -> list[_Raw]:
    found: list[_Raw] = []
    free = 0
    for i in starts:
        if i < free:
            continue
        best: _Raw | None = None
        for symbol in words[i].name:
            end, items = _walk(knowledge.names[symbol], words, i + 1, doc)
            if items and (best is None or end > best[1]):
                best = (i, end, items)
        if best is not None:
            found.append(best)
            free = best[1]
    return found


def _walk(node: Trie, words: Sequence[Word], i: int, doc: Doc) -> tuple[int, list[tuple[int, int]]]:
    """Longest way down the trie from token `i` on: its end and what ends there."""
    best_end, best = i, node.get(END, _NONE)
    if i < len(words) and (len(node) > 1 or best is _NONE):
        at = i
        if not words[i].lower and i + 1 < len(words):
            apart = doc[i - 1 if doc[i].text in APOSTROPHES else i].whitespace_
            if not apart and (words[i].hyphen or doc[i].text in APOSTROPHES):  # "the Workers' Party"
                at = i + 1
        for symbol in words[at].symbols:
            below = node.get(symbol)
            if below is not None:
                end, items = _walk(below, words, at + 1, doc)
                if items and end > best_end:
                    best_end, best = end, items
    return best_end, best


def _settle(
    found: list[_Raw], roles: list[NameMatch], words: Sequence[Word], knowledge: Knowledge
) -> tuple[list[_Raw], list[NameMatch]]:
    """A role phrase that holds a whole shorter name keeps its words; otherwise roles give way to names."""
    by_token = {i: raw for raw in found for i in range(raw[0], raw[1])}
    dropped: set[int] = set()
    kept: list[NameMatch] = []
    for role in roles:
        start, end = role.token_start, role.token_end
        rivals = {by_token[i][0]: by_token[i] for i in range(start, end) if i in by_token}
        if not rivals:
            kept.append(role)
        elif all(start <= a and b <= end and b - a < end - start for a, b, _ in rivals.values()):
            dropped.update(rivals)
            kept.append(role)
        else:
            taken = frozenset(i for a, b, _ in rivals.values() for i in range(a, b))
            left = [i for i in range(start, end) if words[i].role is not None and i not in taken]
            kept += _find_roles(left, words, knowledge, taken)
    return [raw for raw in found if raw[0] not in dropped], kept


def _find_roles(
    starts: Sequence[int], words: Sequence[Word], knowledge: Knowledge, taken: frozenset[int]
) -> list[NameMatch]:
    """Role nouns and titles that begin at one of `starts`, longest first, on tokens that no name has taken."""
    found = []
    free, n = 0, len(words)
    for i in starts:
        if i < free:
            continue
        node: Trie | None = words[i].role
        at = end = i + 1
        items = node.get(END, _NONE) if node is not None else _NONE
        while node is not None and len(node) > 1 and at < n:
            if words[at].hyphen and at + 1 < n:
                at += 1
            node = node.get(words[at].lower) if words[at].lower and at not in taken else None
            at += 1
            if node is not None and END in node:
                end, items = at, node[END]
        if not items:
            continue
        form, index = items[0] if len(items) == 1 else min(items)  # a role noun goes before a title of the same name
        if form == TITLE and not (words[i].capital and end < n and words[end].capital):
            continue
        found.append(NameMatch(i, end, form, "", None, knowledge.role(index), "role"))
        free = end
    return found


def _dated(found: list[_Raw], doc: Doc, knowledge: Knowledge, words: Sequence[Word], day: str) -> list[NameMatch]:
    matches: list[NameMatch] = []
    unclear: list[tuple[int, tuple[Sense, ...]]] = []
    guards = Guards(doc, words, knowledge, found, day)
    strangers = Strangers(doc, words, knowledge, found)
    told = ToldDates(doc, words, knowledge, day)
    local = local_acronyms(doc, words, knowledge, found)
    for start, end, items in found:
        if items[-1][0] == NOT_ACTOR:
            matches.append(NameMatch(start, end, NOT_ACTOR, rule="not_actor"))
            continue
        correction = guards.for_words(start, end)
        meant = items
        if correction is None:
            if items[0][0] == CORRECTION or (local and words[start].lower in local):
                continue
            meant = strangers.meant(start, end, items)
            if not meant:
                continue
        elif not correction.code and not correction.actor:
            matches.append(NameMatch(start, end, NOT_ACTOR, rule="not_actor"))
            continue
        choices = senses(meant, day, knowledge, shared=meant is items)
        if choices and choices[0].entry.person and strangers.doubtful(start, end, choices[0].rule):
            continue
        choices = told.senses(choices, meant, start, end)
        if knowledge.actor_corrections or correction is not None:
            choices = _corrected(choices, correction, guards, knowledge, start, end)
            if not choices:
                matches.append(NameMatch(start, end, NOT_ACTOR, rule="not_actor"))
                continue
        form, code, entry, rule, others = choices[0]
        if len(choices) > 1 and not entry.own and len({choice.code for choice in choices}) > 1:
            unclear.append((len(matches), choices))
        matches.append(NameMatch(start, end, form, code, entry, None, rule, others))
    if unclear:
        places = {place for place, _ in unclear}
        named = countries((m.code for i, m in enumerate(matches) if i not in places), knowledge)
        for place, choices in unclear:
            start, end = matches[place][:2]
            form, code, entry, rule, others = decide(choices, named, knowledge)
            matches[place] = NameMatch(start, end, form, code, entry, None, rule, others)
    return matches


def _corrected(
    choices: tuple[Sense, ...], line: Correction | None, guards: Guards, knowledge: Knowledge, start: int, end: int
) -> tuple[Sense, ...]:
    """What is left of the senses after corrections; nothing where the name is dropped."""
    if line is not None and line.code:
        entry = knowledge.entry(line.index) if line.index >= 0 else None
        entry = entry or (choices[0].entry if choices else Entry(line.id, line.text, line.code, "body"))
        return (Sense(NAME, line.code, entry, "name"),)
    dropped = {line.actor} if line is not None else frozenset()
    kept = []
    for sense in choices:
        ids = (sense.entry.id, sense.entry.person)
        correction = guards.for_actor(ids, start, end)
        if correction is not None and correction.code:
            sense = sense._replace(code=correction.code)
        elif correction is not None or not dropped.isdisjoint(ids):
            continue
        kept.append(sense)
    return tuple(kept)


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
    return any(token.lower_ in PRONOUNS or token.lower_ in _STANDINS for token in sent)
