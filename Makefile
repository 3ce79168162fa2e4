# Two commands for a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test lint docs clean

$(BIN)/dyads: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(BIN)/pytest: $(BIN)/dyads
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	touch $@

demo: $(BIN)/dyads  ## install, build the seed articles, show the events
	$(BIN)/dyads build --out output/demo
	$(BIN)/dyads query --dataset output/demo "SELECT actor, target, action_code, action_name, date, date_precision AS precision, n_mentions, confidence FROM events ORDER BY date, actor, target, action_code"

test: $(BIN)/pytest  ## every test, in a virtual environment of its own
	$(BIN)/python -m pytest

lint: $(BIN)/pytest  ## style and types
	$(BIN)/ruff check builder tests training
	$(BIN)/mypy

docs: $(BIN)/dyads  ## renew the generated data dictionary
	$(BIN)/dyads schema --markdown > docs/data-dictionary.md

clean:
	rm -rf $(VENV) output/demo
