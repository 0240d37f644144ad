#!/usr/bin/env python3
"""Runs sclite (Debian: sctk) and rapidfuzz beside Umul on the same transcripts.

    python3 benchmarks/transcription_peer.py

Umul's benchmark writes the texts as TRN files and times its own work on them in memory. A peer that is not installed is skipped with a
line. CPU seconds of one pass; sclite's include reading its files, which is a small part of them.
"""
import os
import resource
import shutil
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
COMMAND = ["dotnet", "run", "-c", "Release", "--project", os.path.join(HERE, "Umul.Benchmarks"), "--", "transcription"]


def sclite(folder, name):
    if not shutil.which("sctk"):
        print("sclite: skipped, sctk is not installed")
        return
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = [os.path.join(folder, f"{name}-{side}.trn") for side in ("reference", "prediction")]
    out = subprocess.run(
        ["sctk", "sclite", "-r", files[0], "trn", "-h", files[1], "trn", "-i", "spu_id", "-o", "rsum", "stdout"],
        check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"sclite, {name}: CPU {after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.2f} s")
    print("   ", next(line.strip() for line in out.splitlines() if "Sum" in line))


def rapidfuzz(folder, name):
    try:
        from rapidfuzz.distance import Levenshtein
    except ImportError:
        print("rapidfuzz: skipped, cannot be imported")
        return
    sides = []
    for side in ("reference", "prediction"):
        with open(os.path.join(folder, f"{name}-{side}.trn"), encoding="utf-8") as file:
            sides.append([line.rsplit(" (", 1)[0] for line in file])
    start = time.process_time()
    total = sum(Levenshtein.distance(reference.split(), prediction.split()) for reference, prediction in zip(*sides))
    print(f"rapidfuzz, {name}, distance only: CPU {time.process_time() - start:.3f} s, {total} errors")


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*COMMAND, "write", folder], check=True)
        for name in ("words", "long"):
            subprocess.run([*COMMAND, name], check=True)
            sclite(folder, name)
            rapidfuzz(folder, name)


if __name__ == "__main__":
    main()
