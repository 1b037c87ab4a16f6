"""Convenors write the highlights of a dialogue, sentence by sentence, each on what was released.

A sentence is published when something bears it, its amount words were counted, its voice points at nobody and its
quote is exact. What was taken back leaves it and every page by itself, because everything is looked up when it is read.
"""
