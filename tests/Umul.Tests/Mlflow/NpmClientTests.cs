namespace Umul.Tests.Mlflow;

/// <summary>An independent client, unmodified, against the server.</summary>
public sealed class NpmClientTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    /// <summary>Methods whose paths a real MLflow server does not know either: one was removed in 2.0, the other lacks a slash.</summary>
    private static readonly string[] s_unknownToMlflow = ["Experiments.list", "Experiments.setExperimentTag"];

    [NpmFact]
    public async Task Session_EveryMethod_WorksAsOnARealServer()
    {
        var results = await NpmClient.Play(server.Link);
        Assert.Equal(20, results.Count);
        Assert.Equal(s_unknownToMlflow, results.Where(r => r.Value.TryGetProperty("error", out _)).Select(r => r.Key));
        Assert.All(s_unknownToMlflow, name => Assert.Contains("\"status\":404", results[name].GetProperty("error").GetString(), StringComparison.Ordinal));

        var run = results["Runs.get"].GetProperty("answer").GetProperty("run");
        Assert.Equal(0.25, run.GetProperty("data").GetProperty("metrics")[0].GetProperty("value").GetDouble());
        Assert.Equal(2, run.GetProperty("data").GetProperty("params").GetArrayLength());
        Assert.Equal(2, results["Metrics.getHistory"].GetProperty("answer").GetProperty("metrics").GetArrayLength());
        Assert.Equal(1, results["Runs.search"].GetProperty("answer").GetProperty("runs").GetArrayLength());
        Assert.Equal("FINISHED", results["Runs.update"].GetProperty("answer").GetProperty("run_info").GetProperty("status").GetString());
    }
}
