"""Both adapters, by the same tests: what one promises the other keeps."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from corpus.errors import ModelError
from index.encoder import SentenceTransformerEncoder
from index.model import Encoder
from index.model_folder import prepare_sentence_transformer
from index.search import Index

QUESTION = "Khi nào phải báo cáo kết quả thực hiện?"
RELATED = "Sở Nội vụ báo cáo kết quả trước ngày 15/12 hằng năm."
UNRELATED = "Người dân nộp lệ phí cấp hộ chiếu tại bộ phận một cửa."


@pytest.fixture(scope="module")
def sentence_transformers_folder(home: Path) -> Path:
    return prepare_sentence_transformer(home / "model")


@pytest.fixture(scope="module")
def sentence_transformer(sentence_transformers_folder: Path) -> Encoder:
    return SentenceTransformerEncoder(sentence_transformers_folder)


@pytest.fixture(scope="module", params=["ONNX Runtime", "sentence-transformers"])
def either(request: pytest.FixtureRequest, encoder: Encoder) -> Encoder:
    if request.param == "ONNX Runtime":
        return encoder
    other: Encoder = request.getfixturevalue("sentence_transformer")
    return other


def test_vectors_have_length_one_and_a_row_for_each_text(either: Encoder) -> None:
    vectors = either.encode_passages([RELATED, UNRELATED, RELATED])
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[0], vectors[2], atol=1e-6)
    assert either.encode_passages([]).shape[0] == 0


def test_a_question_is_closer_to_its_answer_than_to_another_text(either: Encoder) -> None:
    related, unrelated = (
        either.encode_passages([RELATED, UNRELATED]) @ either.encode_queries([QUESTION])[0]
    )
    assert related > unrelated + 0.03


def test_queries_and_passages_bear_different_prompts(either: Encoder) -> None:
    as_query, as_passage = either.encode_queries([RELATED]), either.encode_passages([RELATED])
    assert float(as_query[0] @ as_passage[0]) < 0.999


def test_tokens_are_counted_with_prompt_and_special_tokens(
    either: Encoder, sentence_transformers_folder: Path
) -> None:
    tokenizer = Tokenizer.from_file(str(sentence_transformers_folder / "tokenizer.json"))
    texts = [RELATED, "số", "số " * 1000 + "hóa"]
    expected = [len(tokenizer.encode(f"passage: {text}").ids) for text in texts]
    assert either.count_tokens(texts) == expected
    assert expected[2] > 512
    assert either.count_tokens([]) == []


def test_what_is_over_the_limit_is_left_out(either: Encoder) -> None:
    kept, more = ("số " * words for words in (600, 1000))
    vectors = either.encode_passages([kept, more])
    assert np.allclose(vectors[0], vectors[1], atol=1e-5)


def test_many_threads_get_what_one_gets(either: Encoder) -> None:
    texts = [f"{RELATED} {'Chi tiết. ' * n}" for n in range(6)]
    alone = np.stack([either.encode_queries([text])[0] for text in texts])
    with ThreadPoolExecutor(3) as pool:
        together = np.stack(list(pool.map(lambda text: either.encode_queries([text])[0], texts)))
    assert np.allclose(alone, together, atol=1e-5)


def test_each_form_of_the_model_is_one_of_its_own_to_a_snapshot(
    encoder: Encoder, sentence_transformer: Encoder
) -> None:
    assert encoder.name == sentence_transformer.name
    assert encoder.digest != sentence_transformer.digest
    assert encoder.max_tokens == sentence_transformer.max_tokens == 512


def test_what_serves_gives_the_vectors_of_sentence_transformers(
    encoder: Encoder, sentence_transformer: Encoder, shipped_index: Index
) -> None:
    passages = shipped_index.passages[::15]
    texts = [shipped_index.documents[p.document_id].text[p.start : p.end] for p in passages]
    ours, theirs = (one.encode_passages(texts) for one in (encoder, sentence_transformer))
    assert float((ours * theirs).sum(axis=1).min()) > 0.98
    assert encoder.count_tokens(texts) == sentence_transformer.count_tokens(texts)


def test_a_model_that_is_not_on_this_machine_is_refused_without_a_download() -> None:
    with pytest.raises(ModelError, match="khong-co/mo-hinh-nay"):
        SentenceTransformerEncoder("khong-co/mo-hinh-nay")


def test_the_library_that_computes_leaves_no_trace_in_the_users_home_and_calls_nobody(
    home: Path, shipped_index: Index, tmp_path: Path
) -> None:
    assert shipped_index.passages  # the model is prepared
    script = (
        "import sys; from pathlib import Path; from index.onnx_encoder import OnnxEncoder;"
        "OnnxEncoder(Path(sys.argv[1])).encode_queries(['hạn?'])"
    )
    # Of a machine that tests, it keeps nothing anyhow.
    environment = {**os.environ, "HOME": str(tmp_path)}
    for name in ("CI", "GITHUB_ACTIONS", "PYTEST_CURRENT_TEST", "XDG_CACHE_HOME"):
        environment.pop(name, None)
    command = [sys.executable, "-c", script, str(home / "model" / "onnx")]
    subprocess.run(command, env=environment, check=True)
    assert list(tmp_path.iterdir()) == []


def test_encoding_and_preparing_imports_neither_torch_nor_transformers(
    model_folder: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; from index.model_folder import *\n"
        f"encoder_of({str(model_folder)!r}).encode_queries(['số'])\n"
        f"prepare_model(Path({str(tmp_path)!r}))\n"
        "sys.exit(bool(sys.modules.keys() & {'torch', 'transformers', 'sentence_transformers'}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
