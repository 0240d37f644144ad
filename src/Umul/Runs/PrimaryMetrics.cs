using Umul.Projects;

namespace Umul.Runs;

/// <summary>What decides in the projects of some runs.</summary>
internal static class PrimaryMetrics
{
    /// <summary>Names of the primary metrics, as runs log them.</summary>
    public static IReadOnlySet<string> Of(ProjectStore projects, IReadOnlyList<RunData> runs) => projects.Tags([.. runs.Select(run => run.Run.ProjectId).Distinct()])
        .Where(tag => tag.Name == ProjectTags.PrimaryMetric).Select(tag => tag.Value).ToHashSet(StringComparer.Ordinal);
}
