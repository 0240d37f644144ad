using Umul.Ledger;
using Umul.Projects;
using Umul.Web;

namespace Umul.Tests.Ledger;

/// <summary>The ledger: what is sealed, what counts as a look, and that no edit by hand goes unnoticed.</summary>
public sealed class LedgerTests : IAsyncLifetime
{
    private readonly UmulFixture _server = new();
    private long _project;

    private LedgerStore Ledger => _server.Get<LedgerStore>();

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _project = await _server.Get<ProjectStore>().Create("ledger");
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task TestSplit_IsSealedUntilUnsealedForADecision_AndNewResultsAreSealedAgain()
    {
        Assert.True(Ledger.IsSealed(_project, "test", "focal", "e1"));
        Assert.False(Ledger.IsSealed(_project, "development", "focal", "e1"));

        await Ledger.Write(new LedgerLine(LedgerKind.Unseal, _project, "test", "focal") { Evidence = "e1", Reason = "Five seeds are done." });
        Assert.False(Ledger.IsSealed(_project, "test", "focal", "e1"));
        Assert.True(Ledger.IsSealed(_project, "test", "focal", "e2"));
        Assert.True(Ledger.IsSealed(_project, "test", "wide", "e1"));

        await Ledger.Write(new LedgerLine(LedgerKind.Open, _project, "test", "") { Reason = "The study is finished." });
        Assert.False(Ledger.IsSealed(_project, "test", "wide", "e1"));
        await Ledger.Write(new LedgerLine(LedgerKind.Close, _project, "test", "") { Reason = "A new one begins." });
        Assert.True(Ledger.IsSealed(_project, "test", "wide", "e1"));
    }

    [Fact]
    public async Task Unseal_WithoutReason_IsRefusedAndNotWritten()
    {
        var before = Ledger.Of(_project).Count;
        var refusal = await Assert.ThrowsAsync<UmulException>(() => Ledger.Write(new LedgerLine(LedgerKind.Unseal, _project, "test", "focal") { Evidence = "e1", Reason = " " }));
        Assert.Equal(ErrorCode.Invalid, refusal.Code);
        Assert.Equal(before, Ledger.Of(_project).Count);
    }

    [Fact]
    public async Task Looks_CountDifferentResults_AndIdeasThatCameAfterTheFirst()
    {
        await Idea("early");
        foreach (var (subject, evidence, person) in ((string, string, string)[])[("focal", "e1", "Kim"), ("focal", "e1", "Kim"), ("focal", "e1", "Lee"), ("focal", "e2", "Kim")])
            await Ledger.Look(new LedgerLine(LedgerKind.Look, _project, "test", subject) { Evidence = evidence, Person = person });
        await Idea("late");

        Assert.Equal(new Exposure(2, 1), Ledger.ExposureOf(_project, "test"));
        Assert.Equal(["Kim", "Lee", "Kim"], Ledger.Of(_project).Where(e => e.Kind == (int)LedgerKind.Look).Select(e => e.Person));
        Assert.Equal(new Exposure(0, 0), Ledger.ExposureOf(_project, "development"));
    }

    [Fact]
    public async Task Verify_LedgerAsWritten_IsWholeAlsoAfterARestart()
    {
        await Fill();
        Assert.True(Ledger.Verify().IsWhole);
        await _server.Restart();
        await Fill();
        var report = Ledger.Verify();
        Assert.Equal((10, true), (report.Entries, report.IsWhole));
    }

