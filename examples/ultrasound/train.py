"""Trains the small U-Net on the synthetic images for one idea and one seed, and logs everything.

    python3 train.py --data data --idea baseline --seed 1
"""
import argparse
import math
import resource
import tempfile
import time

import numpy as np
import torch

import ideas
import losses
import phantoms
from logbook import open_logbook
from unet import UNet

PICTURES_EVERY_EPOCHS = 9


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--data", default="data")
    options.add_argument("--idea", choices=list(ideas.CHANGES), default="baseline")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--record", metavar="DIR", help="write plain files into this folder instead of logging to a server")
    options.add_argument("--steps", type=int, help="fewer steps, for trying things out")
    options.add_argument("--threads", type=int, default=1)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(chosen.seed)
    params = {**ideas.parameters(chosen.idea), "seed": chosen.seed, "optimizer": "AdamW", "schedule": "warmup-cosine"}
    if chosen.steps:
        params["steps"] = chosen.steps
    with tempfile.TemporaryDirectory() as scratch:
        model = UNet(params["width"], params["attention"])
        params["network_parameters"] = sum(parameter.numel() for parameter in model.parameters())
        book = open_logbook(chosen.record, chosen.idea, chosen.seed, params, scratch)
        book.say(f"{chosen.idea}, seed {chosen.seed}: {params['network_parameters']} network parameters, {params['steps']} steps")
        train(model, params, chosen, book)
        test(model, phantoms.Split(chosen.data, "development"), "development", book, params["steps"], keep_masks=False)
        test(model, phantoms.Split(chosen.data, "test"), "test", book, params["steps"], keep_masks=True)
        book.finish()


def train(model, params, chosen, book):
    training, development = phantoms.Split(chosen.data, "train"), phantoms.Split(chosen.data, "development")
    batches = phantoms.Batches(training, params["batch_size"], params["vertical_flip"], params["boundary_weight"] > 0, chosen.seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=params["learning_rate"], weight_decay=params["weight_decay"])
    book.say(f"{len(training)} training images, {len(development)} development images")
    step, epoch = 0, 0
    while step < params["steps"]:
        started, model_losses = time.time(), []
        model.train()
        for batch in batches.epoch():
            if step == params["steps"]:
                break
            step += 1
            model_losses.append(update(model, optimizer, batch, params, step, book))
        epoch += 1
        scores = validate(model, development)
        seconds = time.time() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        book.log({**scores, "train/epoch_loss": float(np.mean(model_losses)), "epoch": epoch, "time/epoch_seconds": seconds,
                  "time/images_per_second": len(model_losses) * params["batch_size"] / seconds, "system/memory_mb": memory}, step)
        book.say(f"epoch {epoch:3d} step {step:5d}  loss {np.mean(model_losses):.4f}  val loss {scores['val/loss']:.4f}  "
                 f"val dice {scores['val/dice']:.4f}  {seconds:.1f} s")
        if epoch % PICTURES_EVERY_EPOCHS == 1 or step == params["steps"]:
            picture(model, development, book, step)


def update(model, optimizer, batch, params, step, book):
    """One optimizer step; returns the loss."""
    rate = params["learning_rate"] * schedule(step, params)
    for group in optimizer.param_groups:
        group["lr"] = rate
    image, mask = batch[:2]
    loss, parts = losses.training_loss(model(image), mask, batch[2] if len(batch) > 2 else None, params["boundary_weight"])
    optimizer.zero_grad()
    loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(model.parameters(), params["gradient_clip"])
    optimizer.step()
    book.log({"train/loss": loss.item(), **{f"train/{name}": part.item() for name, part in parts.items()},
              "train/lr": rate, "train/grad_norm": norm.item()}, step)
    return loss.item()


def schedule(step, params):
    """Linear warm-up, then a cosine down to zero."""
    if step <= params["warmup_steps"]:
        return step / params["warmup_steps"]
    return 0.5 * (1 + math.cos(math.pi * (step - params["warmup_steps"]) / (params["steps"] - params["warmup_steps"])))


@torch.no_grad()
def predict(model, split):
    model.eval()
    return torch.cat([model(split.images[start:start + 16]) for start in range(0, len(split), 16)])


def validate(model, split):
    logits = predict(model, split)
    loss, _ = losses.training_loss(logits, split.masks, None, 0)
    dice = np.array([row["dice"] for row in score(logits, split)])
    return {"val/loss": loss.item(), "val/dice": dice.mean(), "val/dice_small": dice[split.small].mean(), "val/dice_worst": dice.min()}


def score(logits, split):
    rows = []
    for about, logit, mask in zip(split.rows, logits.numpy(), split.masks.numpy()):
        rows.append({"case": about["case"], "patient": about["patient"],
                     **losses.case_scores(logit[0] > 0, mask[0] > 0, float(about["spacing_mm"]))})
    return rows


def picture(model, split, book, step):
    """Probability maps of the first two development patients, so that learning can be watched."""
    seen, probabilities = set(), torch.sigmoid(predict(model, split))
    for about, probability in zip(split.rows, probabilities.numpy()):
        if about["patient"] not in seen and len(seen) < 2:
            seen.add(about["patient"])
            book.image(f"val/probability/{about['case']}", np.round(probability[0] * 255).astype(np.uint8), step)


def test(model, split, name, book, step, keep_masks):
    logits = predict(model, split)
    rows = score(logits, split)
    book.cases(name, rows)
    dice = np.array([row["dice"] for row in rows])
    if keep_masks:
        for about, logit in zip(split.rows, logits.numpy()):
            book.mask(f"predictions/{name}/{about['case']}.png", logit[0] > 0)
        book.log({"test/dice": dice.mean(), "test/dice_small": dice[split.small].mean(), "test/missed": float((dice == 0).sum())}, step)
    book.say(f"{name}: mean dice {dice.mean():.4f} over {len(rows)} images of {len({row['patient'] for row in rows})} patients; "
             f"{int((dice == 0).sum())} missed")


if __name__ == "__main__":
    main()
