"""The quality gate as a test."""

import gate
import pytest


@pytest.mark.skipif(not gate.SHARED.is_dir(), reason="../shared is not here")
@pytest.mark.parametrize("quality", sorted(gate.floors()))
def test_a_measured_quality_does_not_fall_below_its_floor(quality):
    assert not gate.fallen(gate.check(quality))
