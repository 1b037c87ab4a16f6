"""How many wrong codes may be typed: so many a minute over all devices, and half of them from one network."""

from sofra.web.tries import TooManyTries as TooManyTries
from sofra.web.tries import Tries

TRIES_A_MINUTE = 300
TRIES_OF_ONE_NETWORK = 150

wrong_codes = Tries(in_all=TRIES_A_MINUTE, from_one_network=TRIES_OF_ONE_NETWORK)
