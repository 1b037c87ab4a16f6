"""Somebody has written a statement and wants to look it over before it is sent.

The page says what may be in its way: its length, a second idea, a place that may point at a person, a wording on the
table that says nearly the same. It only asks: nothing is kept or logged, and whoever wrote it may send it as it is.
"""
