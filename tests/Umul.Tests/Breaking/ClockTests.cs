using Microsoft.Extensions.DependencyInjection;
using Umul.Access;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;
using Umul.Server;

namespace Umul.Tests.Breaking;

/// <summary>A clock that goes backwards: the server's, after a correction or a dead battery, and those of the machines that log.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private static readonly DateTimeOffset s_before = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("umul-clock-").FullName;
    private readonly MovableClock _clock = new() { Now = s_before };
    private UmulServer? _server;

    private RunStore Runs => _server!.Services.GetRequiredService<RunStore>();

    private AccountStore Accounts => _server!.Services.GetRequiredService<AccountStore>();

    public async Task InitializeAsync() => _server = await StartServer();

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Runs_CreatedBeforeAndAfterTheClockWentBack_AreAllThereWithTheirOwnTimes()
    {
        var first = await Runs.Create(new NewRun { ProjectId = 0, StartedMs = _clock.Ms });
        _clock.Now = s_before - TimeSpan.FromDays(400);
        var second = await Runs.Create(new NewRun { ProjectId = 0, StartedMs = _clock.Ms });
        await Runs.Update(first.Id, RunStatus.Finished, _clock.Ms);

        var catalog = _server!.Services.GetRequiredService<RunCatalog>().Of(0);
        Assert.Equal([first.Id, second.Id], catalog.Runs.Select(r => r.Id)); // newest start first, whichever was created first
        Assert.True(second.RowId > first.RowId);
        var services = _server.Services;
        var view = new RunView(Runs, services.GetRequiredService<ProjectStore>(), services.GetRequiredService<KeyStore>(), _clock);
        Assert.True(view.Load(first.Id));
        Assert.Equal(0, view.LengthMs); // ended before it began: no time at all, and not less
    }

    [Fact]
    public async Task Bin_OfARunDeletedBeforeTheClockWentBack_StillRestores()
    {
        var run = await Runs.Create(new NewRun { ProjectId = 0, StartedMs = _clock.Ms });
        await Runs.Delete(run.Id);
        _clock.Now = s_before - TimeSpan.FromDays(30);
        await Runs.Restore(run.Id);
        Assert.Null(Runs.Find(run.Id)!.DeletedMs);
        await Runs.Delete(run.Id);
        Assert.Equal(_clock.Ms, Runs.Find(run.Id)!.DeletedMs);
    }

    [Fact]
    public async Task Points_WhoseTimesGoBackwards_AreAllKeptInOrderOfArrival_AlsoAfterARestartWithAnEarlierClock()
    {
        var run = await Runs.Create(new NewRun { ProjectId = 0, StartedMs = _clock.Ms });
        MetricPoint[] points = [.. Enumerable.Range(0, 5_000).Select(i => new MetricPoint("loss", i, _clock.Ms - i * 1_000L, i))];
        await Runs.Append(run.Id, new RunBatch { Points = points.AsMemory(0, 4_000) });
        await _server!.Services.GetRequiredService<ChunkWriter>().Flush();
        _clock.Now = s_before - TimeSpan.FromDays(3_650);
        await Runs.Append(run.Id, new RunBatch { Points = points.AsMemory(4_000) });
        await _server.DisposeAsync();
        _server = await StartServer();

        var (stored, summary) = _server.Services.GetRequiredService<MetricStore>().Points(0, run.RowId, "loss")!.Value;
        Assert.Equal(points.Select(p => p.TimeMs), stored.TimesMs.ToArray());
        Assert.Equal((4_999, points[^1].TimeMs, 4_999.0), (summary.LastStep, summary.LastTimeMs, summary.LastValue));
        Assert.Equal(0, summary.BackwardSteps); // steps went forward, only the clock did not
    }

    [Fact]
    public async Task Tokens_OutliveAClockThatGoesBack_AndExpireWhenItHasCaughtUp()
    {
        await Accounts.Add("kim", "a long enough password", Role.Admin);
        var token = await Accounts.AddToken("kim", "train", _clock.Ms + 86_400_000);
        var session = await Accounts.AddSession("kim");
        _clock.Now = s_before - TimeSpan.FromDays(2);
        Assert.Equal("kim", Accounts.ByToken(token)?.Name);
        Assert.Equal("kim", Accounts.ByToken(session)?.Name);
        Assert.Equal("kim", Accounts.ByPassword("kim", "a long enough password")?.Name);
        await Accounts.AddSession("kim"); // sweeps what has expired, which nothing has
        Assert.Equal("kim", Accounts.ByToken(token)?.Name);
        _clock.Now = s_before + TimeSpan.FromDays(1.1);
        Assert.Null(Accounts.ByToken(token));
    }

    private Task<UmulServer> StartServer() => UmulServer.Start(new ServerOptions { DataFolder = _folder, Port = 0, WithSample = false, Clock = _clock });

    private sealed class MovableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public long Ms => Now.ToUnixTimeMilliseconds();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
