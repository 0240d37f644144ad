using Umul.Metrics;
using Umul.Projects;
using Umul.Web;

namespace Umul.Runs;

/// <summary>The project that a request's page is about, read once for the page and its frame.</summary>
internal sealed class ProjectView(ProjectStore projects, KeyStore keys, RunCatalog catalog)
{
    private Dictionary<string, string> _tags = [];

    public Project Project { get; private set; } = null!;

    public bool IsInBin => Project.DeletedMs is not null;

    /// <summary>The description in the reader's language where it was written in both.</summary>
    public string DescriptionIn(Language language) =>
        language == Language.Korean && _tags.TryGetValue(ProjectTags.KoreanDescription, out var korean) ? korean : Description;

    public string Description => _tags.GetValueOrDefault(ProjectTags.Description, "");

    public string? PrimaryMetric => _tags.GetValueOrDefault(ProjectTags.PrimaryMetric);

    /// <summary>Runs outside the bin, newest first; of a project in the bin, all.</summary>
    public IReadOnlyList<Run> Runs { get; private set; } = [];

    /// <summary>All metrics that the project has used.</summary>
    public IReadOnlyList<Key> MetricKeys => [.. keys.OfProject(Project.Id).Where(key => key.Kind == KeyKind.Metric)];

    public MetricDirection PrimaryDirection => PrimaryMetric is { } name
        ? MetricKeys.FirstOrDefault(key => key.Name == name)?.Direction ?? MetricNames.GuessDirection(name)
        : MetricDirection.Unknown;

    /// <summary>Reads the project; false if there is none.</summary>
    public bool Load(long id)
    {
        if (projects.Find(id) is not { } project)
            return false;
        Project = project;
        _tags = projects.Tags([id]).ToDictionary(tag => tag.Name, tag => tag.Value, StringComparer.Ordinal);
        Runs = [.. catalog.Of(id).Runs.Where(run => run.DeletedMs is null || IsInBin)];
        return true;
    }

    /// <summary>The primary metric of each run, by row id.</summary>
    public IReadOnlyDictionary<long, SeriesSummary> PrimaryColumn() =>
        PrimaryMetric is { } name ? catalog.Of(Project.Id).Metric(name) : new Dictionary<long, SeriesSummary>();

    public static double? BestOf(SeriesSummary summary, MetricDirection direction) => !summary.HasFinite ? null : direction switch
    {
        MetricDirection.Higher => summary.Maximum,
        MetricDirection.Lower => summary.Minimum,
        _ => null,
    };
}
