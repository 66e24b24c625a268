# Trợ lý số. `make help` lists what there is; `make run` and `make test` need nothing done before.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
HOST ?= 127.0.0.1
PORT ?= 8000
MINUTES ?= 5
ASKS ?= 200000
MORE := build/eval-more

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev

# Kept even where PYTHONDONTWRITEBYTECODE is set: a server that compiles itself starts half a second
# later.
COMPILE := $(BIN)/python -m compileall -q answer api bot corpus eval index trolyso

.DEFAULT_GOAL := help
.PHONY: help setup run test test-faults check eval eval-more eval-corpus bench bench-scale load-bot load-api soak lock release bundle format clean

help: ## Liệt kê các lệnh
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(INSTALLED) ## Cài đặt, chuẩn bị mô hình và dựng chỉ mục (không chạy gì)
	$(BIN)/trolyso build

run: $(INSTALLED) ## Cài đặt nếu cần rồi phục vụ tại http://HOST:PORT (mặc định 127.0.0.1:8000)
	$(COMPILE)
	$(BIN)/trolyso serve --host $(HOST) --port $(PORT)

test: $(INSTALLED_DEV) ## Cài đặt nếu cần rồi chạy toàn bộ kiểm thử
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -m "not slow" --numprocesses logical --maxprocesses 4 --dist worksteal

test-faults: $(INSTALLED_DEV) ## kill -9 ở từng bước, đĩa đầy, ba máy chủ mà một chết; mất nhiều phút
	$(BIN)/python -m pytest -m slow

check: $(INSTALLED_DEV) ## Kiểm tra mã: ruff, mypy --strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(INSTALLED_DEV) ## Đo chất lượng trên bộ câu hỏi phát triển, so với mốc
	$(BIN)/trolyso eval --baseline eval/baseline.json

eval-more: export TROLYSO_HOME := $(CURDIR)/$(MORE)
eval-more: $(INSTALLED_DEV) ## Hỏi năm bộ câu hỏi trên 59 văn bản, 54 trong ../shared; dừng giữa chừng thì chạy lại là tiếp
	@test -d ../shared/more_documents || { echo "Cần bộ tài liệu thử ở ../shared." >&2; exit 1; }
	mkdir -p $(MORE)
	cp ../shared/eval/more.jsonl eval/more.equivalents.json $(MORE)
	$(BIN)/trolyso ingest ../shared/more_documents/*.txt
	for set in eval/dev.jsonl eval/own.jsonl eval/further.jsonl eval/unread.jsonl $(MORE)/more.jsonl; do \
	  $(BIN)/trolyso eval $$set --markdown $(MORE)/$$(basename $$set .jsonl).md || exit; done

eval-corpus: $(INSTALLED_DEV) ## Đo việc đọc văn bản trên bộ tài liệu thử ở ../shared
	$(BIN)/python -m eval.reading ../shared

load-bot: $(INSTALLED_DEV) ## Cho bot 2.000 câu hỏi từ 200 cuộc trò chuyện, mọi thứ trục trặc trên đường
	$(BIN)/python -m tests.bot.load

load-api: $(INSTALLED_DEV) ## 16 người hỏi API liền MINUTES phút (mặc định 5), rồi quá giới hạn; ghi vào docs/benchmarks.md
	$(BIN)/python -m tests.api.load --minutes $(MINUTES) --page docs/benchmarks.md

soak: $(INSTALLED_DEV) ## ASKS câu hỏi khác nhau (mặc định 200.000): bộ nhớ, luồng, tệp mở có phẳng không
	$(BIN)/python -m tests.api.soak --asks $(ASKS) --page docs/benchmarks.md

bench: $(INSTALLED_DEV) ## Đo tốc độ, bộ nhớ bên cạnh LangChain; ghi vào docs/benchmarks.md
	$(COMPILE)
	$(BIN)/trolyso eval speed --page docs/benchmarks.md

bench-scale: $(INSTALLED_DEV) ## Đo khi kho lớn dần, trên văn bản luật ở ../shared; ghi vào docs/benchmarks.md
	$(BIN)/trolyso eval scale ../shared/scale/vbpl_999.jsonl.xz --page docs/benchmarks.md

lock: $(INSTALLED) ## Ghi lại requirements.lock: phiên bản và mã SHA-256 của mọi gói để phục vụ
	$(BIN)/python deploy/lock.py

release: $(INSTALLED_DEV) ## Gói cài (wheel), danh mục thành phần (SBOM) và giấy phép, vào dist/
	$(BIN)/python deploy/release.py dist

bundle: $(INSTALLED) ## Một gói cài cho máy không có mạng, vào dist/
	$(BIN)/python deploy/bundle.py dist

format: $(INSTALLED_DEV) ## Sắp lại mã theo chuẩn
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## Xoá môi trường, bộ nhớ đệm và bản dựng (không đụng tới TROLYSO_HOME)
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Cần Python 3.11 trở lên; tìm thấy: $$("$(PYTHON)" --version 2>&1). Chỉ đường dẫn khác: make PYTHON=/duong/dan/python3.11" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)
	$(PIP) install --upgrade --constraint constraints.txt pip

$(INSTALLED): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Đang cài các thư viện vào $(VENV) (lần đầu mất vài phút)…"
	$(PIP) install --constraint constraints.txt --editable ".[prepare]"
	@touch $@

$(INSTALLED_DEV): pyproject.toml constraints.txt $(INSTALLED)
	$(PIP) install --constraint constraints.txt --group dev
	@touch $@
