"""A fictional dialogue at any moment of its life, made by the product's own actions and nothing else.

It serves newcomers, the browser tests and the pictures in the tutorial. Everything in it is invented and says so.
"""
