"""A researcher's session with whatever MLflow client is installed (2.17 or newer, 3.x), unmodified, against a server at MLFLOW_TRACKING_URI.

Each function is one thing people do; an assertion that fails ends the script. The last line of the output is JSON: what the
caller then looks up through another door, so that client and server cannot agree on something wrong.
"""
import json
import math
import os
import tempfile
import threading

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Metric, Param, RunTag, ViewType
from mlflow.exceptions import MlflowException

IS_3 = mlflow.__version__.startswith("3")
client = MlflowClient()
unique = os.urandom(4).hex()


def refused(call, code, *words):
    try:
        call()
    except MlflowException as error:
        assert error.error_code == code, (error.error_code, str(error))
        assert all(word in str(error) for word in words), str(error)
        return
    raise AssertionError(f"was not refused with {code}")


def experiments():
    name = f"유방 초음파/ü {unique}"
    made = client.create_experiment(name, tags={"lab": "a"})
    assert client.get_experiment_by_name(name).experiment_id == made
    refused(lambda: client.create_experiment(name), "RESOURCE_ALREADY_EXISTS")
    client.rename_experiment(made, f"renamed {unique}")
    client.set_experiment_tag(made, "lab", "나")
    client.delete_experiment(made)
    assert client.get_experiment(made).lifecycle_stage == "deleted"
    assert made in [e.experiment_id for e in client.search_experiments(view_type=ViewType.DELETED_ONLY)]
    refused(lambda: client.create_run(made), "INVALID_PARAMETER_VALUE")
    client.restore_experiment(made)
    found = client.search_experiments(filter_string="tags.lab = '나' AND name ILIKE 'RENAMED%'", order_by=["name ASC"])
    assert [e.name for e in found if e.experiment_id == made] == [f"renamed {unique}"]
    assert client.get_experiment_by_name("none such") is None
    refused(lambda: client.get_experiment("987654321"), "RESOURCE_DOES_NOT_EXIST")


def one_run():
    with mlflow.start_run(run_name="parent", tags={"team": "a"}, description="a *note*") as parent:
        mlflow.log_params({"lr": 0.1, "layers": [1, 2], "none": None, "손실": "다이스"})
        for step in range(10):
            mlflow.log_metric("loss", 1 / (1 + step), step=step)
        mlflow.log_metrics({"dice": 0.9, "bad": float("nan"), "up": float("inf")}, step=9)
        with mlflow.start_run(run_name="child", nested=True) as child:
            mlflow.log_metric("loss", 2)
    run_id = parent.info.run_id
    run = client.get_run(run_id)
    assert run.info.status == "FINISHED" and run.data.tags["mlflow.note.content"] == "a *note*"
    assert run.data.params == {"lr": "0.1", "layers": "[1, 2]", "none": "None", "손실": "다이스"}, run.data.params
    assert run.data.metrics["loss"] == 0.1 and math.isnan(run.data.metrics["bad"]) and run.data.metrics["up"] > 1e308
    assert [m.step for m in client.get_metric_history(run_id, "loss")] == list(range(10))
    assert mlflow.get_parent_run(child.info.run_id).info.run_id == run_id
    with mlflow.start_run(run_id=run_id):  # resumed
        mlflow.log_param("lr", 0.1)
        refused(lambda: mlflow.log_param("lr", 0.2), "INVALID_PARAMETER_VALUE", "Changing param values is not allowed", "'0.1'")
        mlflow.log_metric("loss", 0.05, step=10)
    mlflow.delete_run(run_id)
    refused(lambda: client.log_metric(run_id, "loss", 1), "INVALID_PARAMETER_VALUE", "must be in the 'active' state")
    client.restore_run(run_id)
    client.update_run(run_id, status="KILLED", name="renamed")
    client.delete_tag(run_id, "team")
    run = client.get_run(run_id)
    assert (run.info.status, run.info.run_name, run.data.tags["mlflow.runName"]) == ("KILLED", "renamed", "renamed")
    assert "team" not in run.data.tags
    refused(lambda: client.get_run("f" * 32), "RESOURCE_DOES_NOT_EXIST")
    return run_id


def limits():
    run_id = client.create_run(experiment).info.run_id
    client.log_param(run_id, "long", "x" * 9000)
    client.set_tag(run_id, "long", "y" * 9000)
    for key in ("학습/손실", "a b", "a.b-c_d", "Ωμέγα"):
        client.log_metric(run_id, key, 1.5)
    for key in ("../up", "a\\b", "a//b", ".", "k" * 251):
        refused(lambda key=key: client.log_metric(run_id, key, 1), "INVALID_PARAMETER_VALUE")
    with mlflow.start_run(run_id=run_id):  # more than one request may hold
        mlflow.log_params({f"p{i}": i for i in range(230)})
        mlflow.set_tags({f"t{i}": i for i in range(230)})
        mlflow.log_metrics({f"m{i}": i for i in range(1500)}, step=3)
    client.log_metric(run_id, "big", 1, step=2**53 + 1, timestamp=2**62)
    data = client.get_run(run_id).data
    assert len(data.params["long"]) == 6000 and len(data.tags["long"]) == 8000
    assert data.metrics["m1499"] == 1499 and data.params["p229"] == "229" and data.tags["t229"] == "229"
    assert data.metrics["학습/손실"] == 1.5
    big = client.get_metric_history(run_id, "big")[0]
    assert (big.step, big.timestamp) == (2**53 + 1, 2**62)


