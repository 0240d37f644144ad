using System.Text.Json;

namespace Umul.Tests.Mlflow;

/// <summary>The clients that people have, unmodified, where they are installed. What they recorded is looked up over plain HTTP.</summary>
public sealed class PythonClientTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [PythonPackagesFact("mlflow", "numpy", "pandas")]
    public async Task Mlflow_ASessionOfTrackingFilesAndModels_WorksAsItSays()
    {
        var said = await PythonClient.Play("tracking.py", server.Link);
        var run = await Run(said.GetProperty("run").GetString()!);
        Assert.Equal("KILLED", run.GetProperty("info").GetProperty("status").GetString());
        Assert.Equal(0.05, Metric(run, "loss"));
        Assert.Contains(run.GetProperty("data").GetProperty("params").EnumerateArray(), p => p.GetProperty("key").GetString() == "손실");
        Assert.Equal("hello", await server.Client.GetStringAsync(new Uri($"get-artifact?run_id={said.GetProperty("files").GetString()}&path=a.txt", UriKind.Relative)));
    }

    [PythonPackagesFact("mlflow", "lightning")]
    public async Task Lightning_TrainerWithMLFlowLogger_RecordsItsRun()
    {
        var said = await PythonClient.Play("lightning_logger.py", server.Link);
        var run = await Run(said.GetProperty("run").GetString()!);
        Assert.Equal("from Lightning", run.GetProperty("info").GetProperty("run_name").GetString());
        Assert.Equal(1, Metric(run, "later"));
        Assert.Equal(24, (await History(said, "train/loss_step")).GetArrayLength());
    }

    [PythonPackagesFact("mlflow", "transformers", "torch", "accelerate")]
    public async Task Transformers_TrainerWithItsCallback_RecordsItsRun()
    {
        var said = await PythonClient.Play("transformers_trainer.py", server.Link);
        var run = await Run(said.GetProperty("run").GetString()!);
        Assert.Equal("from transformers", run.GetProperty("info").GetProperty("run_name").GetString());
        Assert.Equal(2, Metric(run, "epoch"));
        Assert.Equal(2, (await History(said, "eval_loss")).GetArrayLength());
    }

    private async Task<JsonElement> Run(string id) => (await Get($"runs/get?run_id={id}")).GetProperty("run");

    private async Task<JsonElement> History(JsonElement said, string metric) =>
        (await Get($"metrics/get-history?run_id={said.GetProperty("run").GetString()}&metric_key={Uri.EscapeDataString(metric)}")).GetProperty("metrics");

    private async Task<JsonElement> Get(string path)
    {
        using var document = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/api/2.0/mlflow/" + path, UriKind.Relative)));
        return document.RootElement.Clone();
    }

    private static double Metric(JsonElement run, string key) => run.GetProperty("data").GetProperty("metrics").EnumerateArray()
        .Single(m => m.GetProperty("key").GetString() == key).GetProperty("value").GetDouble();
}
