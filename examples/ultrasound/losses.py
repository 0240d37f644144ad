"""Losses of the training and per-case scores of the evaluation."""
import torch
from torch.nn import functional as F


def soft_dice_loss(probability, mask):
    """1 - soft Dice, per image, averaged: a small lesion weighs as much as a large one."""
    overlap = (probability * mask).sum((1, 2, 3))
    return (1 - (2 * overlap + 1) / (probability.sum((1, 2, 3)) + mask.sum((1, 2, 3)) + 1)).mean()


def training_loss(logits, mask, distance, boundary_weight):
    """The loss and its parts. The boundary term is the mean of probability x signed distance (Kervadec et al. 2019)."""
    probability = torch.sigmoid(logits)
    parts = {"bce": F.binary_cross_entropy_with_logits(logits, mask), "dice": soft_dice_loss(probability, mask)}
    loss = parts["bce"] + parts["dice"]
    if boundary_weight > 0:
        parts["boundary"] = (probability * distance).mean()
        loss = loss + boundary_weight * parts["boundary"]
    return loss, parts


def case_scores(prediction, mask, spacing_mm):
    """Scores of one case from two boolean arrays. Every reference here holds a lesion, so that none is undefined but precision."""
    both, predicted, reference = int((prediction & mask).sum()), int(prediction.sum()), int(mask.sum())
    return {
        "dice": 2 * both / (predicted + reference),
        "iou": both / (predicted + reference - both),
        "sensitivity": both / reference,
        "precision": both / predicted if predicted else None,
        "predicted_area_mm2": predicted * spacing_mm ** 2,
    }