def without_waiting():
    with mlflow.start_run() as run:
        for step in range(200):
            mlflow.log_metric("a", step, step=step, synchronous=False)
        mlflow.log_params({"p": 1}, synchronous=False)
        mlflow.set_tag("t", 1, synchronous=False)
        mlflow.flush_async_logging()
        assert len(client.get_metric_history(run.info.run_id, "a")) == 200
        refused(lambda: mlflow.log_param("p", 2, synchronous=False).wait(), "INTERNAL_ERROR", "INVALID_PARAMETER_VALUE: Changing param")  # as the client wraps it


def from_threads():
    run_id = client.create_run(experiment).info.run_id

    def log(name):
        for step in range(50):
            client.log_metric(run_id, name, step, step=step)

    threads = [threading.Thread(target=log, args=(f"m{i}",)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(len(client.get_metric_history(run_id, f"m{i}")) == 50 for i in range(4))


def long_history():
    run_id = client.create_run(experiment).info.run_id
    for first in range(0, 30000, 1000):
        client.log_batch(run_id, [Metric("loss", 1 / (1 + step), 1000 + step, step) for step in range(first, first + 1000)])
    assert [m.step for m in client.get_metric_history(run_id, "loss")] == list(range(30000))  # two pages


def search():
    where = client.create_experiment(f"search {unique}")
    runs = []
    for i in range(12):
        run_id = client.create_run(where, run_name=f"run-{i}", start_time=1000 + i).info.run_id
        runs.append(run_id)
        metrics = [Metric("loss", i / 10, 1, 0), Metric("a/b c", i, 1, 0)] + ([Metric("odd", i, 1, 0)] if i % 2 else [])
        client.log_batch(run_id, metrics, [Param("lr", str(i % 3))], [RunTag("group", "odd" if i % 2 else "even")])
    client.set_terminated(runs[0], "FAILED", 2000)
    client.delete_run(runs[11])
    newest_first = list(range(10, -1, -1))

    def found(expected, text="", **how):
        got = [runs.index(r.info.run_id) for r in client.search_runs([where], text, **how)]
        assert got == expected, (text, how, got)

    found(newest_first)
    found([3, 2, 1, 0], "metrics.loss < 0.35")
    found([7], "metrics.`a/b c` = 7")
    found([8, 2], "params.lr = '2' AND tags.group = 'even'")
    found([10], "attributes.run_name LIKE 'run-1_'")
    found([7], "run_name ILIKE 'RUN-7' and start_time <= 1007")
    found([0], "attributes.status = 'FAILED'")
    found([4, 1], f"run_id IN ('{runs[1]}', '{runs[4]}')")
    found([11], run_view_type=ViewType.DELETED_ONLY)
    found([9, 7, 5, 3, 1, 10, 8, 6, 4, 2, 0], order_by=["metrics.odd DESC"])  # runs without the metric come last
    found([1, 3, 5, 7, 9, 10, 8, 6, 4, 2, 0], order_by=["metrics.odd ASC"])
    found([2, 1, 0], "metrics.loss < 0.25", order_by=["params.lr DESC", "start_time ASC"])
    for text in ("metrics.loss < 1 OR metrics.loss > 2", "(metrics.loss < 1)", "params.lr = 1", "nothing.x = 1", "metrics.loss < 'x'"):
        refused(lambda text=text: client.search_runs([where], text), "INVALID_PARAMETER_VALUE")
    refused(lambda: client.search_runs([where], order_by=["metrics.loss UP"]), "INVALID_PARAMETER_VALUE")

    paged, token = [], None
    while True:
        page = client.search_runs([where], max_results=4, page_token=token, order_by=["metrics.loss DESC"])
        paged += [runs.index(r.info.run_id) for r in page]
        token = page.token
        if not token:
            break
    assert paged == newest_first
    table = mlflow.search_runs([where], "metrics.loss < 0.25", order_by=["metrics.loss"])
    assert list(table["metrics.loss"]) == [0, 0.1, 0.2] and table["params.lr"].tolist() == ["0", "1", "2"]


def data_sets():
    import numpy as np
    import pandas as pd

    train = mlflow.data.from_pandas(pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}), source="http://example.org/x.csv", name="train")
    with mlflow.start_run() as run:
        mlflow.log_input(train, context="training", tags={"k": "v"})
        mlflow.log_input(mlflow.data.from_numpy(np.zeros((10, 3)), name="test"), context="eval")
        mlflow.log_input(train, context="training")
    inputs = client.get_run(run.info.run_id).inputs.dataset_inputs
    assert sorted(i.dataset.name for i in inputs) == ["test", "train"]
    found = client.search_runs([experiment], "dataset.name = 'train' AND dataset.context = 'training'")
    assert [r.info.run_id for r in found] == [run.info.run_id]


