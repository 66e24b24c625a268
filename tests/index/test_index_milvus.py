"""A snapshot on Milvus: what the index in memory answers, published and gone back from whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import NotFoundError, SnapshotError
from corpus.model import Document
from index.build import build_snapshot
from index.milvus.layout import TEXTS, Address, collections, current
from index.milvus.publishing import publish, roll_back
from index.milvus.served import MilvusIndex
from index.model import Encoder, Filters
from index.snapshot import load_snapshot

QUERIES = (
    "Sở Nội vụ kiện toàn tổ chức bộ máy",
    "kinh phi hang nam",
    "báo cáo trước ngày 15/12/2022",
    "xyzzy",
)

Publish = Callable[[list[Document]], Path]


@pytest.fixture
def address(tmp_path: Path) -> Address:
    return Address(str(tmp_path / "milvus.db"))


@pytest.fixture
def published(address: Address, encoder: Encoder, tmp_path: Path) -> Publish:
    """Builds a snapshot of some documents and publishes it; gives its folder."""

    def build_and_publish(documents: list[Document]) -> Path:
        folder = build_snapshot(documents, encoder, tmp_path / "snapshots")
        publish(folder, address)
        return folder

    return build_and_publish


def test_what_is_found_is_what_the_index_in_memory_finds(
    address: Address, published: Publish, plans: list[Document], encoder: Encoder
) -> None:
    here = load_snapshot(published(plans), encoder)
    there = MilvusIndex(address, encoder)
    assert there.documents == here.documents
    assert there.built_at == here.built_at
    for query in QUERIES:
        for filters in (Filters(), Filters(provinces=("Tây Ninh",)), Filters(years=(1999,))):
            ours, theirs = there.search(query, 3, filters), here.search(query, 3, filters)
            assert [hit.passage for hit in ours] == [hit.passage for hit in theirs]
            assert np.allclose([h.score for h in ours], [h.score for h in theirs], atol=0.02)
        one, other = there.look(query), here.look(query)
        for document in plans:
            assert there.passages_of(document.id) == here.passages_of(document.id)
            assert there.passage_count(document.id) == here.passage_count(document.id)
            places = [(document.id, i) for i in range(here.passage_count(document.id))]
            expected = np.array(other.scores(places))
            assert np.allclose(one.scores(places), expected, rtol=0, atol=(1e-5, 1e-4))
        assert set(one.best([plans[0].id], 1)) <= set(here.passages_of(plans[0].id))
    for term in ("kinh", "kinh_phi", "bo_may", "xyzzy"):
        assert there.rarity(term) == pytest.approx(here.rarity(term))


def test_who_serves_learns_of_a_publication_and_of_going_back(
    address: Address, published: Publish, plans: list[Document], encoder: Encoder
) -> None:
    published(plans[:1])
    first = MilvusIndex(address, encoder)
    published(plans)
    assert not first.is_current()
    assert set(first.documents) == {plans[0].id}
    assert first.search("kinh phí", 1)  # the one before still answers
    assert len(MilvusIndex(address, encoder).documents) == 2
    assert roll_back(address) == first.name
    assert first.is_current()
    with pytest.raises(NotFoundError, match="không có bản dựng nào trước"):
        roll_back(address)


def test_two_snapshots_stay_on_the_server(
    address: Address, published: Publish, plans: list[Document], encoder: Encoder
) -> None:
    folders = [published([replace(plans[0], title=f"Kế hoạch lần {count}")]) for count in range(3)]
    left = collections(address.connect())
    assert [name[-8:] for name in left] == [folder.name[-8:] for folder in folders[1:]]
    (document,) = MilvusIndex(address, encoder).documents.values()
    assert document.title == "Kế hoạch lần 2"


def test_what_was_gone_back_to_stays_until_replicas_have_changed_over(
    address: Address, published: Publish, plans: list[Document], encoder: Encoder
) -> None:
    for count in range(2):
        published([replace(plans[0], title=f"Kế hoạch lần {count}")])
    roll_back(address)
    replica = MilvusIndex(address, encoder)
    published([replace(plans[0], title="Kế hoạch lần 2")])
    assert replica.search("kinh phí", 1)
    assert roll_back(address) == replica.name


def test_what_is_served_already_is_left_as_it_is(
    address: Address, published: Publish, plans: list[Document]
) -> None:
    published(plans[:1])
    folder = published(plans)
    before = collections(address.connect())
    publish(folder, address)
    assert collections(address.connect()) == before


def test_an_interrupted_publication_is_never_served_and_is_cleared_up(
    address: Address,
    published: Publish,
    plans: list[Document],
    encoder: Encoder,
    tmp_path: Path,
) -> None:
    published(plans[:1])
    client = address.connect()
    served = current(client)
    folder = build_snapshot(plans, encoder, tmp_path / "snapshots")

    def interrupted(stage: str, done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(folder, address, interrupted)
    assert current(client) == served
    assert MilvusIndex(address, encoder).search("kinh phí", 1)
    publish(folder, address)
    assert len(MilvusIndex(address, encoder).documents) == 2
    assert all(client.has_collection(name + TEXTS) for name in collections(client))


def test_a_long_document_comes_back_as_it_was(
    address: Address, published: Publish, plans: list[Document], encoder: Encoder
) -> None:
    remarks = tuple(f"ghi chú {number}: chữ có dấu ở đây" for number in range(4000))
    published([replace(plans[0], unconfirmed=remarks)])
    (document,) = MilvusIndex(address, encoder).documents.values()
    assert document.unconfirmed == remarks


def test_what_cannot_be_opened_says_why(
    address: Address, published: Publish, plans: list[Document], encoder: Encoder
) -> None:
    with pytest.raises(SnapshotError, match="Chưa có bản dựng nào"):
        MilvusIndex(address, encoder)
    with pytest.raises(SnapshotError, match="milvus://"):
        Address("postgresql://localhost/x").connect()
    published(plans[:1])

    class Other:
        name, digest, max_tokens = "khác", "0" * 64, 512
        encode_queries = encoder.encode_queries
        encode_passages = encoder.encode_passages
        count_tokens = encoder.count_tokens

    with pytest.raises(SnapshotError, match=r"dùng mô hình .* khác"):
        MilvusIndex(address, Other())


def test_a_token_is_never_shown() -> None:
    assert "bimat" not in repr(Address("milvus://localhost:19530", "root:bimat"))
