# Holdfast. `make` alone lists what there is to do.
# Needs: make, Python 3.11 to 3.13 with venv. No root, no Node, no compiler.
# Another Python: make PYTHON=python3.12 demo

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOLDFAST := $(BIN)/holdfast
QUESTION := czechoslovakia-1936
SOURCES := src tests bench

# A stamp is named by what it was made from: the lock, pyproject.toml, the folder, the Python.
mark = $(shell { cat requirements/$(1).txt pyproject.toml; pwd; $(PYTHON) -VV; } 2>&1 | cksum | cut -d' ' -f1)
RUN := $(VENV)/made-from-run-$(call mark,run)
DEV := $(VENV)/made-from-dev-$(call mark,dev)

.DEFAULT_GOAL := help
.PHONY: help demo test check bench mutants golden lock
.SUFFIXES:

help: ## list the targets (the default)
	@echo "Holdfast: does a threatened state hold until help comes?"
	@echo
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1 | \2/p' Makefile | \
	  while IFS='|' read -r target words; do printf '%-15s%s\n' "$$target" "$$words"; done

demo: $(RUN) ## set up, answer the question of Czechoslovakia 1936, write demo/report.html and demo/answer.json
	@mkdir -p demo && rm -rf demo/run
	@echo "Running $(QUESTION) (the very first run compiles for up to a minute)…"
	@$(HOLDFAST) run $(QUESTION) --out demo/run
	@cp demo/run/answer.json demo/answer.json
	@$(HOLDFAST) report demo/run --out demo/report.html
	@echo
	@echo "The same answer as a page:        demo/report.html (open it in a browser)"
	@echo "The same answer for a program:    demo/answer.json"
	@echo "What else can be asked:           $(HOLDFAST) --help"

test: check ## set up, run `make check`, then the whole test suite on two processes
	@$(BIN)/pytest -n 2 --dist loadfile

# Every look is taken, then the failures are told together.
define looks
look "ruff check"         $(BIN)/ruff check $(SOURCES)
look "ruff format"        $(BIN)/ruff format --check $(SOURCES)
look "mypy, strict"       $(BIN)/mypy
look "basedpyright"       $(BIN)/basedpyright
look "import contracts"   $(BIN)/lint-imports
look "codespell"          $(BIN)/codespell -L simpy -S bench/results.json $(SOURCES) docs $(wildcard *.md) Makefile .ci
look "sizes"              $(BIN)/pytest -q -p no:randomly -p no:cacheprovider tests/contracts/test_sizes.py
look "tests are found"    $(BIN)/pytest -q -p no:randomly -p no:cacheprovider --collect-only
endef
export looks

check: $(DEV) ## set up, then lint, format, types, import contracts, spelling, sizes, tests that cannot be read: all, then fail
	@failed=0; \
	look() { name=$$1; shift; \
	  if out=$$("$$@" 2>&1); then printf '  ok      %s\n' "$$name"; \
	  else printf '  FAILED  %s\n%s\n' "$$name" "$$out"; failed=1; fi; }; \
	eval "$$looks"; exit $$failed

bench: $(RUN) ## measure speed beside rivals (under five minutes); print the table, write bench/results.json
	@$(BIN)/python bench/run.py
	@$(BIN)/python bench/flagship.py

mutants: $(DEV) ## break kernel and pacts, one place at a time: the tests must notice every one
	@$(BIN)/python tests/mutants/mutants.py

golden: $(DEV) ## write the golden files anew; then explain each change in CHANGELOG.md
	@$(BIN)/pytest tests/golden --refresh

# Resolved for every supported Python and system; kept pins stay unless UPGRADE=--upgrade is given.
UV_COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header $(UPGRADE)

lock: $(DEV) ## write requirements/*.txt anew from pyproject.toml (the one target that uses uv, from .venv)
	@test -x $(BIN)/uv || { echo "make lock needs uv in .venv: $(BIN)/pip install uv" >&2; exit 2; }
	@$(UV_COMPILE) --extra build -o requirements/run.txt
	@$(UV_COMPILE) --extra build --extra dev -c requirements/run.txt -o requirements/dev.txt

# ---------------------------------------------------------------- setting up

# $(1): run or dev. One .venv for both: the dev lock has all of the run lock, at the same versions.
define set-up
	@$(PYTHON) -c pass 2>/dev/null || { \
	  echo "Holdfast needs Python 3.11 to 3.13, and there is no $(PYTHON): apt install python3 python3-venv" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
	  echo "Holdfast needs Python 3.11 to 3.13, and $(PYTHON) is $$($(PYTHON) -V 2>&1): install python3.12, say, and run make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments: apt install python3-venv" >&2; exit 2; }
	@echo "Setting up $(VENV) from requirements/$(1).txt (about a minute)…"
	@grep -qsF "$$(pwd)/$(VENV)" $(BIN)/activate && test "$$($(BIN)/python -VV 2>&1)" = "$$($(PYTHON) -VV)" || { \
	  rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/$(1).txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/made-from-$(1)-*
endef

$(RUN):
	$(call set-up,run)
	@touch $@

$(DEV):
	$(call set-up,dev)
	@rm -f $(VENV)/made-from-run-*
	@touch $(RUN) $@
