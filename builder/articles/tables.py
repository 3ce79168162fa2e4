"""Readers for inputs that hold many articles: JSON lines, CSV, Parquet."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from builder.articles.drafts import Draft, Problem
from builder.articles.fields import choose_columns, draft_from_values, require_columns
from builder.articles.normalise import EncodingError, detect_encoding

_PEEK = 100
_ROWS = 256
_SAMPLE = 1 << 18
# The csv module refuses fields over 131,072 characters; whole books stay well below this one.
_LONGEST_FIELD = 1 << 26
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_jsonl(stream: IO[bytes], *, name: str, mapping: Mapping[str, str]) -> Iterator[Draft | Problem]:
    """Read one JSON object a line; lines may differ in their keys.

    Args:
        stream: the lines, UTF-8.
        name: the input's name for messages.
        mapping: field to key; a key that none of the first hundred objects has is an error.

    Yields:
        A draft a line; a problem (bad_record, bad_encoding) for a line that cannot be used.

    Raises:
        InputError: a mapped key that is not there.
    """
    records = _json_records(stream, name)
    first = list(itertools.islice(records, _PEEK))
    keys = dict.fromkeys(key for _, record in first if isinstance(record, dict) for key in record)
    if mapping and keys:
        require_columns(keys, mapping, where=f"{name}:{first[0][0]}", need_text=False)
    for number, record in itertools.chain(first, records):
        if isinstance(record, Problem):
            yield record
            continue
        chosen = choose_columns(record, mapping)
        if "text" not in chosen:
            keys_shown = ", ".join(itertools.islice(record, 10)) or "none"
            yield Problem("bad_record", f"no key holds the text; keys are: {keys_shown}", name, number)
        else:
            yield draft_from_values(record, chosen, path=name, position=number)


def read_csv(stream: IO[bytes], *, name: str, mapping: Mapping[str, str]) -> Iterator[Draft | Problem]:
    """Read a table with a header line, separated by commas, semicolons, tabs or bars.

    Args:
        stream: the table; UTF-8, UTF-16 or Windows-1252.
        name: the input's name for messages.
        mapping: field to column name.

    Yields:
        A draft a row, its position the line on which the row starts; a problem for a broken row.

    Raises:
        InputError: a mapped column, or any column for the text, is not there.
    """
    buffered = io.BufferedReader(stream, buffer_size=_SAMPLE) if isinstance(stream, io.RawIOBase) else stream
    sample = buffered.read(_SAMPLE)
    if not sample.strip():
        yield Problem("empty_text", "the file is empty", name)
        return
    try:
        encoding = detect_encoding(sample, complete=len(sample) < _SAMPLE)
    except EncodingError as error:
        yield Problem("bad_encoding", str(error), name)
        return
    whole = io.BufferedReader(_Joined(sample, buffered), buffer_size=1 << 16)
    # Bytes that do not decode become lone surrogates, so that only their own row is rejected.
    lines = io.TextIOWrapper(whole, encoding=encoding, errors=_error_handler(encoding), newline="")
    yield from _csv_rows(lines, name, mapping)


def read_parquet(stream: IO[bytes], *, name: str, mapping: Mapping[str, str]) -> Iterator[Draft | Problem]:
    """Read a Parquet file, a batch of rows at a time and only the columns that matter.

    Args:
        stream: the file; one that cannot seek (a compressed one) is read whole.
        name: the input's name for messages.
        mapping: field to column name.

    Yields:
        A draft a row, its position the row's number from 1; a problem if the file is damaged.

    Raises:
        InputError: a mapped column, or any column for the text, is not there.
    """
    row = 0
    try:
        file = pq.ParquetFile(stream if stream.seekable() else pa.BufferReader(stream.read()))
        chosen = require_columns(file.schema_arrow.names, mapping, where=name)
        for batch in file.iter_batches(batch_size=_ROWS, columns=sorted(set(chosen.values()))):
            for record in batch.to_pylist():
                row += 1
                yield draft_from_values(record, chosen, path=name, position=row)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        yield Problem("unreadable_file", f"no readable Parquet file ({_first_line(error)})", name, row)


def _json_records(stream: Iterable[bytes], name: str) -> Iterator[tuple[int, dict[str, object] | Problem]]:
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            yield number, Problem("bad_encoding", "the line is not UTF-8", name, number)
        except (ValueError, RecursionError) as error:
            yield number, Problem("bad_record", f"no valid JSON ({_first_line(error)})", name, number)
        else:
            if isinstance(record, dict):
                yield number, record
            else:
                yield number, Problem("bad_record", "no JSON object", name, number)


def _csv_rows(lines: io.TextIOWrapper, name: str, mapping: Mapping[str, str]) -> Iterator[Draft | Problem]:
    header = lines.readline()
    delimiter = max(",;\t|", key=header.count)
    names = [cell.strip() for cell in next(csv.reader([header], delimiter=delimiter), [])]
    chosen = require_columns(names, mapping, where=f"{name}:1")
    if csv.field_size_limit() < _LONGEST_FIELD:
        csv.field_size_limit(_LONGEST_FIELD)  # the module has this one limit for the whole process
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        position = reader.line_num + 2
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem("bad_record", f"broken row ({_first_line(error)})", name, position)
            continue
        except UnicodeError:
            yield Problem("bad_encoding", "the rest of the file does not decode", name, position)
            return
        if not any(row):
            continue
        if len(row) != len(names):
            yield Problem("bad_record", f"{len(row)} columns where the header has {len(names)}", name, position)
        elif any(_SURROGATE.search(cell) for cell in row):
            yield Problem("bad_encoding", "the row does not decode", name, position)
        else:
            yield draft_from_values(dict(zip(names, row, strict=True)), chosen, path=name, position=position)


def _error_handler(encoding: str) -> str:
    return "surrogateescape" if encoding.startswith(("utf-8", "cp")) else "strict"


def _first_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:120]


class _Joined(io.RawIOBase):
    """A stream whose beginning has been read already, put together again."""

    def __init__(self, beginning: bytes, rest: IO[bytes]) -> None:
        self._beginning = memoryview(beginning)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._beginning[: len(buffer)] or self._rest.read(len(buffer))
        self._beginning = self._beginning[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)
