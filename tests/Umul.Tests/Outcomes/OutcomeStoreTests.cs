using Umul.Evaluation;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Tests.Outcomes;

public sealed class OutcomeStoreTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private static readonly OutcomeMetric s_dice = OutcomeMetric.Of("dice");
    private static readonly OutcomeMetric s_distance = OutcomeMetric.Of("hausdorffDistance95.maxOfDirected");

    private OutcomeStore Store => server.Get<OutcomeStore>();

    [Fact]
    public async Task Matrix_RunsWithTheSameCases_HasTheirValuesInTheOrderOfTheCases()
    {
        var (_, first, second) = await TwoRuns();
        await Store.Write(first.Id, "test", Table(["P2", "P1"], ["Kim", "Lee"], s_dice, 0.5, 0.75));
        await Store.Write(second.Id, "test", Table(["P1", "P2"], ["Lee", "Kim"], s_dice, 0.25, 0.125));

        var matrix = Store.Matrix([second, first], "test", "dice")!;
        Assert.Equal(["P1", "P2"], matrix.Cases.Ids);
        Assert.Equal(["Lee", "Kim"], matrix.Cases.Groups!);
        Assert.Equal([0.25, 0.125], matrix.Values[0]);
        Assert.Equal([0.75, 0.5], matrix.Values[1]);
        Assert.True(matrix.SameCases);
        Assert.Equal(MetricDirection.Higher, matrix.Metric.Direction);
    }

    [Fact]
    public async Task Matrix_RunsWithOtherCases_SaysWhoWasNotEvaluatedOnWhat()
    {
        var (project, first, second) = await TwoRuns();
        await Store.Write(first.Id, "test", Table(["P1", "P2"], null, s_dice, 0.5, double.NaN));
        await Store.Write(second.Id, "test", Table(["P2", "P3"], null, s_dice, 0.25, 1));

        var matrix = Store.Matrix([first, second], "test", "dice")!;
        Assert.Equal(["P1", "P2", "P3"], matrix.Cases.Ids);
        Assert.Equal([0.5, double.NaN, double.NaN], matrix.Values[0]);
        Assert.Equal([UndefinedReason.None, UndefinedReason.NotGiven, UndefinedReason.NotEvaluated], matrix.Reasons[0]);
        Assert.Equal([UndefinedReason.NotEvaluated, UndefinedReason.None, UndefinedReason.None], matrix.Reasons[1]);
        Assert.False(matrix.SameCases);
        Assert.Equal((2, 1, 0.5), (matrix.Origins[0]!.Cases, matrix.Origins[0]!.Defined, matrix.Origins[0]!.Mean));
        Assert.Equal(2, Assert.Single(Store.MetricsOf(project)).CaseLists);
        Assert.Equal(["P1", "P2"], matrix.Scores(0).Cases);
    }

    [Fact]
    public async Task Matrix_RunWithoutOutcomes_IsKeptAndSaidToHaveNone()
    {
        var (_, first, second) = await TwoRuns();
        await Store.Write(first.Id, "test", Table(["P1"], null, s_dice, 0.5));

        var matrix = Store.Matrix([first, second], "test", "dice")!;
        Assert.Null(matrix.Origins[1]);
        Assert.Equal(UndefinedReason.NotEvaluated, Assert.Single(matrix.Reasons[1]));
        Assert.Null(Store.Matrix([second], "test", "dice"));
        Assert.Null(Store.Matrix([first], "development", "dice"));
    }

    [Fact]
    public async Task Write_TheSameAgain_ChangesNothing()
    {
        var (_, run, _) = await TwoRuns();
        var table = Table(["P1", "P2"], null, s_dice, 0.5, 0.25);
        Assert.Equal(new OutcomeWrite(1, 0, 0), await Store.Write(run.Id, "test", table));
        Assert.Equal(new OutcomeWrite(0, 1, 0), await Store.Write(run.Id, "test", table));
        Assert.Empty(Store.History(run));
    }

    [Fact]
    public async Task Write_OtherVersionOfTheEvaluator_ReplacesAndRemembersTheOldNumber()
    {
        var (_, run, _) = await TwoRuns();
        await Store.Write(run.Id, "test", Table(["P1", "P2"], null, s_dice, 0.5, 0.25));
        await Store.Write(run.Id, "test", Table(["P1", "P2"], null, s_dice, 0.5, 0.75) with { Evaluator = "umul segmentation/2" });

        Assert.Equal([0.5, 0.75], Store.Matrix([run], "test", "dice")!.Values[0]);
        var (was, _) = Assert.Single(Store.History(run));
        Assert.Equal(("umul segmentation/1", 0.375, "dice"), (was.Evaluator, was.Mean, was.Metric.Name));
    }

    [Fact]
    public async Task Write_WholeTable_RemovesTheColumnsThatItNoLongerBrings()
    {
        var (project, run, _) = await TwoRuns();
        var origin = (OutcomeSource.Logged, "cases/test.csv");
        await Store.Write(run.Id, "test", OutcomeTable.Of(
            ["P1"], null, [OutcomeColumn.Of(OutcomeMetric.Logged("dice"), [0.5]), OutcomeColumn.Of(OutcomeMetric.Logged("iou"), [0.4])], origin,
            [new OutcomeText("device", ["A"])]) with
        { IsWhole = true });
        await Store.Write(run.Id, "test", Table(["P1"], null, s_dice, 0.5));
        var second = await Store.Write(run.Id, "test", OutcomeTable.Of(["P1"], null, [OutcomeColumn.Of(OutcomeMetric.Logged("dice"), [0.6])], origin) with { IsWhole = true });

        Assert.Equal(new OutcomeWrite(1, 0, 1), second);
        Assert.Equal(["logged/dice", "dice"], Store.MetricsOf(project).Select(m => m.Metric.Name));
        Assert.Empty(Store.Texts(run, "test"));
    }

    [Fact]
    public async Task Tables_OfARun_HaveAllItsColumnsOfEachSplit()
    {
        var (_, run, _) = await TwoRuns();
        await Store.Write(run.Id, "test", OutcomeTable.Of(
            ["P1", "P2"], null, [OutcomeColumn.Of(s_dice, [0.5, 0.25]), OutcomeColumn.Of(s_distance, [3, 4])], (OutcomeSource.Command, "umul segmentation/1"),
            [new OutcomeText("note", [null, "도플러"])]));
        await Store.Write(run.Id, "development", Table(["P9"], null, s_dice, 1));

        Assert.Equal(
            [("development", 1, "dice"), ("test", 2, "dice, hausdorffDistance95.maxOfDirected")],
            Store.Tables(run).Select(t => (t.Split, t.Cases.Count, string.Join(", ", t.Columns.Select(c => c.Column.Metric.Name)))));
        Assert.Equal(new[] { null, "도플러" }, Assert.Single(Store.Texts(run, "test")).Text.Texts);
    }

    [Fact]
    public async Task Write_RunInTheBin_IsRefused()
    {
        var (_, run, _) = await TwoRuns();
        await server.Get<RunStore>().Delete(run.Id);
        var refusal = await Assert.ThrowsAsync<UmulException>(() => Store.Write(run.Id, "test", Table(["P1"], null, s_dice, 1)));
        Assert.Equal(ErrorCode.WrongState, refusal.Code);
    }

    [Fact]
    public void Table_CaseNamedTwice_IsRefusedAndNamesIt()
    {
        // The second is the same Korean name as a Mac would write it: decomposed.
        var refusal = Assert.Throws<UmulException>(() => Table(["환자1", "환자1".Normalize(System.Text.NormalizationForm.FormD)], null, s_dice, 1, 1));
        Assert.Contains("'환자1' is there twice", refusal.Message, StringComparison.Ordinal);
    }

    private static OutcomeTable Table(string[] cases, string[]? groups, OutcomeMetric metric, params double[] values) =>
        OutcomeTable.Of(cases, groups, [OutcomeColumn.Of(metric, values)], (OutcomeSource.Command, "umul segmentation/1"));

    private async Task<(long Project, Run First, Run Second)> TwoRuns()
    {
        var project = await server.Get<ProjectStore>().Create("outcomes " + Guid.NewGuid());
        var runs = server.Get<RunStore>();
        return (project, await runs.Create(new NewRun { ProjectId = project }), await runs.Create(new NewRun { ProjectId = project }));
    }
}
