from __future__ import annotations

import pytest

from eval.calibration import Bin, calibration


def test_nothing_has_no_calibration() -> None:
    assert calibration([]).error is None


def test_answers_as_often_right_as_they_say_are_calibrated() -> None:
    said = [(0.75, True)] * 3 + [(0.75, False)]
    assert calibration(said).bins == (Bin(4, 0.75, 0.75),)
    assert calibration(said).error == 0.0


def test_the_error_weighs_each_bin_by_its_answers() -> None:
    # Bin .9: 3 answers, mean .95, all right, off by .05; bin .5: 1 answer, wrong, off by .5.
    outcome = calibration([(0.95, True)] * 3 + [(0.5, False)])
    assert outcome.error == pytest.approx((3 * 0.05 + 1 * 0.5) / 4)


def test_full_confidence_falls_into_the_last_bin() -> None:
    assert calibration([(1.0, True), (0.92, True)]).bins[0].answers == 2
