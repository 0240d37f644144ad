"""Where a run is written to: Umul's client, MLflow, or plain files. All three have the same five methods."""
import csv
import json
import os
import platform
import subprocess
import sys
import time

import numpy as np
import torch

import png

PROJECT = "breast-ultrasound-phantoms"


def provenance():
    def git(*words):
        try:
            return subprocess.run(["git", *words], capture_output=True, text=True, timeout=10).stdout.strip()
        except (OSError, subprocess.TimeoutExpired):
            return ""
    return {
        "command": " ".join(["python3", *sys.argv]), "python": platform.python_version(), "torch": torch.__version__, "numpy": np.__version__,
        "threads": torch.get_num_threads(), "git_commit": git("rev-parse", "HEAD"), "git_changes": git("status", "--porcelain", "."),
    }


class PlainFiles:
    """A folder for the run: run.json, metrics.csv, images.csv, console.log, cases/, predictions/, images/. It appears when the run is complete."""

    def __init__(self, folder, idea, seed, params):
        self.name = f"{idea}-seed-{seed}"
        self.final, self.folder = os.path.join(folder, self.name), os.path.join(folder, self.name + ".partial")
        os.makedirs(self.folder, exist_ok=True)
        self.about = {"name": self.name, "project": PROJECT, "idea": idea, "parent": None if idea == "baseline" else "baseline", "seed": seed,
                      "status": "RUNNING", "start_ms": now_ms(), "params": params, **provenance()}
        self.metrics = open(self._path("metrics.csv"), "w", newline="")
        self.metrics.write("key,step,time_ms,value\n")
        self.images = open(self._path("images.csv"), "w", newline="")
        self.images.write("key,step,time_ms,path\n")
        self.console = open(self._path("console.log"), "w")

    def log(self, values, step):
        moment = now_ms()
        for key, value in values.items():
            self.metrics.write(f"{key},{step},{moment},{value:.7g}\n")

    def image(self, key, grey, step):
        path = f"images/{key}/{step:06d}.png"
        png.write_grey(self._path(path), grey)
        self.images.write(f"{key},{step},{now_ms()},{path}\n")

    def cases(self, split, rows):
        with open(self._path(f"cases/{split}.csv"), "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def mask(self, path, mask):
        png.write_mask(self._path(path), mask)

    def say(self, text):
        print(text, flush=True)
        self.console.write(text + "\n")

    def finish(self):
        self.about.update(status="FINISHED", end_ms=now_ms(), cpu_seconds=round(time.process_time(), 1))
        for file in (self.metrics, self.images, self.console):
            file.close()
        with open(self._path("run.json"), "w") as file:
            json.dump(self.about, file, indent=1)
        os.rename(self.folder, self.final)

    def _path(self, name):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path


class Umul:
    """Logs with Umul's one-file client, which also records console, provenance and machine."""

    def __init__(self, umul, idea, seed, params, scratch):
        tags = {} if idea == "baseline" else {"umul.parent": "baseline"}
        self.run, self.scratch = umul.start(project=PROJECT, idea=idea, seed=seed, params=params, tags=tags), scratch

    def log(self, values, step):
        self.run.log(values, step=step)

    def image(self, key, grey, step):
        self.run.image(key, grey, step=step)

    def cases(self, split, rows):
        self.run.cases(split, rows)

    def mask(self, path, mask):
        local = os.path.join(self.scratch, path)
        os.makedirs(os.path.dirname(local), exist_ok=True)
        png.write_mask(local, mask)
        self.run.file(local, path)

    def say(self, text):
        print(text, flush=True)

    def finish(self):
        self.run.finish()


class Mlflow:
    """Logs with the ordinary MLflow client; MLFLOW_TRACKING_URI says where to."""

    def __init__(self, mlflow, idea, seed, params, scratch):
        self.mlflow, self.scratch = mlflow, scratch
        mlflow.set_experiment(PROJECT)
        tags = {"umul.idea": idea, "umul.seed": str(seed)}
        if idea != "baseline":
            tags["umul.parent"] = "baseline"
        mlflow.start_run(run_name=f"{idea}-seed-{seed}", tags=tags)
        mlflow.log_params(params)

    def log(self, values, step):
        self.mlflow.log_metrics(values, step=step)

    def image(self, key, grey, step):
        local = self._local(f"{step:06d}.png")
        png.write_grey(local, grey)
        self.mlflow.log_artifact(local, f"images/{key}")

    def cases(self, split, rows):
        local = self._local(f"{split}.csv")
        with open(local, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        self.mlflow.log_artifact(local, "cases")

    def mask(self, path, mask):
        local = self._local(os.path.basename(path))
        png.write_mask(local, mask)
        self.mlflow.log_artifact(local, os.path.dirname(path))

    def say(self, text):
        print(text, flush=True)

    def finish(self):
        self.mlflow.end_run()

    def _local(self, name):
        return os.path.join(self.scratch, name)


def now_ms():
    return int(time.time() * 1000)


def open_logbook(record, idea, seed, params, scratch):
    """Plain files when a folder is named, else Umul's client, else MLflow, else plain files in ./recordings."""
    if record is None:
        try:
            import umul
            return Umul(umul, idea, seed, params, scratch)
        except ImportError:
            pass
        try:
            import mlflow
            return Mlflow(mlflow, idea, seed, params, scratch)
        except ImportError:
            pass
    return PlainFiles(record or "recordings", idea, seed, params)
