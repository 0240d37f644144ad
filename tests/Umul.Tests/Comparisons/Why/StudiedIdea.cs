using System.Globalization;
using Umul.Datasets;
using Umul.Ideas;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Comparisons.Why;

/// <summary>
/// A project whose idea is worse for small lesions on device B and a little better elsewhere: 120 patients with two images each, three seeds
/// an arm, sizes, devices and hospitals in a dataset. What else a test needs is put beside it.
/// </summary>
internal sealed class StudiedIdea(IServiceProvider services)
{
    public const int Cases = 240;

    public long Project { get; private set; }

    public Idea Idea { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public IReadOnlyList<Run> Runs { get; private set; } = [];

    public async Task<StudiedIdea> Make(string split = "val", int seeds = 3, bool withMetadata = true, Func<int, bool, int, IReadOnlyList<(string Column, double Value)>>? more = null)
    {
        Name = "idea-" + Guid.NewGuid().ToString("N")[..8];
        Project = await Get<ProjectStore>().Create(Guid.NewGuid().ToString("N"));
        var parent = await Get<IdeaStore>().Create(Project, new NewIdea("baseline", null, IdeaText.Empty));
        Idea = await Get<IdeaStore>().Create(Project, new NewIdea(Name, parent.Id, IdeaText.Empty with { ConfigKeys = ["loss"] }));
        if (withMetadata) await AddDataset(split);
        var runs = new List<Run>();
        foreach (var arm in (string[])["baseline", Name])
            for (var seed = 0; seed < seeds; seed++) runs.Add(await AddRun(arm, seed, split, more));
        Runs = runs;
        await Get<IdeaMeasureStore>().Set(Project, null, new IdeaMeasure { Metric = "dice", Split = split, Direction = MetricDirection.Higher, Worthwhile = 0.01, Baseline = parent.Id });
        return this;
    }

    public T Get<T>() where T : notnull => (T)services.GetService(typeof(T))!;

    public static string CaseName(int i) => $"c{i:000}";

    public static bool IsHurt(int i) => Size(i) <= 8 && Device(i) == "B";

    private static double Size(int i) => 1 + (Wave(i, 3) + 1) * 10;

    private static string Device(int i) => Wave(i / 2, 4) < -0.33 ? "A" : Wave(i / 2, 4) < 0.33 ? "B" : "C";

    private async Task AddDataset(string split)
    {
        var cases = Enumerable.Range(0, Cases).Select(i => new DatasetCase(
            CaseName(i), $"p{i / 2:000}", [Size(i).ToString("F2", CultureInfo.InvariantCulture), Device(i), $"H{(i / 2 * 7) % 4}"], []));
        var content = DatasetContent.Of(["size_ml", "device", "hospital"], cases, [new DatasetSplit(split, DatasetSplit.RoleOf(split), Enumerable.Range(0, Cases).Select(CaseName))]);
        await Get<DatasetStore>().Add(Project, new NewDataset("lesions", "", false, content));
    }

    private async Task<Run> AddRun(string arm, int seed, string split, Func<int, bool, int, IReadOnlyList<(string Column, double Value)>>? more)
    {
        var isIdea = arm != "baseline";
        var salt = seed + (isIdea ? 50 : 10);
        var run = await Get<RunStore>().Create(new NewRun { ProjectId = Project, Name = $"{arm}-{seed}", Tags = [new("umul.idea", arm), new("umul.seed", seed.ToString(CultureInfo.InvariantCulture))] });
        // The loss was announced, the batch size was not; the folder is each run's own.
        await Get<RunStore>().Append(run.Id, new RunBatch { Params = [new("loss", isIdea ? "focal" : "dice"), new("batch_size", isIdea ? "16" : "8"), new("width", "32"), new("scratch", $"/tmp/{arm}-{seed}")] });
        double Score(int i) => 0.8 + 0.05 * Wave(i, 1) + 0.006 * Wave(i, salt) + (isIdea ? IsHurt(i) ? -0.08 : 0.01 : 0);
        var columns = new List<OutcomeColumn> { OutcomeColumn.Of(OutcomeMetric.Of("dice"), [.. Enumerable.Range(0, Cases).Select(Score)]) };
        if (more is not null)
        {
            var rows = Enumerable.Range(0, Cases).Select(i => more(i, isIdea, salt)).ToList();
            columns.AddRange(rows[0].Select((named, at) => OutcomeColumn.Of(OutcomeMetric.Of(named.Column), [.. rows.Select(row => row[at].Value)])));
        }
        var ids = Enumerable.Range(0, Cases).Select(CaseName).ToList();
        await Get<OutcomeStore>().Write(run.Id, split, OutcomeTable.Of(ids, [.. Enumerable.Range(0, Cases).Select(i => $"p{i / 2:000}")], columns, (OutcomeSource.Rest, "test"), []));
        await Get<RunStore>().Update(run.Id, RunStatus.Finished);
        return run;
    }

    // Between −1 and 1, without a pattern, the same on every machine.
    public static double Wave(int i, int salt)
    {
        var hash = unchecked((uint)(i * 2654435761u ^ (uint)salt * 40503u * 65537u));
        hash ^= hash >> 15;
        hash *= 2246822519u;
        hash ^= hash >> 13;
        hash *= 3266489917u;
        hash ^= hash >> 16;
        return (hash / (double)uint.MaxValue * 2) - 1;
    }
}
