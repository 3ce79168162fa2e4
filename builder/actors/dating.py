"""What a name means on a day: which of the lines that it fits holds, and in which office somebody was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from builder.actors.entries import CORRECTION, NAME, Entry
from builder.actors.knowledge import Knowledge

_LASTING = frozenset({"country", "territory", "historical", "region", "city"})
_OFFICES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP"})
_NO_COUNTRY = frozenset({"IGO", "NGO", "NGM", "MNC", "IMG", "INT"})
# Who is meant by a bare surname, when several bear it in office on one day: the earlier set.
_HEADS = frozenset(
    (
        "president", "acting president", "prime minister", "chancellor", "king", "queen", "supreme leader", "leader",
        "premier", "emir", "sultan", "taoiseach", "head of the military government", "general secretary",
        "secretary-general", "pope",
    )
)  # fmt: skip
_MINISTERS = frozenset(
    (
        "vice president", "deputy prime minister", "foreign minister", "foreign secretary", "secretary of state",
        "defence minister", "defence secretary", "finance minister", "treasury secretary", "interior minister",
        "home secretary", "crown prince", "national security adviser", "leader of the opposition",
    )
)  # fmt: skip
_CURRENT, _OVER, _FORMER, _TO_COME = range(4)
_RANKS = {"name": _CURRENT, "name:past": _OVER, "name:former": _FORMER, "name:before": _TO_COME}


class Sense(NamedTuple):
    """One thing that words can mean on a day: see `NameMatch`."""

    form: int
    code: str
    entry: Entry
    rule: str
    others: tuple[str, ...] = ()


def senses(
    items: list[tuple[int, int]], day: str, knowledge: Knowledge, *, shared: bool = True
) -> tuple[Sense, ...]:
    """Return the best of what a name can mean; several if they are equally good.

    The user's own lines come first, then lines that hold on the day, then what has ended, then
    people out of office, then people not yet in one; names go before adjectives and capitals.

    Args:
        items: forms and numbers of entries, from the trie.
        day: ISO date.
        knowledge: for the entries; keeps the answer for the next time.
        shared: whether `items` is the trie's own list, which stays where it is.

    Returns:
        At least one sense, the most prominent office first; none for words that only a correction knows.
    """
    if not shared:
        return _senses(items, day, knowledge)
    key = (day, id(items))
    kept = knowledge.senses.get(key)
    if kept is None:
        kept = knowledge.senses[key] = _senses(items, day, knowledge)
    return kept


def _senses(items: list[tuple[int, int]], day: str, knowledge: Knowledge) -> tuple[Sense, ...]:
    persons: dict[str, list[Entry]] = {}
    found = []
    for form, index in items:
        if form == CORRECTION:
            continue
        entry = knowledge.entry(index)
        if entry.person:
            persons.setdefault(entry.person, []).append(entry)
        else:
            rule = "name" if entry.kind in _LASTING or entry.holds(day) else "name:past"
            found.append(Sense(form, entry.code, entry, rule))
    found += [office(terms, day) for terms in persons.values()]
    if not found:  # words that only a correction knows
        return ()
    ranks = [(not s.entry.own, _RANKS[s.rule], not s.entry.holds(day), s.form) for s in found]
    best = min(ranks)
    chosen = sorted((s for s, rank in zip(found, ranks) if rank == best), key=_prominence)
    others = tuple(dict.fromkeys(s.entry.id for s in found if s is not chosen[0]))
    chosen[0] = chosen[0]._replace(others=others)
    return tuple(chosen)


def office(terms: list[Entry], day: str) -> Sense:
    """The office that somebody is in on the day; else the last one, as a former holder; else the first to come."""
    now = [term for term in terms if term.holds(day)]
    if now:
        return Sense(NAME, now[0].code, now[0], "name")
    past = [term for term in terms if term.end and term.end + "~" < day]
    if past:
        last = max(past, key=lambda term: term.end)
        return Sense(NAME, out_of_office(last.code), last, "name:former")
    first = min(terms, key=lambda term: term.start)
    area = first.code[:3]
    return Sense(NAME, "" if area in _NO_COUNTRY else area, first, "name:before")


def _prominence(sense: Sense) -> int:
    """0 for heads of state and government in office, 1 for ministers and the like, 2 for others; 0 for bodies."""
    office = sense.entry.office
    if not office or (office in _HEADS and sense.rule in ("name", "name:told")):
        return 0
    return 1 if office in _MINISTERS else 2


def out_of_office(code: str) -> str:
    """Former officials are elites; rebels, business people and the like stay what they were."""
    area, role = code[:3], code[3:6]
    if area in _NO_COUNTRY:
        return "ELI"
    return area + "ELI" if role in _OFFICES or not role else code


def decide(choices: Sequence[Sense], named: Counter[str], knowledge: Knowledge) -> Sense:
    """Choose among equally good senses by the countries that the rest of the article names.

    Args:
        choices: two or more senses with different codes.
        named: how often the article names each country beyond doubt.
        knowledge: for the parts of codes.

    Returns:
        One sense: where several remain, that of the most prominent office; without a code and with the
        rule "name:ambiguous" where that does not decide either.
    """
    countries = [knowledge.split_code(choice.code)[0] for choice in choices]
    best = max(named.get(country, 0) for country in countries)
    winners = [choice for choice, country in zip(choices, countries) if named.get(country, 0) == best]
    # Choices come with the most prominent office first.
    winners = [choice for choice in winners if _prominence(choice) == _prominence(winners[0])]
    first = winners[0]
    others = tuple(dict.fromkeys(choice.entry.id for choice in choices if choice is not first))
    if len({knowledge.split_code(winner.code)[0] for winner in winners}) > 1:
        return first._replace(code="", rule="name:ambiguous", others=others)
    return first._replace(others=others)


def countries(codes: Iterable[str], knowledge: Knowledge) -> Counter[str]:
    """Count the countries of codes."""
    return Counter(knowledge.split_code(code)[0] for code in codes if code)
