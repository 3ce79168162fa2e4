"""A dataset on disk: the same bytes every time, and all of it or none of it."""

from __future__ import annotations

import dataclasses
import json
import stat
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest

from builder.dataset import write
from builder.dataset.assemble import Tables
from builder.dataset.manifest import (
    FileHash,
    Provenance,
    check_manifest,
    fingerprint,
    hash_file,
    hash_files,
    read_manifest,
)
from builder.dataset.validate import validate
from builder.dataset.write import FILES, ROW_GROUP_ROWS, check_target, write_dataset, write_table
from builder.errors import InputError, SchemaError
from builder.resources import resource
from builder.schemas import load_tables


def contents(directory: Path) -> dict[str, bytes]:
    """Every file below a directory."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def test_a_dataset_is_sound_and_holds_what_it_was_given(dataset: Path, tables: Tables) -> None:
    assert {path.name for path in dataset.iterdir()} == FILES
    assert validate([dataset]) == []
    for name, frame in tables.by_name().items():
        assert pl.read_parquet(dataset / f"{name}.parquet").equals(frame)


def test_the_same_tables_give_the_same_bytes(dataset: Path, tables: Tables, provenance: Provenance) -> None:
    before = contents(dataset)
    write_dataset(tables, dataset, provenance)
    assert contents(dataset) == before
    write_dataset(tables, dataset.parent / "elsewhere", provenance)
    assert contents(dataset.parent / "elsewhere") == before
    assert {path.name for path in dataset.parent.iterdir()} == {"out", "elsewhere"}


def test_where_and_when_a_dataset_was_built_is_not_written(dataset: Path) -> None:
    for name in ("manifest.json", "datapackage.json"):
        assert str(dataset.parent) not in (dataset / name).read_text(encoding="utf-8")


def test_parquet_files_explain_themselves_and_are_read_in_groups(tables: Tables, tmp_path: Path) -> None:
    table = load_tables()["rejections"]
    frame = pl.concat([tables.rejections] * (ROW_GROUP_ROWS + 1))
    write_table(frame, table, tmp_path / "rejections.parquet")
    file = pq.ParquetFile(tmp_path / "rejections.parquet")
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [ROW_GROUP_ROWS, 1]
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert file.schema_arrow.field("reason").metadata[b"description"] == b"Why it was left out."
    assert not file.schema_arrow.field("reason").nullable


class Crash(Exception):
    """Stands for a full disk, a power cut, Ctrl-C."""


@pytest.mark.parametrize("step", ["write_table", "make_manifest", "_to_disk", "_replace"])
def test_a_build_that_dies_leaves_the_old_dataset_whole(
    dataset: Path, tables: Tables, provenance: Provenance, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = contents(dataset.parent)

    def crash(*args: Any, **options: Any) -> None:
        raise Crash

    monkeypatch.setattr(write, step, crash)
    with pytest.raises(Crash):
        write_dataset(dataclasses.replace(tables, rejections=tables.rejections.clear()), dataset, provenance)
    assert contents(dataset.parent) == before
    assert validate([dataset]) == []


def test_a_build_that_dies_in_the_middle_of_a_table_leaves_nothing_behind(
    tables: Tables, provenance: Provenance, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole = pq.write_table

    def half(table: Any, path: Path, **settings: Any) -> None:
        whole(table, path, **settings)
        path.write_bytes(path.read_bytes()[:100])
        if path.name == "events.parquet":
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(write.pq, "write_table", half)
    with pytest.raises(InputError, match="out: cannot be written: No space left on device"):
        write_dataset(tables, tmp_path / "out", provenance)
    assert list(tmp_path.iterdir()) == []


def test_the_old_dataset_comes_back_if_the_new_one_cannot_take_its_place(
    dataset: Path, tables: Tables, provenance: Provenance, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(dataset.parent)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.parent.suffix == ".part":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        write_dataset(dataclasses.replace(tables, rejections=tables.rejections.clear()), dataset, provenance)
    assert contents(dataset.parent) == before


def test_others_may_read_a_dataset(dataset: Path) -> None:
    probe = dataset.parent / "probe"
    probe.mkdir()
    assert stat.S_IMODE(dataset.stat().st_mode) == stat.S_IMODE(probe.stat().st_mode)


def test_tables_that_break_their_schema_are_not_written(tables: Tables, provenance: Provenance, tmp_path: Path) -> None:
    bad = dataclasses.replace(tables, events=tables.events.with_columns(quad_class=pl.lit(7, pl.Int64)))
    with pytest.raises(SchemaError, match=r"events\.quad_class: enum: .* such as 7\); nothing was written"):
        write_dataset(bad, tmp_path / "out", provenance)
    assert list(tmp_path.iterdir()) == []


def test_a_directory_with_other_files_is_left_alone(tables: Tables, provenance: Provenance, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"would be lost \(notes\.txt\)"):
        write_dataset(tables, tmp_path, provenance)
    assert contents(tmp_path) == {"notes.txt": b"mine"}
    with pytest.raises(InputError, match="is a file"):
        check_target(tmp_path / "notes.txt")


def test_an_empty_or_missing_directory_will_do(tables: Tables, provenance: Provenance, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for target in (tmp_path / "empty", tmp_path / "deep" / "er"):
        assert write_dataset(tables, target, provenance) == target / "manifest.json"
        assert validate([target]) == []


def test_the_manifest_says_what_went_in_and_what_came_out(dataset: Path, tables: Tables) -> None:
    manifest = read_manifest(dataset)
    assert manifest["tables"] == {name: frame.height for name, frame in tables.by_name().items()}
    assert manifest["inputs"] == [{"name": "news/x.txt", "sha256": "0" * 64, "bytes": 12}]
    assert [seed["name"] for seed in manifest["seeds"]] == ["ontology/cameo.csv"]
    assert {schema["name"] for schema in manifest["schemas"]} >= {"events.json", "mentions.json"}
    assert manifest["options"] == {"modalities": ["asserted"]}
    assert set(manifest["code"]["libraries"]) == {"polars", "pyarrow"}
    files = [FileHash(**entry) for entry in manifest["files"]]
    assert [file.name for file in files] == sorted(FILES - {"manifest.json"})
    assert all(hash_file(dataset / file.name, file.name) == file for file in files)
    assert manifest["fingerprint"] == fingerprint(file for file in files if file.name.endswith(".parquet"))


@pytest.mark.parametrize("name", ["/home/me/x.txt", "C:/x.txt", "../x.txt", "news/../../x.txt", "news\\x.txt", ""])
def test_names_that_depend_on_the_machine_are_refused(
    tables: Tables, provenance: Provenance, tmp_path: Path, name: str
) -> None:
    bad = dataclasses.replace(provenance, inputs=[FileHash(name, "0" * 64, 1)])
    with pytest.raises(SchemaError, match=r"manifest\.json: \$\.inputs\[0\]\.name"):
        write_dataset(tables, tmp_path / "out", bad)
    assert list(tmp_path.iterdir()) == []


def test_a_manifest_with_something_more_or_less_is_refused(dataset: Path) -> None:
    manifest = read_manifest(dataset)
    assert check_manifest(manifest) == []
    assert any("'built_at'" in line for line in check_manifest(manifest | {"built_at": "today"}))
    assert any("'seeds'" in line for line in check_manifest({k: v for k, v in manifest.items() if k != "seeds"}))
    assert any("$.format" in line for line in check_manifest(manifest | {"format": 2}))


def test_files_are_hashed_by_their_names_in_a_directory(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.txt").write_text("c", encoding="utf-8")
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / ".hidden").write_text("h", encoding="utf-8")
    found = hash_files(tmp_path)
    assert [(file.name, file.bytes) for file in found] == [("a.txt", 1), ("b/c.txt", 1)]
    assert found[0].sha256 == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    with pytest.raises(InputError, match="not in"):
        hash_files(tmp_path / "b", [tmp_path / "a.txt"])
    with pytest.raises(InputError, match="cannot be read"):
        hash_file(tmp_path / "none", "none")


def test_the_data_package_describes_each_table_with_its_schema(dataset: Path) -> None:
    package = json.loads((dataset / "datapackage.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in package["resources"]] == list(load_tables())
    for entry in package["resources"]:
        assert entry["schema"] == json.loads(resource(f"schemas/{entry['name']}.json").read_text(encoding="utf-8"))
        file = hash_file(dataset / entry["path"], entry["path"])
        assert (entry["hash"], entry["bytes"]) == (f"sha256:{file.sha256}", file.bytes)
