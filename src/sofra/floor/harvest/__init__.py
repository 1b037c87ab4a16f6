"""A rapporteur writes down what is said as claims: one sentence and its kind, never who said it or when.

Towards the end the room reads them on the wall and confirms, rewords or strikes each. What it confirmed may leave with
the release; everything else is destroyed then.
"""
