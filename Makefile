# Audit 5R. Two commands are enough: `make demo` shows it, `make test` proves it.
# What a command needs is installed on the first run; later runs need no network.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory
.PHONY: demo test serve check bench chaos pictures translations pins help app tools
.NOTPARALLEL:

bin := .venv/bin

##@ Use it
demo: app ## Load an example, print its report, and serve it on 127.0.0.1
	@exec $(bin)/audit demo --serve

serve: app ## Serve your own data, kept in instance/
	@exec $(bin)/audit serve

##@ Work on it
test: check ## Run every check and every test
	$(bin)/pytest -n auto --dist worksteal

check: tools ## Run the checks alone: style, types, floors, templates
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/djlint --lint --quiet --profile=jinja $(not_ours) templates

# Elements that a script fills, pages that no search engine sees, labels that a macro joins.
not_ours := --ignore=H020,H030,H042

bench: tools ## Measure saving, opening and printing
	$(bin)/python -m tests.bench

chaos: tools ## Play 200 schedules of all that goes wrong; SEED=17 plays one again
	$(bin)/python -m tests.chaos $(if $(SEED),--seed $(SEED))
	$(if $(SEED),,$(bin)/python -m tests.chaos.bad_line)

pictures: tools ## Take the pictures of every page and the report
	$(bin)/python -m tests.pictures

##@ Keep it up to date
translations: tools ## Collect new texts for the English catalogue, and compile it
	.ci/translations

pins: tools ## Pin requirements/*.in anew; UPGRADE=--upgrade takes the newest
	$(pin) requirements/main.txt requirements/main.in
	$(pin) requirements/build.txt requirements/build.in
	$(pin) requirements/dev.txt requirements/dev.in

pin := $(bin)/pip-compile -q $(UPGRADE) --no-header --allow-unsafe --strip-extras \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o

help: ## List these commands
	@awk -F ':.*## ' \
	  '/^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# Set-up: each looks at what is there and does only the rest.
app:
	@.ci/native app
	@.ci/venv main

tools:
	@.ci/native app test
	@.ci/venv main dev
