"""Who sits at which table, round after round: tables are set, a plan is made, and people change places on the day.

Every plan that is kept has passed the judge of `analysis.seating`, whatever it came from. The floor knows
nothing of this.
"""
