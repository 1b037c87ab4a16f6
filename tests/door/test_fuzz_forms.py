"""Every address of the door meets what nobody would type, from strangers and from a convenor."""

import pytest
from django.test import Client

from sofra.web.languages import BY_CODE
from tests.attack.forms import cookies_of, described, fuzz
from tests.door.conftest import PASSWORD, SLUG


@pytest.mark.attack
@pytest.mark.parametrize("who", ["a stranger", "a convenor"])
def test_no_form_and_no_address_breaks_the_door(who, at_desk, preparation):
    people = {"a stranger": Client(), "a convenor": at_desk}
    known = {SLUG, PASSWORD, "ana@example.org", "rehearsal-2027", "123456", *BY_CODE, "0", "1", "-1", "1e9", "\0", "on"}
    assert fuzz(described(known), cookies_of(people[who])) >= 60
