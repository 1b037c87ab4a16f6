"""The report on an edition is looked at, published as a numbered version, and corrected.

A version is a folder of files with a permanent address, and nobody changes it.
Where something in it was taken back, it is withdrawn, and its address says so.
"""
