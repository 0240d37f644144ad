using Umul.Evaluation.Statistics;
using Umul.Ideas;
using Umul.Web;

namespace Umul.Comparisons.Why;

/// <summary>Something that was found: a whole sentence with size, n, interval and p, and the cases that it is about.</summary>
internal sealed record WhyFinding
{
    public required WhyStep Step { get; init; }

    /// <summary>Short name, unique in the report; the same for the same results.</summary>
    public required string Key { get; init; }

    public required Sentence Statement { get; init; }

    /// <summary>A few words or symbols: what a child idea is named after.</summary>
    public required string Label { get; init; }

    public required WhyCertainty Certainty { get; init; }

    /// <summary>Change, positive meaning better, in the unit of what was measured; null where there is none.</summary>
    public double? Size { get; init; }

    /// <summary>95 % interval of the size.</summary>
    public ConfidenceInterval? Interval { get; init; }

    /// <summary>p after correction; null where none was computed.</summary>
    public double? P { get; init; }

    /// <summary>Cases that it is about; empty if it is about the runs.</summary>
    public IReadOnlyList<string> Cases { get; init; } = [];

    /// <summary>Independent units among them; 0 where cases are the units.</summary>
    public int Units { get; init; }

    /// <summary>What picks the cases by their metadata, as the page of cases understands it; null if nothing does.</summary>
    public string? Where { get; init; }

    /// <summary>By how much it moves the mean over all cases; 0 where that is not known. Ranks findings of equal certainty.</summary>
    public double Contribution { get; init; }

    /// <summary>Before everything else: while this is so, no other explanation counts.</summary>
    public bool IsValidity { get; init; }
}

/// <summary>What a question answered, or why it could not be asked and what would let it.</summary>
/// <param name="Step">The question.</param>
/// <param name="Said">The answer, or the reason.</param>
/// <param name="Remedy">What to do; null if it was answered.</param>
internal sealed record WhyAnswer(WhyStep Step, Sentence Said, Sentence? Remedy = null)
{
    /// <summary>It has no place here at all: another kind of metric.</summary>
    public bool DoesNotApply { get; init; }

    public bool WasAsked => Remedy is null && !DoesNotApply;
}

/// <summary>Everything that "why" found about an idea against its parent.</summary>
internal sealed record WhyReport
{
    /// <summary>More than this nobody reads.</summary>
    public const int Most = 5;

    /// <summary>Of one question, so that it does not crowd out the others.</summary>
    private const int MostOfAStep = 2;

    public required Idea Idea { get; init; }

    public required Idea Parent { get; init; }

    public required string Split { get; init; }

    public required string Metric { get; init; }

    /// <summary>Cases that were compared.</summary>
    public required IReadOnlyList<string> Cases { get; init; }

    /// <summary>Groups among them; 0 where cases are the units.</summary>
    public required int Units { get; init; }

    /// <summary>What they are called.</summary>
    public required Sentence Noun { get; init; }

    /// <summary>Runs of both arms: what the page of cases shows.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>One run of each arm, for the page of a case.</summary>
    public required IReadOnlyList<string> Shown { get; init; }

    /// <summary>Cases to look at, in lists by name: worst, best, flipped, control.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Gallery { get; init; }

    public required IReadOnlyList<WhyAnswer> Answers { get; init; }

    /// <summary>All findings, ranked: what questions the comparison itself, what stands after correction, what is exploratory; within each the larger mover first.</summary>
    public required IReadOnlyList<WhyFinding> All { get; init; }

    /// <summary>The few that a page shows.</summary>
    public IReadOnlyList<WhyFinding> Top
    {
        get
        {
            var used = new Dictionary<WhyStep, int>();
            return [.. All.Where(f => (used[f.Step] = used.GetValueOrDefault(f.Step) + 1) <= MostOfAStep).Take(Most)];
        }
    }

    /// <summary>Puts findings in order.</summary>
    public static IReadOnlyList<WhyFinding> Ranked(IEnumerable<WhyFinding> findings) =>
        [.. findings.OrderByDescending(f => f.IsValidity).ThenBy(f => f.Certainty == WhyCertainty.Exploratory).ThenByDescending(f => Math.Abs(f.Contribution)).ThenBy(f => f.P ?? 1).ThenBy(f => f.Step)];
}
