using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Sample;

/// <summary>
/// Puts the recorded runs of examples/ultrasound into an empty Umul, as their training would have logged them. Each step may be repeated:
/// a load that was interrupted goes on at the next start.
/// </summary>
internal sealed class SampleProject(ProjectStore projects, SampleStores stores, SampleFiles files, SampleIdeas ideas, RunCatalog catalog, KeyStore keys)
{
    /// <summary>Tag of the sample project: "loading", then "loaded".</summary>
    public const string StateTag = ProjectTags.Sample;

    private const string Resource = "sample/recorded.zip";
    private const string Writer = "sample";

    // The recording did not ask who started it: the makers of the example did.
    private const string Author = "umul";

    // The Dice term of the training loss, 1 − Dice: lower is better, whatever its name suggests.
    private const string DiceTerm = "train/dice";

    /// <summary>Loads the sample if there is nothing else yet; the answer is the project's id, or null if it was not needed.</summary>
    public async Task<long?> LoadIfEmpty()
    {
        if (!IsNeeded() || Open() is not { } stream)
            return null;
        using var archive = new RecordedArchive(stream);
        return await Load(archive);
    }

    /// <summary>Loads an archive as a project of the name in its manifest.</summary>
    public async Task<long> Load(RecordedArchive archive)
    {
        var manifest = archive.Manifest;
        var tags = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [StateTag] = "loading",
            [ProjectTags.Description] = manifest.Description.En,
            [ProjectTags.KoreanDescription] = manifest.Description.Ko,
            [ProjectTags.PrimaryMetric] = manifest.PrimaryMetric,
        };
        var project = projects.FindByName(manifest.Project)?.Id ?? await projects.Create(manifest.Project, tags: tags);
        await ideas.Load(archive, project);
        await Task.WhenAll(manifest.Runs.Select(name => LoadRun(archive, project, name)));
        await files.LoadDataset(archive, project);
        await files.LoadRuns(archive, project);
        await keys.SetDirection(project, manifest.PrimaryMetric, manifest.Direction == "higher" ? MetricDirection.Higher : MetricDirection.Lower);
        await keys.SetDirection(project, DiceTerm, MetricDirection.Lower);
        await projects.SetTag(project, StateTag, "loaded");
        return project;
    }

    /// <summary>The archive that is built into the program; null in a build without it.</summary>
    public static Stream? Open() => Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource);

    /// <summary>The same recorded run has the same id wherever it is loaded, so that links to it can be shared.</summary>
    public static string IdOf(string project, string run) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{project}/{run}")).AsSpan(0, 16));

    private async Task LoadRun(RecordedArchive archive, long project, string name)
    {
        // All reading comes before the first wait: an archive is read by one at a time.
        var recorded = archive.Run(name);
        var batch = new RunBatch { Params = [.. recorded.ParamTexts], Points = Points(archive, name), Position = (Writer, 1) };
        var images = archive.Images(name);
        var text = archive.Console(name);
        var id = IdOf(archive.Manifest.Project, name);

        var run = await stores.Runs.Create(new NewRun { ProjectId = project, Id = id, Name = recorded.Name, UserName = Author, StartedMs = recorded.StartMs, Tags = Tags(recorded) });
        await stores.Runs.Append(id, batch);
        if (stores.Console.Read(run, maximumPieces: 1).Count == 0)
            await stores.Console.Append(id, text);
        await Task.WhenAll(images.Select(image => stores.Media.Add(id, Item(image))));
        await stores.Runs.Update(id, StatusOf(recorded), recorded.EndMs);
    }

    // Project 0, "Default", is always there. A sample in the bin is wanted by nobody.
    private bool IsNeeded()
    {
        var others = projects.All().Where(project => project.Id != 0).ToList();
        if (others.Count == 0)
            return catalog.Of(0).Runs.Count == 0;
        var tags = projects.Tags([.. others.Where(project => project.DeletedMs is null).Select(project => project.Id)]);
        return tags.Any(tag => tag is { Name: StateTag, Value: "loading" });
    }

    // By metric: the store takes points of one metric in a row faster than a mixture.
    private static MetricPoint[] Points(RecordedArchive archive, string run) =>
        [.. archive.Points(run).GroupBy(point => point.Key).SelectMany(metric => metric).Select(point => new MetricPoint(point.Key, point.Step, point.TimeMs, point.Value))];

    private static List<KeyValuePair<string, string>> Tags(RecordedRun run)
    {
        List<KeyValuePair<string, string>> tags =
        [
            new("umul.idea", run.Idea),
            new("umul.seed", run.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("umul.command", run.Command),
            new("umul.git.commit", run.GitCommit),
            new("umul.git.dirty", run.GitChanges.Length > 0 ? "true" : "false"),
        ];
        if (run.Parent is { } parent)
            tags.Add(new("umul.parent", parent));
        return tags;
    }

    private static MediaItem Item(RecordedImage image) =>
        new() { Name = image.Key, Step = image.Step, Ordinal = 0, Kind = "image", Path = image.Path, LoggedMs = image.TimeMs };

    private static RunStatus StatusOf(RecordedRun run) => run.Status switch
    {
        "FINISHED" => RunStatus.Finished,
        "FAILED" => RunStatus.Failed,
        "KILLED" => RunStatus.Killed,
        _ => throw new InvalidDataException($"The recorded run '{run.Name}' has the status '{run.Status}', which is none of FINISHED, FAILED, KILLED."),
    };
}
