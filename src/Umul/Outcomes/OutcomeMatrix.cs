using Umul.Evaluation;
using Umul.Evaluation.Statistics;
using Umul.Runs;

namespace Umul.Outcomes;

/// <summary>How a column was made, and what it holds in short.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Split">The split.</param>
/// <param name="Metric">What was measured.</param>
/// <param name="Source">How it came in.</param>
/// <param name="Evaluator">Program and version.</param>
/// <param name="Settings">What it was told, as JSON.</param>
/// <param name="Policy">What its aggregates do with undefined values.</param>
/// <param name="Dataset">Fingerprint of the references' dataset; "" if unknown.</param>
/// <param name="Cases">How many cases.</param>
/// <param name="Defined">How many of them have a value.</param>
/// <param name="Mean">Over those; NaN if there are none.</param>
/// <param name="CaseList">Hash of the case list: columns with different ones must not be averaged into one number.</param>
/// <param name="WrittenMs">Milliseconds since 1970, UTC.</param>
internal sealed record ColumnOrigin(
    string RunId, string Split, OutcomeMetric Metric, OutcomeSource Source, string Evaluator, string Settings, UndefinedPolicy Policy, string Dataset,
    int Cases, int Defined, double Mean, string CaseList, long WrittenMs)
{
    public int Undefined => Cases - Defined;

    /// <summary>Whether its numbers were taken out because they are not to be shown.</summary>
    public bool IsSealed { get; init; }

    /// <summary>The same without its numbers.</summary>
    public ColumnOrigin Seal() => this with { Defined = 0, Mean = double.NaN, IsSealed = true };
}

/// <summary>
/// One metric of several runs on one split, case by case. Runs are in the order asked for, cases in that of <see cref="Cases"/>: all that any
/// of the runs was evaluated on. A run that was not has NaN there, with <see cref="UndefinedReason.NotEvaluated"/>.
/// </summary>
internal sealed record OutcomeMatrix
{
    public required OutcomeMetric Metric { get; init; }

    public required string Split { get; init; }

    public required IReadOnlyList<Run> Runs { get; init; }

    public required CaseList Cases { get; init; }

    /// <summary>Values[run][case].</summary>
    public required IReadOnlyList<double[]> Values { get; init; }

    /// <summary>Reasons[run][case]; None where there is a value.</summary>
    public required IReadOnlyList<UndefinedReason[]> Reasons { get; init; }

    /// <summary>Additive parts of a ratio, [run][case]; null unless every run has them.</summary>
    public IReadOnlyList<double[]>? Numerators { get; init; }

    /// <summary>Lower parts.</summary>
    public IReadOnlyList<double[]>? Denominators { get; init; }

    /// <summary>How each run's column was made; null for a run without outcomes of this metric on this split.</summary>
    public required IReadOnlyList<ColumnOrigin?> Origins { get; init; }

    /// <summary>True if all runs were evaluated on the same cases, so that their means may stand side by side.</summary>
    public bool SameCases => Origins.All(o => o is not null) && Origins.Select(o => o!.CaseList).Distinct(StringComparer.Ordinal).Count() <= 1;

    /// <summary>The same without the values of runs that are sealed.</summary>
    public OutcomeMatrix Seal(Func<Run, bool> isSealed)
    {
        IReadOnlyList<T> Rows<T>(IReadOnlyList<T> rows, Func<T, T> without) => [.. rows.Select((row, i) => isSealed(Runs[i]) ? without(row) : row)];
        double[] Blank(double[] row) => [.. row.Select(_ => double.NaN)];
        return this with
        {
            Values = Rows(Values, Blank),
            Reasons = Rows(Reasons, OutcomeColumn.Seal),
            Numerators = Numerators is null ? null : Rows(Numerators, Blank),
            Denominators = Denominators is null ? null : Rows(Denominators, Blank),
            Origins = Rows(Origins, origin => origin?.Seal()),
        };
    }

    /// <summary>A run's scores for a comparison: the cases that it was evaluated on, undefined values as NaN.</summary>
    public RunScores Scores(int run, string? seed = null)
    {
        var at = Enumerable.Range(0, Cases.Count).Where(i => Reasons[run][i] != UndefinedReason.NotEvaluated).ToArray();
        return new RunScores(Runs[run].Id, [.. at.Select(i => Cases.Ids[i])], [.. at.Select(i => Values[run][i])]) { Seed = seed };
    }

    /// <summary>Group of each case for a comparison; null if nobody named groups.</summary>
    public IReadOnlyDictionary<string, string>? GroupOfCase() =>
        Cases.Groups is not { } groups ? null : Cases.Ids.Zip(groups).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
}
