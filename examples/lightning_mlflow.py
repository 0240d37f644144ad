"""Lightning with its own MLFlowLogger.

    pip install lightning mlflow
    python3 lightning_mlflow.py
"""
import lightning as L
import torch
from lightning.pytorch.loggers import MLFlowLogger


class Sine(L.LightningModule):
    def __init__(self, hidden=32, lr=0.01):
        super().__init__()
        self.save_hyperparameters()
        self.net = torch.nn.Sequential(torch.nn.Linear(1, hidden), torch.nn.Tanh(), torch.nn.Linear(hidden, 1))

    def training_step(self, batch, _):
        x, y = batch
        loss = torch.nn.functional.mse_loss(self.net(x), y)
        self.log("train/loss", loss)
        return loss

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=self.hparams.lr)


L.seed_everything(0)
x = torch.rand(2048, 1) * 6 - 3
data = torch.utils.data.TensorDataset(x, torch.sin(x) + 0.1 * torch.randn_like(x))
logger = MLFlowLogger(experiment_name="first-steps", run_name="lightning", tracking_uri="http://127.0.0.1:5190")
trainer = L.Trainer(max_epochs=10, logger=logger, log_every_n_steps=1, accelerator="cpu")
trainer.fit(Sine(), torch.utils.data.DataLoader(data, batch_size=64, shuffle=True))
