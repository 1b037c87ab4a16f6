"""What was said, as far as it is public: highlights, the claims under each, and the tags that name their topics.

A highlight rests on its claims, a claim is one assertion in our own words, and every one names its source.
Outputs are the reports that came of an edition, with the findings that became public.
"""
