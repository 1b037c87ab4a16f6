"""red-dwarf, in its own environment: reads names of .npz files, a line each, and answers each with a line of JSON."""

import json
import sys
import time

import numpy as np
from reddwarf.implementations.base import run_pipeline

for line in sys.stdin:
    with np.load(line.strip()) as given:
        votes = [
            {"participant_id": int(p), "statement_id": int(s), "vote": int(v), "modified": 0}
            for p, s, v in zip(given["participant"], given["statement"], given["vote"], strict=True)
        ]
    started = time.process_time()
    try:
        result = run_pipeline(votes=votes, random_state=0)
    except Exception as error:  # an anchor that fails is a row of the table, not the end of it
        print(json.dumps({"failed": type(error).__name__}), flush=True)
        continue
    seconds = time.process_time() - started
    labels = {int(p): int(g) for p, g in result.participants_df["cluster_id"].dropna().items()}
    named = sum(len(group) for group in result.repness.values())
    print(json.dumps({"seconds": seconds, "labels": labels, "representative": named}), flush=True)
