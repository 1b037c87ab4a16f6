"""What came back from the floor: the release of a dialogue, checked again and kept as it is.

What fits nowhere is set aside with the reason. Highlights and reports read from here; nothing here is ever changed.
"""
