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


# Written while the first run was training, before any result was seen: (English, Korean).
HYPOTHESES = {
    "attention-gates": (
        "Gates on the skip connections suppress fat lobules that look like lesions: Dice rises by about 0.01, most on small lesions.",
        "스킵 연결의 게이트가 병변처럼 보이는 지방 소엽을 억제하여 Dice가 약 0.01 오르고, 작은 병변에서 가장 많이 오를 것이다.",
    ),
    "vertical-flip": (
        "More varied training images reduce overfitting: Dice rises. Against it speaks that shadows never lie above a lesion, so it may do harm.",
        "학습 영상이 다양해져 과적합이 줄고 Dice가 오를 것이다. 다만 음영은 병변 위에 생기지 않으므로 오히려 해로울 수도 있다.",
    ),
    "boundary-loss": (
        "Distance-weighted errors pull stray false positives in and sharpen blurred borders: boundary distance falls, Dice rises a little.",
        "거리로 가중한 오차가 멀리 떨어진 거짓 양성을 줄이고 흐린 경계를 또렷하게 하여 경계 거리가 줄고 Dice가 조금 오를 것이다.",
    ),
    "wide-half-steps": (
        "Twice the width learns as much in half the steps: Dice is equal within 0.01 at about the same training time.",
        "폭을 두 배로 하면 절반의 스텝으로도 같은 만큼 배워, 비슷한 학습 시간에 Dice가 0.01 이내로 같을 것이다.",
    ),
}
