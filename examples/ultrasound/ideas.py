"""The baseline and the four ideas: what each changes, and nothing else."""

BASELINE = dict(
    width=8, steps=1200, batch_size=8, learning_rate=2e-3, warmup_steps=60, weight_decay=1e-4, gradient_clip=5.0,
    attention=False, vertical_flip=False, boundary_weight=0.0,
)

CHANGES = {
    "baseline": {},
    "attention-gates": dict(attention=True),
    "vertical-flip": dict(vertical_flip=True),
    "boundary-loss": dict(boundary_weight=0.02),
    "wide-half-steps": dict(width=16, steps=600, warmup_steps=30),
}


def parameters(idea):
    return {**BASELINE, **CHANGES[idea]}
