namespace Umul.Tests.Mlflow;

/// <summary>What a recorded MLflow server answers, and where Umul does better on purpose, as exchanges in Scenarios/*.txt.</summary>
public sealed class ScenarioTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    public static TheoryData<string> Files()
    {
        var files = new TheoryData<string>();
        foreach (var file in Directory.GetFiles(Scenario.Folder(), "*.txt").Order(StringComparer.Ordinal))
            files.Add(Path.GetFileName(file));
        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Server_Exchange_AnswersAsRecorded(string file)
    {
        var differences = await new Scenario(server.Client).Play(Path.Combine(Scenario.Folder(), file));
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }
}
