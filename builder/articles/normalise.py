"""Bytes to text, and text to the clean form that every later offset refers to."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Only encodings that English text comes in. Left to choose freely, charset-normalizer took a
# Windows-1252 page with a few accents for mac_latin2, and one with curly quotes for cp775.
_CANDIDATES = ["cp1252", "utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be"]
_SAMPLE = 1 << 18
_MOST_BROKEN = 0.01
_MOST_NULS = 0.1
_LAST_LATIN = "\u024f"

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# Control characters, and invisible ones that split words for a reader of characters only:
# soft hyphen, zero-width space, word joiner, direction marks and byte order marks.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BROKEN = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class EncodingError(ValueError):
    """The bytes are no text in any encoding that English is written in."""


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Turn bytes into text.

    Args:
        data: the whole input.
        declared: encoding that the input itself names (an HTML page's charset), tried after UTF-8.

    Returns:
        The text, without a byte order mark.

    Raises:
        EncodingError: nothing fits, or what fits reads as a binary file.
    """
    encoding = detect_encoding(data, declared=declared)
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        raise EncodingError(f"not readable as {encoding}") from None
    if looks_broken(text):
        raise EncodingError("reads as binary data, not as text")
    return text


def detect_encoding(sample: bytes, *, declared: str | None = None, complete: bool = True) -> str:
    """Name the encoding of some bytes.

    Args:
        sample: the input or its beginning.
        declared: encoding that the input itself names.
        complete: False when the sample may end inside a character.

    Raises:
        EncodingError: nothing fits.
    """
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    for name in ("utf-8", declared or "utf-8"):
        try:
            text = codecs.getincrementaldecoder(name)().decode(sample, complete)
        except (UnicodeError, LookupError, ValueError):
            continue
        if text.count("\x00") <= _MOST_NULS * len(text):  # UTF-16 reads as UTF-8 with every other one a NUL
            return name
    best = from_bytes(sample[: _SAMPLE - _SAMPLE % 4], cp_isolation=_CANDIDATES).best()
    # Without a byte order mark, NULs and noise pass for UTF-16 in some Asian script.
    if best is None or 2 * sum(char > _LAST_LATIN for char in str(best)) > len(str(best)):
        raise EncodingError("neither UTF-8 nor another encoding that English text comes in")
    return str(best.encoding)


def looks_broken(text: str) -> bool:
    """Whether more than one character in a hundred is a control or a replacement character."""
    return len(_BROKEN.findall(text)) > _MOST_BROKEN * len(text)


def normalise(text: str) -> str:
    """Bring text to the form whose offsets count: NFC, `\\n` line ends, no control characters.

    Words are not touched. Applying it twice changes nothing more.

    Args:
        text: text as it was read.

    Returns:
        The clean text, without blank space at either end.

    Example:
        >>> normalise("one\\r\\ntwo\\x00\\n")
        'one\\ntwo'
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SURROGATE.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text).strip()


def one_line(text: str | None) -> str | None:
    """Normalised text on one line with single blanks, for titles and names; None when nothing is left."""
    return " ".join(normalise(text).split()) or None if text else None
