"""The facilitator runs the room: opens and closes phases, shows the wall, and hands the release to the hatch.

A new room begins here too, when a brief lies in the hatch.
"""
