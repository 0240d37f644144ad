using Umul.Metrics;
using Umul.Projects;

namespace Umul.Runs;

/// <summary>The run that a request's page is about, read once for the page and its frame.</summary>
internal sealed class RunView(RunStore runs, ProjectStore projects, KeyStore keys, TimeProvider clock)
{
    private RunData? _data;
    private Dictionary<string, Key>? _metrics;

    public Run Run { get; private set; } = null!;

    public Project Project { get; private set; } = null!;

    /// <summary>Params, tags and metrics.</summary>
    public RunData Data => _data ??= runs.Data([Run])[0];

    /// <summary>Decides the run's colour, as in the run table's rows (<see cref="RunRows.Number"/>): the same everywhere.</summary>
    public long Number => Run.RowId - 1;

    public string Status => NameOf(Run.Status);

    public bool IsInBin => Run.DeletedMs is not null || Project.DeletedMs is not null;

    /// <summary>How long it has lasted; null if nobody said when it began.</summary>
    public long? LengthMs => Run.StartedMs is { } start ? Math.Max(0, (Run.EndedMs ?? clock.GetUtcNow().ToUnixTimeMilliseconds()) - start) : null; // clocks go back

    /// <summary>The metric that decides in this project, or null if none was chosen.</summary>
    public string? PrimaryMetric => projects.Tags([Run.ProjectId]).FirstOrDefault(tag => tag.Name == ProjectTags.PrimaryMetric).Value;

    /// <summary>Reads the run; false if there is none.</summary>
    public bool Load(string id)
    {
        if (runs.Find(id) is not { } run || projects.Find(run.ProjectId) is not { } project)
            return false;
        (Run, Project, _data) = (run, project, null);
        return true;
    }

    public string? Tag(string name) => Data.Tags.FirstOrDefault(tag => tag.Key == name).Value;

    public MetricDirection DirectionOf(string metric) => KeyOf(metric)?.Direction ?? MetricDirection.Unknown;

    /// <summary>Nobody has said which way is better: the name suggests it.</summary>
    public bool IsGuess(string metric) => KeyOf(metric) is { IsGuess: true, Direction: not MetricDirection.Unknown };

    /// <summary>The best finite value and its step; null while there is none or nobody knows which way is better.</summary>
    public (double Value, long Step)? Best(string metric, in SeriesSummary summary) => !summary.HasFinite ? null : DirectionOf(metric) switch
    {
        MetricDirection.Higher => (summary.Maximum, summary.MaximumStep),
        MetricDirection.Lower => (summary.Minimum, summary.MinimumStep),
        _ => null,
    };

    private Key? KeyOf(string metric)
    {
        _metrics ??= keys.OfProject(Run.ProjectId).Where(key => key.Kind == KeyKind.Metric).ToDictionary(key => key.Name, StringComparer.Ordinal);
        return _metrics.GetValueOrDefault(metric);
    }

    public static string NameOf(RunStatus status) => status switch
    {
        RunStatus.Running => "running",
        RunStatus.Scheduled => "scheduled",
        RunStatus.Finished => "finished",
        RunStatus.Failed => "failed",
        _ => "killed",
    };
}
