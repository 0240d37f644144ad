"""The synthetic images in memory: cases of a split, batches for training, signed distance maps."""
import csv
import os

import numpy as np
import torch

import png


class Split:
    """All cases of one split, in the order of metadata.csv."""

    def __init__(self, folder, name):
        with open(os.path.join(folder, "metadata.csv"), newline="") as file:
            self.rows = [row for row in csv.DictReader(file) if row["split"] == name]
        if not self.rows:
            raise ValueError(f"{folder}/metadata.csv has no case of the split '{name}'")
        images = np.stack([png.read_grey(os.path.join(folder, row["image"])) for row in self.rows])
        masks = np.stack([png.read_grey(os.path.join(folder, row["mask"])) for row in self.rows])
        self.images = torch.from_numpy(images.astype(np.float32) / 255).unsqueeze(1)
        self.masks = torch.from_numpy((masks > 0).astype(np.float32)).unsqueeze(1)
        self.small = np.array([float(row["diameter_mm"]) < 8 for row in self.rows])

    def __len__(self):
        return len(self.rows)


class Batches:
    """Endless shuffled batches with augmentation; everything random comes from one generator."""

    def __init__(self, split, batch_size, vertical_flip, with_distance, seed):
        self.split, self.batch_size, self.vertical_flip = split, batch_size, vertical_flip
        self.random = np.random.default_rng(seed)
        self.distances = torch.stack([signed_distance(mask[0].numpy() > 0) for mask in split.masks]).unsqueeze(1) if with_distance else None

    def epoch(self):
        order = self.random.permutation(len(self.split))
        for start in range(0, len(order) - self.batch_size + 1, self.batch_size):
            yield self._augment(order[start:start + self.batch_size])

    def _augment(self, chosen):
        planes = [self.split.images[chosen], self.split.masks[chosen]]
        if self.distances is not None:
            planes.append(self.distances[chosen])
        for axis, wanted in ((3, True), (2, self.vertical_flip)):
            if wanted:
                flips = torch.from_numpy(self.random.random(len(chosen)) < 0.5).view(-1, 1, 1, 1)
                planes = [torch.where(flips, plane.flip(axis), plane) for plane in planes]
        gain = torch.from_numpy(self.random.normal(0, 0.05, (len(chosen), 1, 1, 1)).astype(np.float32))
        planes[0] = (planes[0] + gain).clamp(0, 1)
        return planes


def signed_distance(mask):
    """Distance to the border in pixels, negative inside (exact Euclidean, one axis after the other)."""
    outside, inside = _distance_to(mask), _distance_to(~mask)
    return torch.from_numpy(np.where(mask, -inside, outside).astype(np.float32))


def _distance_to(mask):
    height, width = mask.shape
    y, x = np.arange(height, dtype=np.float32), np.arange(width, dtype=np.float32)
    cost = np.where(mask, np.float32(0), np.float32(1e6))
    along_y = ((y[:, None] - y[None, :]) ** 2)[:, :, None] + cost[None, :, :]
    squared = along_y.min(axis=1)
    along_x = ((x[:, None] - x[None, :]) ** 2)[None, :, :] + squared[:, None, :]
    return np.sqrt(along_x.min(axis=2))
