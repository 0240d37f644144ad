"""Plain PyTorch, logged with Umul's one-file client: no package to install.

    curl -O http://127.0.0.1:5190/client/umul.py
    python3 pytorch_umul.py
"""
import torch

import umul

for seed in range(3):
    torch.manual_seed(seed)
    x = torch.rand(512, 1) * 6 - 3
    y = torch.sin(x) + 0.1 * torch.randn_like(x)
    model = torch.nn.Sequential(torch.nn.Linear(1, 32), torch.nn.Tanh(), torch.nn.Linear(32, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    with umul.start(project="first-steps", idea="baseline", seed=seed, params={"lr": 0.01, "hidden": 32}) as run:
        for step in range(500):
            chosen = torch.randint(len(x), (64,))
            loss = torch.nn.functional.mse_loss(model(x[chosen]), y[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            run.log({"train/loss": loss.item()}, step=step)
        run.log({"val/loss": torch.nn.functional.mse_loss(model(x), torch.sin(x)).item()}, step=500)
