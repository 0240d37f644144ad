"""Plain PyTorch, logged with the ordinary mlflow client: nothing in this file knows Umul.

    pip install mlflow torch
    MLFLOW_TRACKING_URI=http://127.0.0.1:5190 python3 pytorch_mlflow.py
"""
import mlflow
import torch

torch.manual_seed(0)
x = torch.rand(512, 1) * 6 - 3
y = torch.sin(x) + 0.1 * torch.randn_like(x)
model = torch.nn.Sequential(torch.nn.Linear(1, 32), torch.nn.Tanh(), torch.nn.Linear(32, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)

mlflow.set_experiment("first-steps")
with mlflow.start_run(run_name="sine"):
    mlflow.log_params({"lr": 0.01, "hidden": 32, "seed": 0})
    for step in range(500):
        chosen = torch.randint(len(x), (64,))
        loss = torch.nn.functional.mse_loss(model(x[chosen]), y[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        mlflow.log_metric("train/loss", loss.item(), step=step)
    mlflow.log_metric("val/loss", torch.nn.functional.mse_loss(model(x), torch.sin(x)).item(), step=500)
