"""Lightning's own Trainer with its MLFlowLogger, unmodified, against a server at MLFLOW_TRACKING_URI. The last line of the output is JSON."""
import json
import os
import tempfile

import lightning
import mlflow
import torch
from lightning.pytorch.callbacks import ModelCheckpoint
from lightning.pytorch.loggers import MLFlowLogger

name = f"lightning {os.urandom(4).hex()}"


class Line(lightning.LightningModule):
    def __init__(self, lr=0.1, **other):
        super().__init__()
        self.save_hyperparameters()
        self.layer = torch.nn.Linear(4, 1)

    def training_step(self, batch, index):
        loss = self.layer(batch[0]).pow(2).mean()
        self.log("train/loss", loss, on_step=True, on_epoch=True)
        self.log("odd name!@", loss)
        return loss

    def validation_step(self, batch, index):
        self.log("val/loss", self.layer(batch[0]).pow(2).mean())

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=self.hparams.lr)


class Failing(Line):
    def training_step(self, batch, index):
        raise RuntimeError("on purpose")


def train(model, logger, **options):
    batches = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.rand(64, 4)), batch_size=8)
    quiet = {"enable_progress_bar": False, "enable_model_summary": False, "accelerator": "cpu", "log_every_n_steps": 1}
    lightning.Trainer(logger=logger, **quiet, **options).fit(model, batches, batches)


logger = MLFlowLogger(experiment_name=name, run_name="from Lightning", tags={"team": "a"}, log_model="all",
                      tracking_uri=os.environ["MLFLOW_TRACKING_URI"])
checkpoints = ModelCheckpoint(dirpath=tempfile.mkdtemp(), monitor="val/loss")
train(Line(note="x" * 300, nested={"a": 1}), logger, max_epochs=3, callbacks=[checkpoints])

resumed = MLFlowLogger(experiment_name=name, run_id=logger.run_id, tracking_uri=os.environ["MLFLOW_TRACKING_URI"])
resumed.log_metrics({"later": 1}, step=99)
resumed.finalize("success")

failed = MLFlowLogger(experiment_name=name, tracking_uri=os.environ["MLFLOW_TRACKING_URI"])
try:
    train(Failing(), failed, max_epochs=1, enable_checkpointing=False)
except RuntimeError:
    pass

client = mlflow.MlflowClient()
run = client.get_run(logger.run_id)
assert run.info.status == "FINISHED" and run.data.params["lr"] == "0.1" and run.data.params["nested/a"] == "1", run
assert {"train/loss_step", "train/loss_epoch", "val/loss", "odd name", "later"} <= set(run.data.metrics), run.data.metrics
assert client.get_run(failed.run_id).info.status == "FAILED"
assert any(f.path.endswith(".ckpt") or f.is_dir for f in client.list_artifacts(logger.run_id, "model")), "no checkpoint arrived"
print(json.dumps({"version": lightning.__version__, "run": logger.run_id}))
