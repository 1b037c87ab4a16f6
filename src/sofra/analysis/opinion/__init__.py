"""Opinion maps: where a room agrees, where it differs, and whether there are opinion groups at all.

Votes go in as arrays, `fit` answers with an `OpinionMap`. The same votes in any order give the same map.
"""

from sofra.analysis.opinion.fit import OpinionMap as OpinionMap
from sofra.analysis.opinion.fit import fit as fit
from sofra.analysis.opinion.votes import BadVotes as BadVotes
from sofra.analysis.opinion.votes import TooFewVotes as TooFewVotes
from sofra.analysis.opinion.votes import VoteProblem as VoteProblem
from sofra.analysis.opinion.votes import Votes as Votes
from sofra.analysis.opinion.votes import vote_table as vote_table
