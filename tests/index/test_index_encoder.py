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

QUESTION = "Khi nào phải báo cáo kết quả thực hiện?"
RELATED = "Sở Nội vụ báo cáo kết quả trước ngày 15/12 hằng năm."
UNRELATED = "Người dân nộp lệ phí cấp hộ chiếu tại bộ phận một cửa."


def test_the_adapter_is_an_encoder(encoder: SentenceTransformerEncoder) -> None:
    as_protocol: Encoder = encoder
    assert len(as_protocol.digest) == 64


def test_vectors_have_length_one_and_a_row_for_each_text(
    encoder: SentenceTransformerEncoder,
) -> None:
    vectors = encoder.encode_passages([RELATED, UNRELATED, RELATED])
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[0], vectors[2], atol=1e-6)


def test_a_question_is_closer_to_its_answer_than_to_another_text(
    encoder: SentenceTransformerEncoder,
) -> None:
    related, unrelated = (
        encoder.encode_passages([RELATED, UNRELATED]) @ encoder.encode_queries([QUESTION])[0]
    )
    assert related > unrelated + 0.03


def test_queries_and_passages_bear_different_prompts(encoder: SentenceTransformerEncoder) -> None:
    as_query, as_passage = encoder.encode_queries([RELATED]), encoder.encode_passages([RELATED])
    assert float(as_query[0] @ as_passage[0]) < 0.999


def test_tokens_are_counted_with_prompt_and_special_tokens(
    encoder: SentenceTransformerEncoder, model_folder: Path
) -> None:
    tokenizer = Tokenizer.from_file(str(model_folder / "tokenizer.json"))
    texts = [RELATED, "", "số " * 1000]
    expected = [len(tokenizer.encode(f"passage: {text}").ids) for text in texts]
    assert encoder.count_tokens(texts) == expected
    assert expected[2] > 512
    assert encoder.count_tokens([]) == []


def test_many_threads_get_what_one_gets(encoder: SentenceTransformerEncoder) -> None:
    texts = [f"{RELATED} {'Chi tiết. ' * n}" for n in range(12)]
    alone = np.stack([encoder.encode_queries([text])[0] for text in texts])
    with ThreadPoolExecutor(6) as pool:
        together = np.stack(list(pool.map(lambda text: encoder.encode_queries([text])[0], texts)))
    assert np.allclose(alone, together, atol=1e-5)


def test_a_model_that_is_not_on_this_machine_is_refused_without_a_download() -> None:
    with pytest.raises(ModelError, match="khong-co/mo-hinh-nay"):
        SentenceTransformerEncoder("khong-co/mo-hinh-nay")


def test_importing_the_index_does_not_import_torch() -> None:
    code = (
        "import sys, index.build, index.encoder, index.langchain, index.model_folder\n"
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