    [Theory]
    [InlineData("UPDATE ledger SET person = 'nobody' WHERE id = 3", 3, LedgerFaultKind.Changed)]
    [InlineData("UPDATE ledger SET kind = 3 WHERE id = 1", 1, LedgerFaultKind.Changed)]
    [InlineData("UPDATE ledger SET project_id = project_id + 1 WHERE id = 2", 2, LedgerFaultKind.Changed)]
    [InlineData("UPDATE ledger SET split = 'development' WHERE id = 2", 2, LedgerFaultKind.Changed)]
    [InlineData("UPDATE ledger SET subject = 'wide' WHERE id = 2", 2, LedgerFaultKind.Changed)]
    [InlineData("UPDATE ledger SET metrics = 'iou' WHERE id = 2", 2, LedgerFaultKind.Changed)]
    [InlineData("UPDATE ledger SET evidence = 'x' WHERE id = 2", 2, LedgerFaultKind.Changed)]
    [InlineData("UPDATE ledger SET reason = 'A better one.' WHERE id = 2", 2, LedgerFaultKind.Changed)]
    [InlineData("UPDATE ledger SET written_ms = written_ms + 1 WHERE id = 5", 5, LedgerFaultKind.Changed)]
    [InlineData("UPDATE ledger SET previous = '' WHERE id = 2", 2, LedgerFaultKind.Changed)]
    [InlineData("UPDATE ledger SET hash = 'ab' WHERE id = 4", 4, LedgerFaultKind.Changed)]
    [InlineData("UPDATE ledger SET seal = 'ab' WHERE id = 4", 4, LedgerFaultKind.NotSealed)]
    [InlineData("DELETE FROM ledger WHERE id = 1", 1, LedgerFaultKind.Missing)]
    [InlineData("DELETE FROM ledger WHERE id = 3", 3, LedgerFaultKind.Missing)]
    [InlineData("DELETE FROM ledger WHERE id = 5", 5, LedgerFaultKind.Missing)]
    [InlineData("DELETE FROM ledger", 1, LedgerFaultKind.Missing)]
    [InlineData("DELETE FROM ledger_head", 0, LedgerFaultKind.HeadChanged)]
    [InlineData("UPDATE ledger_head SET entries = 4", 0, LedgerFaultKind.HeadChanged)]
    [InlineData("DELETE FROM ledger WHERE id = 5; UPDATE ledger_head SET entries = 4, hash = (SELECT hash FROM ledger WHERE id = 4)", 0, LedgerFaultKind.HeadChanged)]
    [InlineData("INSERT INTO ledger SELECT 6, kind, project_id, split, subject, metrics, evidence, reason, person, written_ms, hash, hash, seal FROM ledger WHERE id = 5", 6, LedgerFaultKind.Inserted)]
    [InlineData("UPDATE ledger SET id = -id WHERE id = 2", 2, LedgerFaultKind.Missing)]
    public async Task Verify_DatabaseEditedByHand_FindsTheEdit(string sql, long entry, object kind)
    {
        await Fill();
        Edit(sql);
        Assert.Contains(new LedgerFault(entry, (LedgerFaultKind)kind), Ledger.Verify().Faults);
    }

    [Fact]
    public async Task Verify_EntryRewrittenWithARightHash_IsFoundByItsSeal()
    {
        await Fill();
        var entry = Ledger.Of(_project)[2] with { Person = "nobody" };
        Edit($"UPDATE ledger SET person = 'nobody', hash = '{entry.ComputeHash()}' WHERE id = 3");
        Assert.Contains(new LedgerFault(3, LedgerFaultKind.NotSealed), Ledger.Verify().Faults);
        Assert.Contains(Ledger.Verify().Faults, fault => fault.Say().Korean.Contains("3번 항목", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_EntriesExchanged_IsFound()
    {
        await Fill();
        Edit("UPDATE ledger SET id = 100 WHERE id = 2; UPDATE ledger SET id = 2 WHERE id = 3; UPDATE ledger SET id = 3 WHERE id = 100");
        Assert.Equal([2L, 3L], Ledger.Verify().Faults.Where(f => f.Kind == LedgerFaultKind.Changed).Select(f => f.Entry));
    }

    [Theory]
    [InlineData(new[] { 0.1, 0.1, 0.1, 0.1 }, 1, true)]
    [InlineData(new[] { 0.1, -0.1, 0.1, -0.1 }, 1, false)]
    [InlineData(new[] { 0.3, 0.1, 0.2, 0.0 }, 1, true)] // mean .15, sd .1291, step .0645
    [InlineData(new[] { 0.3, 0.1, 0.2, 0.0 }, 20, false)] // step .1936
    public void LadderGate_GainWithinOneStep_IsNotReleased(double[] differences, int ideas, bool released)
    {
        var gate = LadderGate.Of(differences, ideas)!;
        Assert.Equal(released, gate.IsReleased);
        Assert.Equal(released, gate.Released > 0);
    }

    private async Task Fill()
    {
        for (var i = 1; i <= 5; i++)
            await Ledger.Look(new LedgerLine(LedgerKind.Look, _project, "test", "focal") { Metrics = "dice", Evidence = Guid.NewGuid().ToString("N"), Person = "Kim" });
    }

    private Task Idea(string name) => _server.Get<Umul.Database.UmulDatabase>().Writer.Write(scope => Ledger.Append(scope, new LedgerLine(LedgerKind.Idea, _project, "", name)));

    private void Edit(string sql) =>
        _server.Get<Umul.Database.UmulDatabase>().Writer.Write(scope => Dapper.SqlMapper.Execute(scope.Connection, sql, transaction: scope.Transaction)).GetAwaiter().GetResult();
}
