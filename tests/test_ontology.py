"""The ontology: complete, consistent, and strict about what it does not know."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.errors import BuilderError, SeedError
from builder.ontology import QUAD_CLASSES, Ontology
from builder.resources import resource


def test_it_holds_all_of_cameo_and_plover(ontology: Ontology) -> None:
    assert len(ontology.actions) == 298
    assert len(ontology.roots) == 20
    assert len(ontology.plover) == 16


def test_every_code_has_a_description_of_one_sentence(ontology: Ontology) -> None:
    for action in [*ontology.actions.values(), *ontology.roots.values()]:
        assert action.description.endswith("."), action.code
        assert ". " not in action.description, action.code
        assert len(action.description) <= 110, action.code


def test_no_two_codes_are_described_alike(ontology: Ontology) -> None:
    descriptions = [action.description for action in ontology.actions.values()]
    assert len(set(descriptions)) == len(descriptions)


def test_lookups_of_one_code(ontology: Ontology) -> None:
    assert ontology.name("173") == "Arrest, detain"
    assert ontology.root("0874") == "08"
    assert ontology.parent("0874") == "087"
    assert ontology.parent("087") == "08"
    assert ontology.quad_class("173") == 4
    assert ontology.goldstein("0874") == 10.0
    assert ontology.plover_event("163") == "COERCE"
    assert ontology.plover_event("010") == ""


def test_a_code_without_its_own_goldstein_value_has_that_of_its_parent(ontology: Ontology) -> None:
    assert ontology.goldstein("1031") == ontology.goldstein("103")
    assert ontology.goldstein("1951") == ontology.goldstein("195")
    assert ontology.goldstein("176") == ontology.roots["17"].goldstein


@pytest.mark.parametrize(
    ("code", "quad_class"), [("057", 1), ("060", 2), ("087", 2), ("090", 3), ("139", 3), ("140", 4), ("2042", 4)]
)
def test_quad_classes_change_between_groups_5_8_and_13(ontology: Ontology, code: str, quad_class: int) -> None:
    assert ontology.quad_class(code) == quad_class
    assert quad_class in QUAD_CLASSES


def test_unknown_codes_are_all_listed(ontology: Ontology) -> None:
    with pytest.raises(BuilderError, match="unknown action codes: '19', '999'"):
        ontology.check(["195", "999", "19"])


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("RUS", ("RUS", "")),
        ("RUSGOV", ("RUS", "GOV")),
        ("IGOUNO", ("", "IGO")),
        ("NGAREBBHM", ("NGA", "REB")),
        ("TURKURREB", ("TUR", "REB")),
        ("MOSREB", ("", "REB")),
        ("EUR", ("EUR", "")),
    ],
)
def test_actor_codes_split_into_area_and_role(ontology: Ontology, code: str, parts: tuple[str, str]) -> None:
    assert ontology.split_actor(code) == parts


@pytest.mark.parametrize("code", ["", "RU", "rus", "RUSG", "RUS" * 9, "RUS\n"])
def test_what_is_no_actor_code_is_refused(ontology: Ontology, code: str) -> None:
    with pytest.raises(BuilderError, match="not an actor code"):
        ontology.split_actor(code)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("\n195,", "\n19x,", "19x"),
        ("\n195,", "\n194,", "194 is already there"),
        ("from the air by means that are not stated.,19,4,-10.0,ASSAULT", "x.,18,4,-10.0,ASSAULT", "parent of 195"),
        ("from the air by means that are not stated.,19,4,-10.0", "x.,19,5,-10.0", "expected 1, 2, 3 or 4"),
        ("from the air by means that are not stated.,19,4,-10.0", "x.,19,3,-10.0", "differs from that of its parent"),
        ("from the air by means that are not stated.,19,4,-10.0", "x.,19,4,-11", "expected -10 to 10"),
        ("from the air by means that are not stated.,19,4,-10.0", "x.,19,4,low", "expected a number"),
        ("not stated.,19,4,-10.0,ASSAULT,heavy", "x.,19,4,-10.0,FIGHT,heavy", "'FIGHT'"),
        ("not stated.,19,4,-10.0,ASSAULT", "x.,19,4,-10.0,ASSAULT,a,b", "expected 8 values"),
        ("Attacks from the air by means that are not stated.", "", "no name or no description"),
        ("goldstein", "gold", "column goldstein"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    directory = shutil.copytree(resource("seeds/ontology"), tmp_path / "ontology")
    path = directory / "cameo.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SeedError, match=r"cameo\.csv:\d+: ") as raised:
        Ontology.load(directory)
    assert complaint in str(raised.value)


def test_a_code_cannot_be_an_area_and_a_role(tmp_path: Path) -> None:
    directory = shutil.copytree(resource("seeds/ontology"), tmp_path / "ontology")
    with (directory / "roles.csv").open("a", encoding="utf-8") as file:
        file.write("RUS,Russians,Not a role.\n")
    with pytest.raises(SeedError, match=r"also in areas\.csv: RUS"):
        Ontology.load(directory)


def test_what_did_not_come_with_the_installation_is_an_error() -> None:
    with pytest.raises(BuilderError, match="not part of this installation"):
        resource("seeds/no-such-thing")
