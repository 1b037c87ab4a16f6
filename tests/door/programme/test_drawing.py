import pytest

from sofra.door.programme.drawing import around_the_table, farthest_in_km, on_the_map
from sofra.door.programme.models import Country

SEATED = (
    Country(code="RS", name="Serbia", capital="Belgrade", seat=1),
    Country(code="AL", name="Albania", capital="Tirana", seat=4),
)


def test_table_has_belgrade_at_twelve_and_tirana_at_six():
    belgrade, tirana = around_the_table(SEATED, taken={4})

    assert (belgrade.name, belgrade.x, belgrade.y, belgrade.taken) == ("Belgrade", 300, 65, False)
    assert (tirana.name, tirana.x, tirana.y, tirana.taken) == ("Tirana", 300, 535, True)


def test_map_has_belgrade_in_the_north_and_tirana_in_the_south():
    belgrade, tirana = on_the_map(SEATED)

    assert belgrade.y < -224 < 0 < tirana.y < 224


def test_farthest_capital_is_as_far_as_the_home_page_says():
    assert farthest_in_km() == pytest.approx(220, abs=2)
