using Umul.Evaluation.Statistics;

namespace Umul.Comparisons;

/// <summary>
/// All ideas of one baseline: the primary metric allows for every idea of the family; a secondary metric is tested, and allows for the other
/// secondary ones, only where the primary one passed. Without that it keeps its estimate and interval and loses its p.
/// </summary>
internal sealed record JudgementFamily(IReadOnlyList<Judgement> Primary, IReadOnlyList<Judgement> Secondary)
{
    /// <summary>Adjusts raw judgements: those of the first metric as a family, the others behind its gate.</summary>
    public static JudgementFamily Of(IReadOnlyList<Judgement> primary, IReadOnlyList<Judgement> secondary, double alpha = 0.05)
    {
        var adjusted = ComparisonFamily.Adjust([.. primary.Select(j => j.Result)]);
        List<Judgement> first = [.. primary.Select((j, i) => j with { Result = adjusted[i] })];
        var second = new List<Judgement>();
        foreach (var judgement in first)
        {
            List<Judgement> behind = [.. secondary.Where(s => s.Idea == judgement.Idea)];
            var gate = double.IsNaN(judgement.Result.AdjustedP) || IsShut(judgement.Result) ? null
                : Multiplicity.Gatekeeping(judgement.Result.AdjustedP, [.. behind.Select(b => b.Result.PValue)], alpha);
            second.AddRange(behind.Select((b, i) => b with
            {
                IsPrimary = false,
                Result = b.Result with { PValue = gate is null ? double.NaN : b.Result.PValue, AdjustedP = gate is null ? double.NaN : gate[i] },
            }));
        }
        return new JudgementFamily(first, second);
    }

    /// <summary>Only a difference that the primary metric declares opens the gate.</summary>
    private static bool IsShut(ComparisonResult result) =>
        result.Verdict.State is not (VerdictState.BetterByAtLeastWorthwhile or VerdictState.BetterSizeUncertain or VerdictState.Worse);
}
