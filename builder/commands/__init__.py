"""Groups of commands and what all commands share; `builder.cli` puts them together."""
