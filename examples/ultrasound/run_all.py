"""Runs every idea with five seeds, one process each, and goes on where it stopped.

    python3 run_all.py --jobs 2
"""
import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import ideas

SEEDS = range(1, 6)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--data", default="data")
    options.add_argument("--record", default="recordings")
    options.add_argument("--jobs", type=int, default=1)
    chosen = options.parse_args()
    # Seed by seed, not idea by idea: if it is stopped early, every idea has as many seeds.
    waiting = [(idea, seed) for seed in SEEDS for idea in ideas.CHANGES]
    started = time.time()
    with ThreadPoolExecutor(chosen.jobs) as pool:
        codes = list(pool.map(lambda pair: run(chosen, *pair), waiting))
    print(f"{codes.count(0)} of {len(codes)} runs complete, {(time.time() - started) / 60:.1f} minutes")
    return 0 if not any(codes) else 1


def run(chosen, idea, seed):
    if os.path.exists(os.path.join(chosen.record, f"{idea}-seed-{seed}", "run.json")):
        return 0
    # One thread a process: two processes side by side use two cores better than two threads in one.
    command = [sys.executable, "train.py", "--data", chosen.data, "--idea", idea, "--seed", str(seed), "--record", chosen.record]
    return subprocess.run(command, env={**os.environ, "OMP_NUM_THREADS": "1"}, stdout=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main())
