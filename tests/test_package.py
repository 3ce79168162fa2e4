"""The wheel: built from this checkout, unpacked elsewhere, it codes a sentence with what it carries."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from builder.resources import resource

ROOT = Path(__file__).resolve().parent.parent
# Runs with the unpacked wheel first on the path and -P, so that nothing of the checkout is in reach.
SCRIPT = """
import json, sys
sys.path.insert(0, sys.argv[1])
import builder, builder.resources
names = json.loads(sys.argv[2])
mentions = builder.code("Russia attacked Ukraine on Friday.", published="2025-06-14")
print(json.dumps({
    "package": builder.__file__,
    "found": {name: str(builder.resources.resource(name)) for name in names},
    "dyads": [[m.actor, m.target, m.action_code[:2]] for m in mentions],
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as pip does for a user, and unpack it."""
    built = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", "--quiet", "--wheel-dir", str(built)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    (archive,) = built.glob("dyads-*.whl")
    unpacked = tmp_path_factory.mktemp("wheel").resolve()
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(unpacked)
    return unpacked


def files_under(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize(
    ("source", "packed"),
    [("seeds", "builder/_data/seeds"), ("schemas", "builder/_data/schemas"),
     ("builder/model", "builder/model"), ("builder/analysis/sql", "builder/analysis/sql")],
)  # fmt: skip
def test_all_data_is_packed(wheel: Path, source: str, packed: str) -> None:
    expected = files_under(ROOT / source)
    assert expected
    assert files_under(wheel / packed) == expected


def test_nothing_but_the_package_is_packed(wheel: Path) -> None:
    assert {path.name.split("-")[0] for path in wheel.iterdir()} == {"builder", "dyads"}


def test_the_installed_package_codes_with_its_own_files(wheel: Path, tmp_path: Path) -> None:
    names = ["seeds/lexicon", "seeds/ontology/cameo.csv", "schemas/events.json", "builder/model/encoder.onnx"]
    done = subprocess.run(
        [sys.executable, "-P", "-c", SCRIPT, str(wheel), json.dumps(names)],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert Path(said["package"]).is_relative_to(wheel)
    assert all(Path(path).is_relative_to(wheel) for path in said["found"].values())
    assert said["dyads"] == [["RUS", "UKR", "19"]]


def test_the_shipped_relation_model_is_calibrated() -> None:
    """`training.export_relations` writes temperatures of one; `training.calibrate` must follow it."""
    about = json.loads((resource("builder/model") / "relations.json").read_text(encoding="utf-8"))
    assert about["none_temperature"] != 1.0 and about["code_temperature"] != 1.0
