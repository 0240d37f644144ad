using System.Globalization;
using Umul.Ideas;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Comparisons;

/// <summary>A project with a baseline and ideas, each with runs that were scored on the same cases; the same scores as CSV for the command line.</summary>
internal sealed class ComparedIdeas(IServiceProvider services, ScoreTables tables)
{
    private const int Cases = 48;

    public long Project { get; private set; }

    public Dictionary<string, long> Ideas { get; } = [];

    /// <summary>A project of its own, judged by dice on a split; δ is 0.01.</summary>
    public async Task Begin(string split = "val")
    {
        Project = await Get<ProjectStore>().Create(Guid.NewGuid().ToString("N"));
        await Add("baseline", 0.70, split: split);
        await Get<IdeaMeasureStore>().Set(Project, null, new IdeaMeasure
        {
            Metric = "dice",
            Split = split,
            Direction = MetricDirection.Higher,
            Worthwhile = 0.01,
            Baseline = Ideas["baseline"],
        });
    }

    /// <summary>An idea under the baseline with three runs; the files are those of the command line.</summary>
    public async Task<string[]> Add(string name, double mean, string epochs = "100", string split = "val")
    {
        var idea = await Get<IdeaStore>().Create(Project, new NewIdea(name, Ideas.TryGetValue("baseline", out var parent) ? parent : null, IdeaText.Empty));
        Ideas[name] = idea.Id;
        var files = tables.Runs(name, 3, Cases, mean);
        foreach (var (file, seed) in files.Select((file, seed) => (file, seed)))
        {
            var run = await Get<RunStore>().Create(new NewRun { ProjectId = Project, Name = $"{name}-{seed}", Tags = [new("umul.idea", name), new("umul.seed", seed.ToString(CultureInfo.InvariantCulture))] });
            await Get<RunStore>().Append(run.Id, new RunBatch { Params = [new("epochs", epochs)] });
            var rows = (await File.ReadAllLinesAsync(file)).Skip(1).Select(line => line.Split(',')).ToList();
            var column = OutcomeColumn.Of(OutcomeMetric.Of("dice"), [.. rows.Select(row => double.Parse(row[2], CultureInfo.InvariantCulture))]);
            var second = OutcomeColumn.Of(OutcomeMetric.Of("iou"), [.. rows.Select(row => double.Parse(row[2], CultureInfo.InvariantCulture) - 0.1)]);
            await Get<OutcomeStore>().Write(run.Id, split, OutcomeTable.Of([.. rows.Select(row => row[0])], [.. rows.Select(row => row[1])], [column, second], (OutcomeSource.Rest, "test"), []));
            await Get<RunStore>().Update(run.Id, RunStatus.Finished);
        }
        return files;
    }

    public string Path(string idea) => $"/projects/{Project}/ideas/{Ideas[idea]}/comparison";

    public T Get<T>() where T : notnull => (T)services.GetService(typeof(T))!;
}
