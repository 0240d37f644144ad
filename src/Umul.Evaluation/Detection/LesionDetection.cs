using Umul.Evaluation.Classification;

namespace Umul.Evaluation.Detection;

/// <summary>PI-CAI's evaluation of cases: lesion AP, case AUC, their mean, and the FROC curve.</summary>
/// <remarks>
/// <para>AP: Σ (recall step)·precision over distinct confidences; lesions without a candidate enter with confidence 0, where precision is
/// taken as 0. No lesion ⇒ NaN.</para>
/// <para>AUC: the highest confidence of a case against whether it has a lesion.</para>
/// </remarks>
public sealed class LesionDetection
{
    private readonly IReadOnlyList<LesionCase> _cases;

    public LesionDetection(IReadOnlyList<LesionCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        _cases = cases;
        AveragePrecision = Ap(cases);
        var auc = RocCurve.Of([.. cases.Select(item => item.Confidence)], [.. cases.Select(item => item.HasLesion)]);
        CaseAuc = auc.Auc;
        Score = AveragePrecision.IsDefined && CaseAuc.IsDefined
            ? MetricValue.Of("picai.score", (CaseAuc.Value + AveragePrecision.Value) / 2)
            : MetricValue.Undefined("picai.score", AveragePrecision.IsDefined ? CaseAuc.Reason : AveragePrecision.Reason);
    }

    public MetricValue AveragePrecision { get; }

    public MetricValue CaseAuc { get; }

    public MetricValue Score { get; }

    /// <summary>Lesions of all cases.</summary>
    public int Lesions => _cases.Sum(item => item.Outcomes.Count(outcome => outcome.IsLesion));

    /// <summary>The curve over all candidates; missed lesions count as such, not as candidates.</summary>
    public FrocCurve Froc
    {
        get
        {
            LesionOutcome[] candidates = [.. _cases.SelectMany(item => item.Outcomes).Where(outcome => outcome.Confidence > 0)];
            return FrocCurve.Of(
                [.. candidates.Select(outcome => outcome.Confidence)], [.. candidates.Select(outcome => outcome.IsLesion)], Lesions, _cases.Count);
        }
    }

    /// <summary>Pseudo-values of the lesion AP with the case as unit.</summary>
    /// <exception cref="ArgumentException">The AP is undefined, with all cases or without one.</exception>
    public double[] Pseudovalues() =>
        Statistics.Pseudovalues.Of(_cases.Count, AveragePrecision.Value, left => Ap(_cases.Where((_, i) => i != left)).Value);

    private static MetricValue Ap(IEnumerable<LesionCase> cases)
    {
        const string name = "picai.averagePrecision";
        LesionOutcome[] outcomes = [.. cases.SelectMany(item => item.Outcomes)];
        var lesions = outcomes.Count(outcome => outcome.IsLesion);
        if (lesions == 0)
            return MetricValue.Undefined(name, UndefinedReason.NoPositives);
        var curve = RocCurve.Of([.. outcomes.Select(outcome => outcome.Confidence)], [.. outcomes.Select(outcome => outcome.IsLesion)]);
        var (area, before) = (0.0, 0L);
        for (var i = 0; i < curve.Thresholds.Count && curve.Thresholds[i] > 0; i++)
        {
            var (hits, alarms) = (curve.TruePositives[i], curve.FalsePositives[i]);
            area += ((hits - before) / (double)lesions) * (hits / (double)(hits + alarms));
            before = hits;
        }

        return MetricValue.Of(name, area);
    }
}
