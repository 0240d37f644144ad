using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Umul.Datasets;
using Umul.Projects;
using Umul.Server;
using Umul.Tests.Artifacts;
using Umul.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Umul.Tests.Datasets;

/// <summary>Data over REST and from the page: looked at, asked, saved, divided, verified.</summary>
public sealed class DatasetDoorsTests(UmulFixture server) : IClassFixture<UmulFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("umul-data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Rest_RolesOfSplits_AreTheNamesOrAsSaid_AndNeverAgainstTheName()
    {
        var id = await Save("case,patient,split\nc1,P1,train\nc2,P2,external\nc3,P3,val\n", new { external = "test" });
        var splits = (await server.Client.GetFromJsonAsync<JsonElement>($"api/datasets/{id}")).GetProperty("splits").EnumerateArray();
        Assert.Equal([("external", "test"), ("train", "train"), ("val", "development")], splits.Select(s => (s.GetProperty("name").GetString()!, s.GetProperty("role").GetString()!)).Order());

        using var wrong = await server.Client.PostAsJsonAsync($"api/datasets/{id}/split", new { shares = "train=0.5,test=0.5", seed = 1, byCase = false, roles = new { test = "development" } });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var unknown = await server.Client.PostAsJsonAsync($"api/datasets/{id}/split", new { shares = "a=0.5,b=0.5", seed = 1, byCase = true, roles = new { a = "secret" } });
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task Rest_SplitThatIsSaidToBeForTesting_IsSealed()
    {
        var id = await Save("case,patient,split\nc1,P1,external\nc2,P2,external\n", new { external = "test" });
        var project = server.Get<DatasetStore>().Find(id)!.ProjectId;
        Assert.True(server.Get<Umul.Ledger.LedgerStore>().IsTest(project, "external"));
    }

    [Fact]
    public async Task Verify_FileChangedOrGone_IsNamed()
    {
        var id = await Save("case,image\nc1,a.png\nc2,b.png\nc3,c.png\n", null, "a.png", "b.png", "c.png");
        await File.WriteAllTextAsync(Path.Combine(_folder, "a.png"), "other");
        File.Delete(Path.Combine(_folder, "b.png"));
        var found = await Verify(server.Client, id);
        Assert.Equal(2, found.Count);
        Assert.Contains(found, said => said.Contains("a.png: its content was changed", StringComparison.Ordinal));
        Assert.Contains(found, said => said.Contains("b.png: is not there", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_CopiedFilesInABucket_AreReadThere()
    {
        await using var bucket = await SmallBucket.Start();
        var data = Directory.CreateTempSubdirectory("umul-bucket-").FullName;
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "lab-key");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "lab-secret");
        try
        {
            await using var own = await UmulServer.Start(new ServerOptions { DataFolder = data, Port = 0, WithSample = false, Artifacts = bucket.Address("team") });
            using var client = new HttpClient { BaseAddress = own.Link };
            var projects = (ProjectStore)own.Services.GetService(typeof(ProjectStore))!;
            await projects.Create("copied");
            Write("a.png", "b.png");
            using var reply = await client.PostAsJsonAsync("api/datasets", new { project = "copied", folder = _folder, manifestName = "m.csv", manifest = "case,image\nc1,a.png\nc2,b.png\n", isCopied = true });
            var id = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
            foreach (var file in Directory.EnumerateFiles(_folder)) File.Delete(file); // the copy is what counts
            Assert.Empty(await Verify(client, id));
            var blobs = bucket.Objects.Where(o => o.Key.Contains("/blobs/", StringComparison.Ordinal)).Select(o => o.Key).Order(StringComparer.Ordinal).ToList();
            bucket.Objects[blobs[0]] = [.. bucket.Objects[blobs[0]].Select(b => (byte)(b ^ 1))];
            bucket.Objects.TryRemove(blobs[1], out _);
            Assert.Equal(2, (await Verify(client, id)).Count);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", null);
            Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", null);
            Directory.Delete(data, recursive: true);
        }
    }

    [ChromiumFact]
    public async Task Page_FolderWithManifest_IsLookedAt_AskedAboutItsGroup_SavedAndDividedByGroup()
    {
        var project = await server.Get<ProjectStore>().Create(Guid.NewGuid().ToString("N"));
        Write([.. Enumerable.Range(0, 40).Select(i => $"i{i}.png"), "stray.png"]);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "metadata.csv"), "case,study_id,image\n" + string.Join('\n', Enumerable.Range(0, 40).Select(i => $"c{i:00},S{i / 2:00},i{i}.png")) + "\nc40,S20,gone.png\n");
        var page = await Chromium.Page(server.Link, "en", 1280, scripts: false);
        await page.GotoAsync($"/projects/{project}/data");
        await page.Locator("#add-folder").FillAsync(Path.Combine(_folder, "nowhere"));
        await Button("Look").ClickAsync();
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("nowhere");
        await page.Locator("#add-folder").FillAsync(_folder);
        await Button("Look").ClickAsync();
        await Expect(page.Locator("#found")).ToContainTextAsync("41 cases");
        await Expect(page.Locator("#found")).ToContainTextAsync("gone.png");
        await Expect(page.Locator("#found")).ToContainTextAsync("stray.png");
        await Expect(page.Locator(".data-question")).ToContainTextAsync("'study_id' has 21 values for 41 rows");
        await Button("Save as a dataset").ClickAsync(); // without an answer nothing is saved
        Assert.Empty(server.Get<DatasetStore>().All(project));
        await page.GetByLabel("'study_id' is the group").CheckAsync();
        await Button("Save as a dataset").ClickAsync();
        await Expect(page.Locator(".lead").Last).ToContainTextAsync("41 cases of 21 groups");

        await page.Locator("#divide button").ClickAsync();
        await Expect(page.Locator(".lead").Last).ToContainTextAsync("version 2");
        var newest = server.Get<DatasetStore>().All(project)[0];
        Assert.Equal(3, server.Get<DatasetStore>().Content(newest).Splits.Count);
        Assert.Empty(server.Get<DatasetStore>().Content(newest).GroupsInSeveralSplits());
        await page.Context.CloseAsync();

        Microsoft.Playwright.ILocator Button(string name) => page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = name, Exact = true });
    }

    private static async Task<List<string>> Verify(HttpClient client, long id)
    {
        using var reply = await client.PostAsJsonAsync($"api/datasets/{id}/verify", new { });
        return [.. (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("changed").EnumerateArray().Select(s => s.GetProperty("english").GetString()!)];
    }

    private async Task<long> Save(string manifest, object? roles, params string[] files)
    {
        Write(files);
        var name = Guid.NewGuid().ToString("N");
        await server.Get<ProjectStore>().Create(name);
        using var reply = await server.Client.PostAsJsonAsync("api/datasets", new { project = name, folder = _folder, manifestName = "m.csv", manifest, roles });
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private void Write(params string[] files)
    {
        foreach (var file in files) File.WriteAllText(Path.Combine(_folder, file), file);
    }
}
