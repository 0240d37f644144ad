namespace Umul.Evaluation.Text;

/// <summary>Metrics of one ranked list. Each is a score a query, so that its mean is additive; a query without relevant items has none.</summary>
public static class RetrievalMetrics
{
    /// <summary>Share of the relevant items among the first k. In [0, 1].</summary>
    public static MetricValue RecallAt(RankedQuery query, int k)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return MetricValue.Ratio($"recall@{k}", query.Grades.Take(k).Count(IsRelevant), query.JudgedGrades.Count(IsRelevant), UndefinedReason.NoPositives);
    }

    /// <summary>1 over the rank of the first relevant item, 0 if none was retrieved; its mean is MRR.</summary>
    public static MetricValue ReciprocalRank(RankedQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!query.JudgedGrades.Any(IsRelevant))
            return MetricValue.Undefined("reciprocalRank", UndefinedReason.NoPositives);
        for (var rank = 1; rank <= query.Grades.Count; rank++)
        {
            if (IsRelevant(query.Grades[rank - 1]))
                return MetricValue.Of("reciprocalRank", 1.0 / rank);
        }

        return MetricValue.Of("reciprocalRank", 0);
    }

    /// <summary>Average precision: mean over all relevant items of the precision at their rank, 0 for those not retrieved; its mean is mAP.</summary>
    public static MetricValue AveragePrecision(RankedQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (sum, found) = (0.0, 0);
        for (var rank = 1; rank <= query.Grades.Count; rank++)
        {
            if (IsRelevant(query.Grades[rank - 1]))
                sum += (double)++found / rank;
        }

        return MetricValue.Ratio("averagePrecision.retrieval", sum, query.JudgedGrades.Count(IsRelevant), UndefinedReason.NoPositives);
    }

    /// <summary>Discounted cumulative gain of the first k over that of the best possible order. In [0, 1].</summary>
    /// <remarks>
    /// <para>Formula: Σ gain / log2(rank + 1), over the same sum for the judged items in falling order.</para>
    /// <para>Source: Järvelin and Kekäläinen 2002, doi:10.1145/582415.582418; the gain is in the name.</para>
    /// </remarks>
    public static MetricValue Ndcg(RankedQuery query, int k, RetrievalGain gain = RetrievalGain.Linear)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var name = $"ndcg.{(gain == RetrievalGain.Linear ? "linear" : "exponential")}@{k}";
        return MetricValue.Ratio(
            name, Discounted(query.Grades, k, gain), Discounted(query.JudgedGrades.OrderDescending(), k, gain), UndefinedReason.NoPositives);
    }

    private static double Discounted(IEnumerable<double> grades, int k, RetrievalGain gain)
    {
        var (sum, rank) = (0.0, 1);
        foreach (var grade in grades.Take(k))
            sum += (gain == RetrievalGain.Linear ? grade : Math.Pow(2, grade) - 1) / Math.Log2(++rank);
        return sum;
    }

    private static bool IsRelevant(double grade) => grade > 0;
}
