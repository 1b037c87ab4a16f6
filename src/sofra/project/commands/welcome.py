"""`sofra welcome`: a one-time link with which a convenor makes an account."""

import argparse

from sofra.project import side

WHAT = "print a one-time link that lets a convenor in"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It needs nothing but the data folder."""


def run(_asked: argparse.Namespace) -> None:
    side.set_up("door")
    side.bring_up_to_date("door")
    print(side.new_welcome())
