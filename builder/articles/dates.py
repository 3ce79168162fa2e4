"""Publication dates as publishers write them, read the same way on every day and every machine."""

from __future__ import annotations

import datetime as dt
import re
import warnings

from dateutil import parser

EARLIEST = dt.date(1800, 1, 1)
LATEST = dt.date(2100, 12, 31)
"""Years outside 1800 to 2100 are slips of the pen. Today's date is not looked at: it changes."""

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?!\d)")
_CLOCK_WITH_DOT = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})(?=\s*(?:[ap]\.?m|[A-Z]{2,5}\b|$))", re.IGNORECASE)
_REMARK = re.compile(r"\([^()]*\)")
_LONGEST = 80
# Two dates that differ in year, month, day and weekday: a part that the words leave out is filled
# from the default, so an incomplete date comes out differently under each.
_DEFAULTS = (dt.datetime(2000, 1, 1), dt.datetime(2009, 10, 29))


class DateError(ValueError):
    """The words stand for no single day that an article could have been published on."""


def parse_published(value: dt.date | str) -> dt.date:
    """Read a publication date.

    The day is the one written: a time zone neither moves it nor matters. dateutil reads what is
    not ISO 8601; dateparser was tried too and moves days when it converts time zones. Day and
    month in figures whose order cannot be told (04/10/2019) are refused, not guessed.

    Args:
        value: a date, or words such as "Jun 14, 2025", "2025-06-14T22:30:00Z" or "20250614".

    Returns:
        The day.

    Raises:
        DateError: relative, incomplete, ambiguous, impossible or no date at all.

    Example:
        >>> parse_published("Sat, 14 Jun 2025 10:00:00 GMT")
        datetime.date(2025, 6, 14)
    """
    day = value if isinstance(value, dt.date) else _parse(" ".join(value.split()))
    if isinstance(day, dt.datetime):
        day = day.date()
    if not EARLIEST <= day <= LATEST:
        raise DateError(f"{day.isoformat()} lies outside {EARLIEST.year} to {LATEST.year}")
    return day


def _parse(words: str) -> dt.date:
    shown = repr(words[:_LONGEST])
    words = _REMARK.sub(" ", words).strip()
    fixed = _ISO.match(words) or _COMPACT.match(words)
    if fixed:
        try:
            return dt.date(*(int(part) for part in fixed.groups()))
        except ValueError:
            raise DateError(f"{shown} is no day of the calendar") from None
    # dateutil completes a two-digit year from today's date, so a year must be there in full.
    if len(words) > _LONGEST or not (years := _YEAR.findall(words)):
        raise DateError(f"{shown} is no date with a four-digit year")
    numeric = _NUMERIC.search(words)
    if numeric:
        first, second = int(numeric[1]), int(numeric[2])
        if first <= 12 and second <= 12 and first != second:
            raise DateError(f"{shown} could be two days; write it as {numeric[3]}-MM-DD")
    return _parse_words(_CLOCK_WITH_DOT.sub(r"\1:\2", words) if not numeric else words, shown, years)


def _parse_words(words: str, shown: str, years: list[str]) -> dt.date:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # unknown time zones: they do not matter here
            found = {parser.parse(words, default=default, ignoretz=True).date() for default in _DEFAULTS}
    except (ValueError, OverflowError, ArithmeticError, TypeError, AttributeError, IndexError, RecursionError):
        raise DateError(f"{shown} is no date") from None
    day: dt.date = found.pop()
    if found or str(day.year) not in years:
        raise DateError(f"{shown} names no single day")
    return day
