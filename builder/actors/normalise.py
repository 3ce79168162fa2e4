"""How words are compared: diacritics folded, capitals kept as far as they tell names from words.

A word becomes a symbol. Names are stored with the strictest symbol that news keeps to: an acronym
of up to three letters must be in capitals ("US"), a capitalised word must begin with a capital
("Turkey"), a word in small letters may stand in any case ("of"). A word of a text can therefore
stand for up to three symbols.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_DROPPED = str.maketrans("", "", ".'’ʼ`´‘")
_OTHER_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss",
                                "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "þ": "th", "Þ": "Th"})  # fmt: skip
_BREAK = re.compile(r"[\s\-‐‑–—/]+|(?<=[A-Za-z])(?=['’]s\b)")
APOSTROPHES = frozenset({"'", "’"})
# Ends of names that some papers write in small letters: "the Conservative party".
_SMALL = frozenset({"party"})
HYPHENS = frozenset({"-", "‐", "‑", "–"})
_SHORT_ACRONYM = 3


@functools.lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without diacritics, points and apostrophes; capitals stay.

    Example:
        >>> fold("Élysée"), fold("U.S."), fold("Sana'a")
        ('Elysee', 'US', 'Sanaa')
    """
    if word.isascii():
        return word.translate(_DROPPED)
    decomposed = unicodedata.normalize("NFKD", word.translate(_OTHER_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_DROPPED)


def pieces(phrase: str) -> list[str]:
    """Return the words of a phrase, parted as the tokenizer parts them in a text.

    Example:
        >>> pieces("Guinea-Bissau's")
        ['Guinea', 'Bissau', "'s"]
    """
    return [word for word in _BREAK.split(phrase) if word]


def stored(name: str) -> list[str]:
    """Return the symbols that a name of the dictionary is stored under.

    Args:
        name: one name or alias. A leading "the" in small letters does not count.

    Returns:
        One symbol a word; hyphens part words, as the tokenizer does. "Party" at the end may be in small letters.

    Example:
        >>> stored("the U.S. Department of State")
        ['!us', '^department', 'of', '^state']
    """
    if name.startswith("the "):
        name = name[4:]
    symbols = []
    for word in pieces(name):
        bare = fold(word)
        if not bare:
            continue
        if bare.isupper() and 1 < len(bare) <= _SHORT_ACRONYM:
            symbols.append("!" + bare.lower())
        elif bare[0].isupper() and not (symbols and bare.lower() in _SMALL):
            symbols.append("^" + bare.lower())
        else:
            symbols.append(bare.lower())
    return symbols


def candidates(word: str) -> tuple[str, ...]:
    """Return the symbols that a word of a text can stand for, strictest first.

    Example:
        >>> candidates("US"), candidates("Turkey"), candidates("turkey")
        (('!us', '^us', 'us'), ('^turkey', 'turkey'), ('turkey',))
    """
    bare = fold(word)
    if not any(map(str.isalnum, bare)):
        return ()
    lower = bare.lower()
    if bare.isupper():
        return (("!" + lower, "^" + lower, lower)) if len(bare) > 1 else ("^" + lower, lower)
    return ("^" + lower, lower) if bare[0].isupper() else (lower,)


def words(phrase: str) -> list[str]:
    """Return the words of a role or title in the form they are compared in, whatever their case.

    Example:
        >>> words("Vice-President")
        ['vice', 'president']
    """
    return [bare.lower() for bare in map(fold, pieces(phrase)) if bare]


def plural(noun: str) -> str:
    """Return the regular plural of a noun or of a phrase that ends in one.

    Example:
        >>> plural("foreign ministry"), plural("coach"), plural("gunman")
        ('foreign ministries', 'coaches', 'gunmen')
    """
    if noun.endswith("man") and not noun.endswith(("human", "shaman", "german", "ottoman")):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "i", "o", "u", ""):
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh", "z")):
        return noun + "es"
    return noun + "s"
