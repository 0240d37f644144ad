"""Packs data/ and recordings/ into one file, recorded.zip, that Umul loads as its sample project. Nothing is left out or changed.

    python3 pack.py
"""
import argparse
import json
import os
import sys
import zipfile

import ideas

# The same recordings give the same file, whenever it is packed.
SAME_DATE = (2026, 1, 1, 0, 0, 0)

DESCRIPTION = (
    "Synthetic breast-ultrasound-like images: find the lesion. A small U-Net, four ideas, five seeds each, really trained on two CPU cores. "
    "The images are drawn by a program and show no person.",
    "합성한 유방 초음파 유사 영상에서 병변을 찾습니다. 작은 U-Net과 네 가지 아이디어를 시드 다섯 개씩 CPU 코어 두 개에서 실제로 학습했습니다. "
    "영상은 프로그램이 그린 것으로 실제 사람의 것이 아닙니다.",
)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--data", default="data")
    options.add_argument("--record", default="recordings")
    options.add_argument("--output", default="recorded.zip")
    chosen = options.parse_args()
    names = sorted(name for name in os.listdir(chosen.record) if os.path.exists(os.path.join(chosen.record, name, "run.json")))
    runs = [about(chosen.record, name) for name in names]
    if not runs:
        sys.exit(f"{chosen.record} holds no complete run: start run_all.py first")
    changed = [run["name"] for run in runs if run["git_changes"]]
    if changed:
        sys.exit(f"made from code that is not committed, so nobody could repeat them: {', '.join(changed)}")
    with zipfile.ZipFile(chosen.output, "w") as archive:
        add(archive, "manifest.json", json.dumps(manifest(runs), ensure_ascii=False, indent=1).encode())
        add_folder(archive, chosen.data, "dataset")
        for name in names:
            add_folder(archive, os.path.join(chosen.record, name), f"runs/{name}")
    print(f"{chosen.output}: {len(runs)} runs, {os.path.getsize(chosen.output) / 1e6:.2f} MB")


def about(folder, name):
    with open(os.path.join(folder, name, "run.json")) as file:
        return json.load(file)


def manifest(runs):
    both = ("en", "ko")
    return {
        "format": 1,
        "project": runs[0]["project"],
        "description": dict(zip(both, DESCRIPTION)),
        "primaryMetric": "test/dice",
        "direction": "higher",
        "ideas": [
            {"name": idea, "parent": None if idea == "baseline" else "baseline", "hypothesis": dict(zip(both, ideas.HYPOTHESES.get(idea, ("", ""))))}
            for idea in ideas.CHANGES
        ],
        "runs": [run["name"] for run in runs],
    }


def add_folder(archive, folder, name):
    for place, folders, files in os.walk(folder):
        folders.sort()
        for file in sorted(files):
            path = os.path.join(place, file)
            with open(path, "rb") as content:
                add(archive, f"{name}/{os.path.relpath(path, folder)}".replace(os.sep, "/"), content.read())


def add(archive, name, content):
    entry = zipfile.ZipInfo(name, SAME_DATE)
    entry.external_attr = 0o644 << 16
    # PNGs are compressed already.
    archive.writestr(entry, content, zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    main()
