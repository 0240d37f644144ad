using Umul.Projects;
using Umul.Runs;
using Umul.Upkeep;

namespace Umul.Tests.Upkeep;

/// <summary>The settings page waits for a count only as long as a reader does, and never shows an older one than it has.</summary>
public sealed class StorageCountTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    [Fact]
    public async Task A_count_within_the_patience_is_of_now()
    {
        var count = umul.Get<StorageCount>();
        var project = await umul.Get<ProjectStore>().Create("counted");
        Assert.Equal(0, (await count.Within(TimeSpan.FromMinutes(1)))!.Projects.Single(p => p.ProjectId == project).Runs);
        await umul.Get<RunStore>().Create(new NewRun { ProjectId = project });
        Assert.Equal(1, (await count.Within(TimeSpan.FromMinutes(1)))!.Projects.Single(p => p.ProjectId == project).Runs);
    }

    [Fact]
    public async Task A_reader_without_patience_is_not_kept_waiting()
    {
        var count = new StorageCount(umul.Get<StorageReport>(), TimeProvider.System);
        var first = await count.Within(TimeSpan.Zero); // nothing was counted before: nothing, or already all of it
        var whole = await count.Within(TimeSpan.FromMinutes(1));
        Assert.NotNull(whole);
        Assert.True(first is null || first.CountedAt <= whole.CountedAt);
        Assert.NotNull(await count.Within(TimeSpan.Zero)); // the one before, at the least
    }
}
