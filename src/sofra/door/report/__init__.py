"""What came back from the floor, and what is published of it: the page of a dialogue and its report.

The desk is here too, because only the last chapter sees how far a dialogue has come.
A band is never turned into a number: this chapter holds no counts but those the release gate let through.
"""
