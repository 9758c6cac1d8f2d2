# Everything a newcomer or a developer does here. Windows clerks use sangkien.cmd instead.
#   make demo    sets up and shows the main job on a practice workspace
#   make test    sets up and runs all tests

VENV  := .venv
PY    := $(VENV)/bin/python
LOCK  := requirements.lock
STAMP := $(VENV)/.installed

# A Python of your own choice: make setup PYTHON=/path/to/python3
PYTHON ?=
# More for pytest: make test ARGS="-k fates"
ARGS ?=

IN_RANGE := (3, 11) <= sys.version_info[:2] <= (3, 13)
# What can make a .venv, and what is one (a venv cut short, or whose Python was removed, is none).
CAN_MAKE := import sys, venv, ensurepip; sys.exit(not $(IN_RANGE))
IS_VENV  := import sys, pip; sys.exit(not $(IN_RANGE))
PIP := $(PY) -m pip install -qq --disable-pip-version-check --no-input --no-deps

.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint format bench bench-duplicates docs pictures lock clean

help:
	@echo 'make setup   cài đặt vào $(VENV) (lệnh: $(VENV)/bin/sangkien)'
	@echo 'make demo    cài đặt rồi chạy thử trên một thư mục thực hành'
	@echo 'make test    cài đặt rồi chạy mọi phép kiểm thử'
	@echo 'make check   kiểm tra mã nguồn (lint) rồi kiểm thử'
	@echo 'make format  định dạng mã nguồn'
	@echo 'make bench   đo tốc độ'
	@echo 'make bench-duplicates đo việc tìm sáng kiến trùng, cạnh các thư viện khác (lâu)'
	@echo 'make docs    viết lại tài liệu được sinh từ mã nguồn'
	@echo 'make pictures vẽ mọi trang của các văn bản vào build/pictures và các hình trong README (cần LibreOffice, pdftoppm và Chromium)'
	@echo 'make lock    viết lại $(LOCK) từ pyproject.toml (LOCK_ARGS=--upgrade: lấy bản mới nhất)'
	@echo 'make clean   xóa những gì công cụ sinh ra (giữ $(VENV))'

setup: $(STAMP)

$(STAMP): pyproject.toml $(LOCK)
	@if ! $(PY) -c '$(IS_VENV)' 2>/dev/null; then \
	    found=; \
	    for candidate in $(if $(PYTHON),'$(PYTHON)',python3 python3.13 python3.12 python3.11 python); do \
	        if "$$candidate" -c '$(CAN_MAKE)' 2>/dev/null; then found=$$candidate; break; fi; \
	    done; \
	    if [ -z "$$found" ]; then \
	        echo 'Chưa tìm thấy Python 3.11, 3.12 hoặc 3.13 (kèm mô-đun venv) trên máy này.' >&2; \
	        echo 'Đề nghị cài Python (trên Debian, Ubuntu: apt install python3 python3-venv) rồi chạy lại;' >&2; \
	        echo 'hoặc chỉ rõ đường dẫn: make setup PYTHON=/đường/dẫn/tới/python3' >&2; \
	        exit 1; \
	    fi; \
	    echo "Đang tạo $(VENV) bằng $$found…"; \
	    "$$found" -m venv --clear $(VENV) || exit 1; \
	fi
	@echo 'Đang cài các thư viện theo $(LOCK), có thể mất vài phút…'
	@$(PIP) --require-hashes --only-binary :all: -r $(LOCK)
	@$(PIP) --no-build-isolation -e .
	@touch $(STAMP)
	@echo 'Đã cài đặt xong. Lệnh: $(VENV)/bin/sangkien'

demo: setup
	@$(VENV)/bin/sangkien demo

test: setup
	$(PY) -m pytest -n 2 $(ARGS)

check: lint test

lint: setup
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo

format: setup
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

bench: setup
	$(PY) -m bench $(ARGS)

# Peers have a Python of their own, without the product: two of them go with pandas 2 only.
DUPLICATES ?= ../shared/data/duplicates
PEERS_VENV := build/bench/venv
PEERS_STAMP := $(PEERS_VENV)/.installed

bench-duplicates: setup $(PEERS_STAMP)
	$(PY) -m bench.side_by_side $(DUPLICATES) --peers-python $(PEERS_VENV)/bin/python --scratch build/bench $(ARGS)

$(PEERS_STAMP): bench/requirements.lock | setup
	$(PY) -m venv --clear $(PEERS_VENV)
	$(PEERS_VENV)/bin/python -m bench.duplicate_peers.install bench/requirements.lock
	@touch $(PEERS_STAMP)

docs: setup
	$(PY) -m tools.generate_docs

pictures: setup
	$(PY) -m tools.make_pictures

# One lock for every system and Python; names of packages, versions and hashes only, no registry.
# --fork-strategy fewest: one version a package, the same on every Python.
LOCK_ARGS ?=
lock:
	@[ -x build/lock/bin/uv ] || { $(or $(PYTHON),python3) -m venv build/lock && build/lock/bin/python -m pip install -qq --disable-pip-version-check uv; }
	build/lock/bin/uv pip compile pyproject.toml --group dev --group build --universal --python-version 3.11 \
	    --fork-strategy fewest --generate-hashes --no-config --no-header --quiet -o $(LOCK) $(LOCK_ARGS)
	build/lock/bin/uv pip compile --group pyproject.toml:bench --universal --python-version 3.11 \
	    --fork-strategy fewest --generate-hashes --no-config --no-header --quiet -o bench/requirements.lock $(LOCK_ARGS)

clean:
	rm -rf build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find pipeline schemas templates tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
