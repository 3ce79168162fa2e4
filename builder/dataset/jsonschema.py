"""The part of JSON Schema that schemas/manifest.json uses; a keyword outside it is an error, not a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from builder.errors import SchemaError

_NOTES = {"$schema", "$defs", "title", "description"}
_KEYWORDS = {
    "type",
    "const",
    "required",
    "properties",
    "additionalProperties",
    "minProperties",
    "items",
    "minItems",
    "minLength",
    "pattern",
    "minimum",
    "$ref",
}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def problems(
    value: Any, schema: dict[str, Any], root: dict[str, Any] | None = None, at: str = ""
) -> Iterator[str]:
    """What in a JSON value breaks a JSON Schema.

    Args:
        value: what `json.loads` gives.
        schema: the schema, or the part of it for this value.
        root: the whole schema, which `$ref` looks into; `schema` itself by default.
        at: where the value stands, for the messages.

    Yields:
        One line a problem, beginning with the path of the value.

    Raises:
        SchemaError: the schema uses a keyword that is not known here.

    Example:
        >>> list(problems({"a": "x"}, {"type": "object", "properties": {"a": {"type": "integer"}}}))
        ["/a: expected integer, found 'x'"]
    """
    root = schema if root is None else root
    if unknown := sorted(schema.keys() - _KEYWORDS - _NOTES):
        raise SchemaError(f"JSON Schema keyword not supported: {', '.join(unknown)}")
    here = at or "/"
    if "$ref" in schema:
        yield from problems(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    expected = schema.get("type")
    if expected and not _is(value, expected):
        yield f"{here}: expected {expected}, found {value!r}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{here}: expected {schema['const']!r}, found {value!r}"
    if "minimum" in schema and value < schema["minimum"]:
        yield f"{here}: expected at least {schema['minimum']}, found {value}"
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0):
            yield f"{here}: must not be empty"
        elif "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{here}: {value!r} does not fit {schema['pattern']}"
    if isinstance(value, dict):
        yield from _object(value, schema, root, at)
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield f"{here}: expected at least {schema['minItems']} item"
        for index, item in enumerate(value):
            yield from problems(item, schema.get("items", {}), root, f"{at}/{index}")


def _is(value: Any, name: str) -> bool:
    # In Python True is an int; in JSON it is not a number.
    return isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def _object(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}/{name}: missing"
    if len(value) < schema.get("minProperties", 0):
        yield f"{at or '/'}: expected at least {schema['minProperties']} property"
    known, other = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name, item in value.items():
        if name in known:
            yield from problems(item, known[name], root, f"{at}/{name}")
        elif other is False:
            yield f"{at}/{name}: unknown property"
        elif isinstance(other, dict):
            yield from problems(item, other, root, f"{at}/{name}")
