"""The parts of a report in their order, each made from the material of an edition.

A part that has nothing to say still stands there and says so: what is missing is a result too.
Every sentence names its evidence on the shelf.
"""
