using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Upkeep;

public sealed class UpkeepEndpointTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    [Fact]
    public async Task A_backup_downloaded_from_a_server_restores_into_it()
    {
        var run = await RecordRun(0.75);
        using var backup = await umul.Client.GetAsync("api/upkeep/backup");
        backup.EnsureSuccessStatusCode();
        var bytes = await backup.Content.ReadAsByteArrayAsync();
        var later = await RecordRun(0.5);
        using var content = new ByteArrayContent(bytes);
        using var restored = await umul.Client.PostAsync("api/upkeep/restore", content);
        restored.EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.NotFound, (await umul.Client.GetAsync($"api/runs/{later.Id}")).StatusCode);
        var answer = await umul.Client.GetFromJsonAsync<JsonElement>($"api/runs/{run.Id}");
        Assert.Equal(0.75, answer.GetProperty("metrics").GetProperty("dice").GetProperty("last").GetDouble());
    }

    [Fact]
    public async Task A_restore_of_something_else_is_refused_in_words()
    {
        using var content = new ByteArrayContent("not a backup"u8.ToArray());
        using var response = await umul.Client.PostAsync("api/upkeep/restore", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Nothing was changed", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_are_listed_by_project_and_filter()
    {
        var good = await RecordRun(0.9);
        await RecordRun(0.1, good.ProjectId);
        var project = umul.Get<ProjectStore>().Find(good.ProjectId)!.Name;
        var all = await umul.Client.GetFromJsonAsync<JsonElement>($"api/runs?project={project}");
        Assert.Equal(2, all.GetArrayLength());
        var filtered = await umul.Client.GetFromJsonAsync<JsonElement>($"api/runs?project={project}&filter={Uri.EscapeDataString("metrics.dice > 0.5")}");
        Assert.Equal(good.Id, Assert.Single(filtered.EnumerateArray()).GetProperty("id").GetString());
        using var mistaken = await umul.Client.GetAsync($"api/runs?project={project}&filter=dice%20%3E%3E");
        Assert.Equal(HttpStatusCode.BadRequest, mistaken.StatusCode);
    }

    private async Task<Run> RecordRun(double dice, long? projectId = null)
    {
        var project = projectId ?? await umul.Get<ProjectStore>().Create("p" + Guid.NewGuid());
        var run = await umul.Get<RunStore>().Create(new NewRun { ProjectId = project });
        await umul.Get<RunStore>().Append(run.Id, new RunBatch { Points = new[] { new MetricPoint("dice", 1, 1, dice) } });
        return run;
    }
}
