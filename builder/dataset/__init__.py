"""Datasets: records in, checked tables and a manifest on disk out."""

from builder.dataset.assemble import Tables, assemble
from builder.dataset.manifest import FileHash, Provenance, hash_file, hash_files, read_manifest
from builder.dataset.validate import validate
from builder.dataset.write import check_target, write_dataset

__all__ = [
    "FileHash",
    "Provenance",
    "Tables",
    "assemble",
    "check_target",
    "hash_file",
    "hash_files",
    "read_manifest",
    "validate",
    "write_dataset",
]
