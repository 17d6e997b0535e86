# make serve     see the site on this machine; every change shows by itself
# make site      make the site into site/
# make test      run all tests, in a real browser too
# make lint      read the code for slips: its form, its types, the scripts
# make bench     measure search and building; PART=search or PART=build for one, PROJECTS="1000 50000" for other sizes
# make old       try the site in Chromium 72, 80, 83 and 92; needs Node.js, with which it fetches them
# make zensical  build the same pages with Zensical, the successor of Material for MkDocs, and compare
# make clean     remove everything that was made

PYTHON ?= python3

.PHONY: serve site test lint bench old zensical clean

serve: .venv/lock
	@.venv/bin/python -m generator serve

site: .venv/lock
	@.venv/bin/python -m generator build

# What a module of tests builds, it builds once: a module stays with one process.
test: .venv/test.lock
	@CHROMIUM="$$(sh tests/chromium.sh)" && export CHROMIUM && \
		.venv/bin/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --max-worker-restart=0

lint: .venv/test.lock
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@.venv/bin/oxlint --deny-warnings overrides/assets/javascripts

bench: .venv/test.lock build/bench-venv/lock
	@CHROMIUM="$$(sh tests/chromium.sh)" && export CHROMIUM && PYTHONPATH="$$(echo "$$PWD"/build/bench-venv/lib/*/site-packages)" \
		.venv/bin/python -m tests.bench $(PART) $(if $(PROJECTS),--projects $(PROJECTS))

old: .venv/test.lock build/old/package-lock.json
	@.venv/bin/python -m pytest tests/old_browsers.py

# Anchors are in the bodies, where Zensical does not look for them; the tests follow every link.
zensical: site build/zensical-venv/lock
	@printf 'INHERIT: ../mkdocs.yml\ndocs_dir: docs\nsite_dir: zensical\ntheme:\n  custom_dir: ../overrides\nvalidation:\n  anchors: ignore\n' > build/zensical.yml
	@build/zensical-venv/bin/zensical build --clean --strict --config-file build/zensical.yml
	@.venv/bin/python tests/same_text.py site build/zensical

clean:
	@rm -rf .venv build site

# A virtual environment holds a copy of the lock it was made from, and is made again when that is older.
define venv
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新的版本；装好后可以这样指定：make PYTHON=python3.12" >&2; exit 1; }
@$(PYTHON) -m venv --clear $(@D)
$(install)
endef

define install
@echo "正在安装所需的软件（只在第一次，或它们有变化时）…" >&2
@$(@D)/bin/python -m pip install -qq --disable-pip-version-check --only-binary :all: --require-hashes -r $<
@cp $< $@
endef

.venv/lock: requirements.lock
	$(venv)

# What tests and checks need besides goes into the same environment.
.venv/test.lock: tests/test.lock .venv/lock
	$(install)

build/zensical-venv/lock: tests/zensical.lock
	$(venv)

build/bench-venv/lock: tests/bench.lock
	$(venv)

# The lock that is copied last tells that all is there.
build/old/package-lock.json: tests/old/package-lock.json
	@command -v npm >/dev/null || { echo "旧浏览器要用 Node.js 的 npm 来取，请先安装它。" >&2; exit 1; }
	@mkdir -p $(@D)/fetch && cp tests/old/package.json tests/old/package-lock.json tests/old/.npmrc tests/old/unpack.cjs $(@D)/fetch
	@cd $(@D)/fetch && npm ci --silent && node unpack.cjs
	@cp $< $@