def artifacts():
    import numpy as np

    folder = tempfile.mkdtemp()
    os.makedirs(os.path.join(folder, "하위 폴더"))
    for name, content in (("a.txt", b"hello"), ("empty.bin", b""), ("하위 폴더/파일 1%&+.bin", bytes(range(256)) * 100)):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
    with mlflow.start_run() as run:
        mlflow.log_artifacts(folder, "tree")
        mlflow.log_artifact(os.path.join(folder, "a.txt"))
        mlflow.log_text("안녕", "t/x.txt")
        mlflow.log_dict({"a": [1, 2]}, "d.json")
        mlflow.log_table({"q": ["a"], "n": [1]}, "table.json")
        mlflow.log_table({"q": ["b"], "n": [2]}, "table.json")
        for step in range(2):
            mlflow.log_image(np.full((8, 8, 3), 100, np.uint8), key="mask", step=step)
    run_id = run.info.run_id
    listed = {(f.path, f.is_dir, f.file_size) for f in client.list_artifacts(run_id)}
    assert {("a.txt", False, 5), ("tree", True, None), ("images", True, None)} <= listed, listed
    assert [f.path for f in client.list_artifacts(run_id, "tree/하위 폴더")] == ["tree/하위 폴더/파일 1%&+.bin"]
    assert client.list_artifacts(run_id, "none") == []
    back = mlflow.artifacts.download_artifacts(run_id=run_id, artifact_path="tree")
    for name in ("a.txt", "empty.bin", "하위 폴더/파일 1%&+.bin"):
        with open(os.path.join(folder, name), "rb") as sent, open(os.path.join(back, name), "rb") as got:
            assert sent.read() == got.read(), name
    assert mlflow.artifacts.load_text(f"runs:/{run_id}/t/x.txt") == "안녕"
    assert mlflow.load_table("table.json", run_ids=[run_id])["q"].tolist() == ["a", "b"]
    assert len(client.list_artifacts(run_id, "images")) == 4
    return run_id


class Doubling(mlflow.pyfunc.PythonModel):
    """A model that needs no library."""

    def predict(self, context, model_input, params=None):
        return [2 * value for value in model_input]


def models():
    name = f"model {unique}"
    with mlflow.start_run() as run:
        where = {"name": "net"} if IS_3 else {"artifact_path": "net"}
        logged = mlflow.pyfunc.log_model(python_model=Doubling(), pip_requirements=["mlflow"], registered_model_name=name, **where)
    assert mlflow.pyfunc.load_model(logged.model_uri).predict([1, 2]) == [2, 4]
    assert mlflow.pyfunc.load_model(f"runs:/{run.info.run_id}/net").predict([3]) == [6]
    second = mlflow.register_model(f"runs:/{run.info.run_id}/net", name, tags={"a": "b"})
    assert str(second.version) == "2"
    client.set_registered_model_alias(name, "champion", "2")
    assert mlflow.pyfunc.load_model(f"models:/{name}@champion").predict([4]) == [8]
    client.transition_model_version_stage(name, "1", "Production")
    assert mlflow.pyfunc.load_model(f"models:/{name}/Production").predict([5]) == [10]
    client.set_model_version_tag(name, "1", "seen", "yes")
    assert name in [m.name for m in client.search_registered_models(f"name = '{name}'")]
    assert {str(v.version) for v in client.search_model_versions(f"run_id = '{run.info.run_id}'")} == {"1", "2"}
    client.delete_registered_model_alias(name, "champion")
    client.delete_model_version(name, "1")
    refused(lambda: client.get_model_version(name, "1"), "RESOURCE_DOES_NOT_EXIST")
    if IS_3:
        mlflow.log_metric("acc", 0.9, model_id=logged.model_id, run_id=run.info.run_id)
        mlflow.set_logged_model_tags(logged.model_id, {"kind": "net"})
        found = mlflow.search_logged_models([experiment], filter_string="metrics.acc > 0.5 AND tags.kind = 'net'", output_format="list")
        assert [m.model_id for m in found] == [logged.model_id] and found[0].metrics[0].value == 0.9


def what_is_not_offered():
    @mlflow.trace
    def traced(x):
        return x + 1

    assert traced(1) == 2  # a warning at most, never an error in the researcher's function
    refused(lambda: client._tracking_client.store.search_traces(experiment_ids=[experiment]), "NOT_IMPLEMENTED")


experiment = mlflow.set_experiment(f"session {unique}").experiment_id
experiments()
run = one_run()
limits()
without_waiting()
from_threads()
long_history()
search()
data_sets()
with_files = artifacts()
models()
what_is_not_offered()
print(json.dumps({"version": mlflow.__version__, "experiment": experiment, "run": run, "files": with_files}))
