from pathlib import Path

import pytest

from sofra.door.highlights.actions import load_sample
from sofra.door.programme import reading

SAMPLE = Path(reading.__file__).parent / "sample"


@pytest.fixture
def programme(db):
    """The real programme of 2020 and 2021."""
    return load_sample(SAMPLE)
