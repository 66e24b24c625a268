import json

from index.model import Passage
from index.records import passage_of, passage_record


def test_a_passage_comes_back_from_json_as_it_was() -> None:
    passage = Passage("quang-ngai-87", ("II.1", "II.1.a"), 10, 20, "Kế hoạch 87/KH-UBND")
    record = json.loads(json.dumps({**passage_record(passage), "text_sha256": "00"}))
    assert passage_of(record) == passage
