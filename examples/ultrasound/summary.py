"""Prints, for each idea, the mean test Dice and its spread over seeds, and how long the runs took.

    python3 summary.py
"""
import csv
import json
import os
import statistics
import sys

import ideas


def main(folder):
    runs = {}
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if os.path.exists(os.path.join(path, "run.json")):
            with open(os.path.join(path, "run.json")) as file:
                run = json.load(file)
            with open(os.path.join(path, "cases", "test.csv"), newline="") as file:
                run["dice"] = [float(row["dice"]) for row in csv.DictReader(file)]
            runs.setdefault(run["idea"], []).append(run)
    print("| idea | seeds | test Dice, mean over seeds | SD over seeds | lowest to highest seed | missed lesions a run | CPU seconds a run |")
    print("|---|---|---|---|---|---|---|")
    for idea in ideas.CHANGES:
        group = runs.get(idea, [])
        if len(group) < 2:
            continue
        means = [statistics.mean(run["dice"]) for run in group]
        missed = statistics.mean(run["dice"].count(0) for run in group)
        seconds = statistics.mean(run["cpu_seconds"] for run in group)
        print(f"| {idea} | {len(group)} | {statistics.mean(means):.4f} | {statistics.stdev(means):.4f} | {min(means):.4f} to {max(means):.4f} "
              f"| {missed:.1f} of {len(group[0]['dice'])} | {seconds:.0f} |")
    every = [run for group in runs.values() for run in group]
    wall = (max(run["end_ms"] for run in every) - min(run["start_ms"] for run in every)) / 60000
    print(f"\n{len(every)} runs, {sum(run['cpu_seconds'] for run in every) / 60:.0f} CPU minutes, {wall:.0f} minutes from first start to last end")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "recordings")
