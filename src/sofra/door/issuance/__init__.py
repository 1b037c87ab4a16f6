"""Guests from afar get what leads to the floor: a blind pass, or a code from the urn.

The convenor hands out tickets; each is good once, for one of the two. How many were issued is counted, and nothing says
which guest got what. The words are those of RFC 9576: issuance here, admission on the floor, and time between them.
"""
