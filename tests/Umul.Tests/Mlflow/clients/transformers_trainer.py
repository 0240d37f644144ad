"""Hugging Face's own Trainer with its MLflow callback, unmodified, against a server at MLFLOW_TRACKING_URI. The last line of the output is JSON."""
import json
import os
import tempfile

name = f"transformers {os.urandom(4).hex()}"
os.environ.update(MLFLOW_EXPERIMENT_NAME=name, MLFLOW_TAGS='{"team": "a"}', MLFLOW_FLATTEN_PARAMS="true", HF_MLFLOW_LOG_ARTIFACTS="1")

import mlflow  # noqa: E402
import torch  # noqa: E402
import transformers  # noqa: E402


class Line(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 1)

    def forward(self, x, labels=None):
        out = self.layer(x).squeeze(-1)
        return {"loss": ((out - labels) ** 2).mean(), "logits": out}


known = transformers.TrainingArguments.__dataclass_fields__
options = {
    "output_dir": tempfile.mkdtemp(), "num_train_epochs": 2, "per_device_train_batch_size": 8, "logging_steps": 1, "save_strategy": "epoch",
    "eval_strategy" if "eval_strategy" in known else "evaluation_strategy": "epoch", "use_cpu" if "use_cpu" in known else "no_cuda": True,
    "report_to": ["mlflow"], "run_name": "from transformers", "disable_tqdm": True,
}
data = [{"x": torch.rand(4), "labels": torch.rand(())} for _ in range(64)]
trainer = transformers.Trainer(Line(), transformers.TrainingArguments(**options), train_dataset=data, eval_dataset=data)
trainer.train()
mlflow.end_run()

client = mlflow.MlflowClient()
run, = client.search_runs([client.get_experiment_by_name(name).experiment_id])
assert run.info.status == "FINISHED" and run.data.tags["team"] == "a", run
assert run.data.params["num_train_epochs"] == "2" and len(run.data.params) > 50, run.data.params
assert {"loss", "learning_rate", "eval_loss", "epoch"} <= set(run.data.metrics), run.data.metrics
assert [m.step for m in client.get_metric_history(run.info.run_id, "loss")] == list(range(1, 17))
print(json.dumps({"version": transformers.__version__, "run": run.info.run_id}))
