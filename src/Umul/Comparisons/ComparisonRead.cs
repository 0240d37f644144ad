using Umul.Ideas;
using Umul.Outcomes;
using Umul.Runs;

namespace Umul.Comparisons;

/// <summary>What the page of a comparison shows.</summary>
internal sealed record ComparisonRead
{
    public required Idea Idea { get; init; }

    public required Idea Parent { get; init; }

    /// <summary>The verdict on the deciding metric.</summary>
    public required Judgement Judgement { get; init; }

    /// <summary>With the secondary metrics behind the gate.</summary>
    public required JudgementFamily Family { get; init; }

    /// <summary>Unit of the metric; "" for ratios.</summary>
    public required string Unit { get; init; }

    /// <summary>Mean over runs of each unit, in the order of the result's units.</summary>
    public required IReadOnlyList<double> BaselineUnits { get; init; }

    /// <summary>The same of the idea.</summary>
    public required IReadOnlyList<double> IdeaUnits { get; init; }

    /// <summary>Runs of the baseline that have scores, in the order of <see cref="Judgement"/>'s.</summary>
    public required IReadOnlyList<Run> BaselineRuns { get; init; }

    /// <summary>The same of the idea.</summary>
    public required IReadOnlyList<Run> IdeaRuns { get; init; }

    /// <summary>Scores of each run of the baseline by unit, in the order of <see cref="Judgement"/>'s runs.</summary>
    public required IReadOnlyList<double[]> BaselineRunUnits { get; init; }

    /// <summary>The same of the idea.</summary>
    public required IReadOnlyList<double[]> IdeaRunUnits { get; init; }

    /// <summary>Cases of each unit; one, of the same name, where cases are the units.</summary>
    public required ILookup<string, string> CasesOf { get; init; }

    /// <summary>The page of a case under the runs of both arms, without its name.</summary>
    public required string CaseAddress { get; init; }

    public required IReadOnlyList<ComparabilityCheck> Checks { get; init; }

    /// <summary>How the deciding metric's column of the first run was made; null if it is not known.</summary>
    public required ColumnOrigin? Origin { get; init; }

    /// <summary>The idea's number, and the metrics besides the deciding one that are shown of it.</summary>
    public (long Idea, IReadOnlyList<string> Metrics) Also => (Idea.Id, [.. Family.Secondary.Select(judgement => judgement.Metric)]);

    public string AddressOf(string name) => CaseAddress + Uri.EscapeDataString(name);
}
