#!/usr/bin/env python3
"""Runs pycocotools beside Umul on the same COCO files and compares their summaries.

    python3 benchmarks/detection_peer.py [IMAGES]        5,000 images if none are given

Umul's benchmark writes the files and evaluates the same data; pycocotools is run where it can be imported and skipped with a line where
it cannot. Seconds are wall clock of one pass; read the load beside them.
"""
import contextlib
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def umul(folder, images):
    command = ["dotnet", "run", "-c", "Release", "--project", os.path.join(HERE, "Umul.Benchmarks"), "--", "detection"]
    subprocess.run([*command, "write", folder, str(images)], check=True)
    lines = subprocess.run([*command, "evaluate", folder], check=True, capture_output=True, text=True).stdout.splitlines()
    print("\n".join(lines[:-1]))
    return json.loads(lines[-1])


def pycocotools(folder):
    try:
        from pycocotools.coco import COCO
        from pycocotools.cocoeval import COCOeval
    except ImportError as error:
        print(f"pycocotools: skipped ({error})")
        return None
    with contextlib.redirect_stdout(io.StringIO()):
        start = time.perf_counter()
        reference = COCO(os.path.join(folder, "reference.json"))
        evaluation = COCOeval(reference, reference.loadRes(os.path.join(folder, "prediction.json")), "bbox")
        loaded = time.perf_counter()
        evaluation.evaluate()
        matched = time.perf_counter()
        evaluation.accumulate()
        evaluation.summarize()
        done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"pycocotools: load {loaded - start:.2f} s, evaluate {matched - loaded:.2f} s, accumulate {done - matched:.2f} s, "
          f"all {done - start:.2f} s, peak {peak:.0f} MB")
    return [float(number) for number in evaluation.stats]


def main():
    images = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    print("load average", " ".join(f"{load:.1f}" for load in os.getloadavg()))
    with tempfile.TemporaryDirectory() as folder:
        ours = umul(folder, images)
        theirs = pycocotools(folder)
    if theirs is not None:
        print("summaries are equal to the last bit" if ours == theirs else f"DIFFERENT\n{ours}\n{theirs}")
        return 0 if ours == theirs else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
