using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Umul.Artifacts;
using Umul.Ideas;
using Umul.Metrics;
using Umul.Outcomes;
using Umul.Runs;

namespace Umul.Tests.Comparisons.Why;

/// <summary>What "why" finds where something is to be found, and that it says what it could not ask.</summary>
public sealed class WhyTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [Fact]
    public async Task SmallLesionsOfOneDevice_AreFound_ConfirmedOnHeldOutPatients()
    {
        var studied = await Make();
        var leaf = Findings(await Ask(studied)).Single(f => Text(f, "question") == "tree" && f.GetProperty("size").GetDouble() < 0);
        Assert.Equal("corrected", Text(leaf, "certainty"));
        Assert.Contains("size_ml ≤ ", Text(leaf, "label"), StringComparison.Ordinal);
        Assert.Contains("device = B", Text(leaf, "label"), StringComparison.Ordinal);
        Assert.InRange(leaf.GetProperty("size").GetDouble(), -0.1, -0.06);
        Assert.True(leaf.GetProperty("upper").GetDouble() < 0);
        Assert.InRange(leaf.GetProperty("p").GetDouble(), 0, 0.01);
        var named = leaf.GetProperty("cases").EnumerateArray().Select(c => c.GetString()).ToList();
        var hurt = Enumerable.Range(0, StudiedIdea.Cases).Where(StudiedIdea.IsHurt).Select(StudiedIdea.CaseName).ToList();
        Assert.True(hurt.Intersect(named).Count() > 0.9 * hurt.Count, $"{named.Count} cases are named, {hurt.Count} were hurt");
        Assert.Contains("held out", leaf.GetProperty("statement").GetProperty("english").GetString(), StringComparison.Ordinal);
        Assert.Contains("device=B", Text(leaf, "where"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UndeclaredChange_ComesFirst_AndWhatVariesInsideAnArmIsNone()
    {
        var first = Findings(await Ask(await Make()))[0];
        Assert.Equal("config", Text(first, "question"));
        Assert.Equal("1 other thing changed that the idea does not declare: batch_size: 8 → 16.", first.GetProperty("statement").GetProperty("english").GetString());
        Assert.Equal("recorded", Text(first, "certainty"));
    }

    [Fact]
    public async Task FileThatNobodyDeclared_IsNamed()
    {
        var studied = await Make();
        await studied.Get<ArtifactStore>().PutAll([(studied.Runs[^1].Id, ArtifactPath.Parse(ProvenanceRecord.Patch), "diff --git a/augment.py b/augment.py\nindex 1..2\n-a\n+b\n"u8.ToArray())], studied.Project);
        var first = Findings(await Ask(studied))[0];
        Assert.StartsWith("2 other things changed that the idea does not declare: batch_size: 8 → 16; augment.py: ", first.GetProperty("statement").GetProperty("english").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ShowsAtMostFive_AndAtMostTwoOfAQuestion()
    {
        var shown = Findings(await Ask(await Make())).Where(f => f.GetProperty("shown").GetBoolean()).ToList();
        Assert.InRange(shown.Count, 3, 5);
        Assert.All(shown.CountBy(f => Text(f, "question")), q => Assert.InRange(q.Value, 1, 2));
    }

    [Fact]
    public async Task WithoutMetadataSeedsAndErrors_ItSaysWhatIsMissing_AndWhatToDo()
    {
        var report = await Ask(await Make(seeds: 1, withMetadata: false));
        string[] missing = ["repeatable", "slices", "tree", "segmentation", "curves"];
        foreach (var question in missing)
        {
            var answer = report.GetProperty("questions").EnumerateArray().Single(q => Text(q, "question") == question);
            Assert.Equal("notAsked", Text(answer, "state"));
            Assert.All((string[])["english", "korean"], language => Assert.True(answer.GetProperty("remedy").GetProperty(language).GetString()!.Length > 10));
        }
        foreach (var question in (string[])["detection", "classes"]) // judged by dice
            Assert.Equal("doesNotApply", Text(report.GetProperty("questions").EnumerateArray().Single(q => Text(q, "question") == question), "state"));
        Assert.Contains("--errors", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SealedTestSplit_IsNotAskedAbout()
    {
        var studied = await Make(split: "test");
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync(new Uri(Address(studied), UriKind.Relative))).StatusCode);
        var page = await server.Client.GetAsync(new Uri($"/projects/{studied.Project}/ideas/{studied.Idea.Id}/why", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.DoesNotContain("size_ml", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KindsOfErrors_AreComparedWhereTheyWereWritten()
    {
        var studied = await Make(more: (i, isIdea, salt) =>
        [
            ("errors.missedObject", 20 + StudiedIdea.Wave(i, 6) + (isIdea && StudiedIdea.IsHurt(i) ? 30 : 0) + (0.3 * StudiedIdea.Wave(i, salt))),
            ("errors.leak", 5 + StudiedIdea.Wave(i, 8) + (0.3 * StudiedIdea.Wave(i, salt + 100))),
            ("diceGain.missedObject", 0.02), ("diceGain.leak", 0.01),
        ]);
        var report = await Ask(studied);
        var found = Findings(report).Single(f => Text(f, "question") == "segmentation");
        Assert.Equal("missedObject", Text(found, "label"));
        Assert.True(found.GetProperty("size").GetDouble() < 0); // more errors are worse
        Assert.Contains("놓친 대상", found.GetProperty("statement").GetProperty("korean").GetString(), StringComparison.Ordinal);
        Assert.Contains("Missed objects 0.020 → 0.020", report.ToString(), StringComparison.Ordinal);
        // Nothing but the changed cases, the most changed first.
        Assert.All(found.GetProperty("cases").EnumerateArray().Take(5), c => Assert.True(StudiedIdea.IsHurt(int.Parse(c.GetString()![1..], System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task WhatIsEvaluatedLater_IsAnsweredThen()
    {
        var studied = await Make();
        async Task<string> State() => Text((await Ask(studied)).GetProperty("questions").EnumerateArray().First(q => Text(q, "question") == "segmentation"), "state");
        Assert.Equal("notAsked", await State());
        foreach (var run in studied.Runs)
            await studied.Get<OutcomeStore>().Write(run.Id, "val", OutcomeTable.Of(
                [.. Enumerable.Range(0, StudiedIdea.Cases).Select(StudiedIdea.CaseName)], null,
                [OutcomeColumn.Of(OutcomeMetric.Of("errorVoxels.leak@2voxels"), [.. Enumerable.Range(0, StudiedIdea.Cases).Select(i => 5.0 + (i % 3))])], (OutcomeSource.Command, "umul segmentation/1")));
        Assert.Equal("answered", await State());
    }

    [Fact]
    public async Task ClassesBesideTheScores_AreConfused_AndDisputedLabelsNamed()
    {
        var studied = await Make();
        foreach (var run in studied.Runs)
        {
            var isIdea = run.Name.StartsWith(studied.Name, StringComparison.Ordinal);
            string Reference(int i) => i % 3 == 0 ? "malignant" : "benign";
            string Prediction(int i) => i == 7 ? "malignant" : isIdea && i % 3 == 0 && i % 4 == 0 ? "benign" : Reference(i);
            await studied.Get<OutcomeStore>().Write(run.Id, "val", OutcomeTable.Of(
                [.. Enumerable.Range(0, StudiedIdea.Cases).Select(StudiedIdea.CaseName)], null,
                [OutcomeColumn.Of(OutcomeMetric.Logged("x"), [.. Enumerable.Range(0, StudiedIdea.Cases).Select(_ => 1.0)])], (OutcomeSource.Logged, "table"),
                [new OutcomeText("reference", [.. Enumerable.Range(0, StudiedIdea.Cases).Select(Reference)]), new OutcomeText("prediction", [.. Enumerable.Range(0, StudiedIdea.Cases).Select(Prediction)])]));
        }
        var findings = Findings(await Ask(studied));
        var confused = findings.Single(f => Text(f, "question") == "classes");
        Assert.Equal("malignant → benign", Text(confused, "label"));
        Assert.Contains("in 0.0 cases a run before and 20.0 now", confused.GetProperty("statement").GetProperty("english").GetString(), StringComparison.Ordinal);
        Assert.Equal(20, confused.GetProperty("cases").GetArrayLength());
        var labels = findings.Single(f => Text(f, "question") == "labels");
        Assert.Equal("c007", Assert.Single(labels.GetProperty("cases").EnumerateArray()).GetString());
        Assert.Contains("disagree with its reference", labels.GetProperty("statement").GetProperty("english").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScoresOfAClass_AsTheEvaluationKeepsThem_SayHowWellTheyComeTrue()
    {
        var studied = await Make();
        foreach (var run in studied.Runs)
        {
            var isIdea = run.Name.StartsWith(studied.Name, StringComparison.Ordinal);
            string Reference(int i) => i % 3 == 0 ? "malignant" : "benign";
            // Right as often as before, but now always sure of it.
            double Score(int i) => (i % 3 == 0) == (i % 5 != 0) ? isIdea ? 0.99 : 0.68 : isIdea ? 0.01 : 0.1;
            await studied.Get<OutcomeStore>().Write(run.Id, "val", OutcomeTable.Of(
                [.. Enumerable.Range(0, StudiedIdea.Cases).Select(StudiedIdea.CaseName)], null,
                [OutcomeColumn.Of(OutcomeMetric.Logged("x"), [.. Enumerable.Range(0, StudiedIdea.Cases).Select(_ => 1.0)])], (OutcomeSource.Logged, "table"),
                [
                    new OutcomeText("reference", [.. Enumerable.Range(0, StudiedIdea.Cases).Select(Reference)]),
                    new OutcomeText("prediction", [.. Enumerable.Range(0, StudiedIdea.Cases).Select(i => Score(i) > 0.5 ? "malignant" : "benign")]),
                    new OutcomeText("score:malignant", [.. Enumerable.Range(0, StudiedIdea.Cases).Select(i => Score(i).ToString("R", System.Globalization.CultureInfo.InvariantCulture))]),
                ]));
        }
        var calibration = Findings(await Ask(studied)).Single(f => Text(f, "key") == "calibration");
        // Of 96 that score high 64 are malignant, of 144 that score low 16: 0.68 and 0.1 are about right, 0.99 and 0.01 are not.
        Assert.True(calibration.GetProperty("upper").GetDouble() < 0);
        Assert.Contains("Expected calibration error: 0.0", calibration.GetProperty("statement").GetProperty("english").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereLowerIsBetter_AChangeAboveZeroIsStillBetter()
    {
        var studied = await Make();
        var store = studied.Get<IdeaMeasureStore>();
        await store.Set(studied.Project, store.Of(studied.Project, null).Version, store.Of(studied.Project, null) with { Direction = MetricDirection.Lower });
        var report = await Ask(studied);
        // What was hurt scores 0.08 lower, which is a gain now.
        var leaf = Findings(report).Single(f => Text(f, "question") == "tree" && Text(f, "label").Contains("size_ml ≤", StringComparison.Ordinal));
        Assert.InRange(leaf.GetProperty("size").GetDouble(), 0.06, 0.1);
        var best = report.GetProperty("gallery").GetProperty("best").EnumerateArray().Select(c => int.Parse(c.GetString()![1..], System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(best, i => Assert.True(StudiedIdea.IsHurt(i)));
    }

    [Fact]
    public async Task DivergedRun_IsNamedBeforeAnyExplanation()
    {
        var studied = await Make();
        foreach (var run in studied.Runs)
        {
            var isBroken = run.Name == $"{studied.Name}-1";
            await studied.Get<RunStore>().Append(run.Id, new RunBatch
            {
                Points = Enumerable.Range(0, 30).Select(step => new MetricPoint("val/dice", step, step, isBroken && step > 20 ? double.NaN : 0.8 - (0.7 * Math.Exp(-step / 4.0)))).ToArray(),
            });
        }
        var top = Findings(await Ask(studied)).Take(2).ToList();
        var diverged = top.Single(f => Text(f, "question") == "curves");
        Assert.StartsWith("1 of 3 runs diverged in val/dice", diverged.GetProperty("statement").GetProperty("english").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finding_BecomesAChildIdea_Once_ToBeConfirmedElsewhere()
    {
        var studied = await Make();
        var key = Text(Findings(await Ask(studied)).First(f => Text(f, "question") == "tree"), "key");
        async Task<JsonElement> Take()
        {
            var response = await server.Client.PostAsJsonAsync(Address(studied), new { finding = key });
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
        var first = await Take();
        Assert.Equal(first.GetProperty("id").GetInt64(), (await Take()).GetProperty("id").GetInt64());
        var child = studied.Get<IdeaStore>().Find(first.GetProperty("id").GetInt64())!;
        Assert.Equal(studied.Idea.Id, child.Parent);
        Assert.Contains("to be confirmed on cases that did not suggest it", child.Text.Hypothesis, StringComparison.Ordinal);
        // Its own runs on the same cases do not confirm it; the page says so before anything else.
        foreach (var run in studied.Runs.TakeLast(3)) await studied.Get<IdeaRunStore>().Join(child.Id, [run.Id]);
        foreach (var run in studied.Runs.Take(3)) await studied.Get<IdeaRunStore>().Join(studied.Idea.Id, [run.Id]);
        var own = await server.Client.GetFromJsonAsync<JsonElement>($"/api/projects/{studied.Project}/ideas/{child.Id}/why");
        Assert.StartsWith("240 of the cases compared here are among those of val that suggested this idea.", Findings(own)[0].GetProperty("statement").GetProperty("english").GetString(), StringComparison.Ordinal);
        var unknown = await server.Client.PostAsJsonAsync(Address(studied), new { finding = "nothing" });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task NameAlone_FindsTheIdea_AndOfSeveralProjectsAsksWhich()
    {
        var studied = await Make();
        var alone = await server.Client.GetFromJsonAsync<JsonElement>($"/api/why?idea={studied.Name}");
        Assert.Equal(studied.Name, Text(alone, "idea"));
        await studied.Get<IdeaStore>().Create(await studied.Get<Umul.Projects.ProjectStore>().Create("other " + studied.Name), new NewIdea(studied.Name, null, IdeaText.Empty));
        var several = await server.Client.GetAsync(new Uri($"/api/why?idea={studied.Name}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, several.StatusCode);
        Assert.Contains("--project", await several.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameRecords_SameFindings()
    {
        var studied = await Make();
        var (first, second) = ((await Ask(studied)).ToString(), (await Ask(studied)).ToString());
        await server.Restart();
        Assert.Equal(first, second);
        Assert.Equal(first, (await Ask(studied)).ToString());
    }

    private static string Address(StudiedIdea studied) => $"/api/projects/{studied.Project}/ideas/{studied.Idea.Id}/why";

    private async Task<JsonElement> Ask(StudiedIdea studied) => await server.Client.GetFromJsonAsync<JsonElement>(Address(studied));

    private static List<JsonElement> Findings(JsonElement report) => [.. report.GetProperty("findings").EnumerateArray()];

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private Task<StudiedIdea> Make(string split = "val", int seeds = 3, bool withMetadata = true, Func<int, bool, int, IReadOnlyList<(string, double)>>? more = null) =>
        new StudiedIdea(server.Services).Make(split, seeds, withMetadata, more);
}
