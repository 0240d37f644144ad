using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Outcomes;

/// <summary>On which split the page of cases opens.</summary>
public sealed class CasesDefaultSplitTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [Fact]
    public async Task EvaluatedSplit_ComesBeforeOneOfLoggedColumns_ButNeverATestSplit()
    {
        var page = await Page(("development", OutcomeMetric.Logged("dice")), ("fold-1", OutcomeMetric.Of("dice")), ("test", OutcomeMetric.Of("dice")));
        Assert.Contains("value=\"fold-1\" selected", page, StringComparison.Ordinal);
        Assert.DoesNotContain("cases-elsewhere", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereOnlyTheTestIsEvaluated_LoggedColumnsAreShown_WithAWayToTheTest()
    {
        var page = await Page(("development", OutcomeMetric.Logged("dice")), ("test", OutcomeMetric.Of("dice")));
        Assert.Contains("value=\"development\" selected", page, StringComparison.Ordinal);
        Assert.Contains("On development there are only columns that the training code computed.", page, StringComparison.Ordinal);
        Assert.Contains("cases?split=test\">test</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereNothingElseIsThere_TheTestIsShown() =>
        Assert.Contains("value=\"test\" selected", await Page(("test", OutcomeMetric.Of("dice"))), StringComparison.Ordinal);

    [Fact]
    public async Task Metric_WithADirectionComesBeforeOneWithout() =>
        Assert.Contains("value=\"iou\" selected", await Page(("development", OutcomeMetric.Of("volumeError.signed")), ("development", OutcomeMetric.Of("iou"))), StringComparison.Ordinal);

    private async Task<string> Page(params (string Split, OutcomeMetric Metric)[] columns)
    {
        var project = await server.Get<ProjectStore>().Create(Guid.NewGuid().ToString());
        var run = await server.Get<RunStore>().Create(new NewRun { ProjectId = project, Name = "run" });
        foreach (var split in columns.GroupBy(c => c.Split, StringComparer.Ordinal))
            await server.Get<OutcomeStore>().Write(run.Id, split.Key, OutcomeTable.Of(["a", "b"], null, [.. split.Select(c => OutcomeColumn.Of(c.Metric, [0.5, 0.6]))], (OutcomeSource.Rest, "test")));
        return await server.Client.GetStringAsync($"/projects/{project}/cases");
    }
}
