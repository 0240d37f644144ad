namespace Umul.Evaluation.Text;

/// <summary>Ranked lists evaluated: the metrics of every query and their means.</summary>
public sealed class RetrievalEvaluation
{
    private RetrievalEvaluation(IReadOnlyList<IReadOnlyList<MetricValue>> queries, IReadOnlyList<MetricValue> values)
    {
        Queries = queries;
        Values = values;
    }

    /// <summary>In the order of the queries: recall@k, reciprocal rank, average precision, nDCG@k with either gain.</summary>
    public IReadOnlyList<IReadOnlyList<MetricValue>> Queries { get; }

    /// <summary>
    /// Means over the queries that have relevant items, under the same names with <c>mean.</c> before: <c>mean.reciprocalRank</c> is MRR. The
    /// denominator says over how many.
    /// </summary>
    public IReadOnlyList<MetricValue> Values { get; }

    /// <param name="queries">The judged lists.</param>
    /// <param name="cutoffs">The k of recall and nDCG; 1, 5, 10 if none is given.</param>
    /// <exception cref="ArgumentException">
    /// A grade is negative or not finite, or more is retrieved as relevant than was judged: an item twice, or judgements left out.
    /// </exception>
    public static RetrievalEvaluation Evaluate(IReadOnlyList<RankedQuery> queries, params int[] cutoffs)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(cutoffs);
        int[] ks = cutoffs.Length == 0 ? [1, 5, 10] : cutoffs;
        foreach (var query in queries)
            Check(query);
        IReadOnlyList<MetricValue>[] each = [.. queries.Select(query => (IReadOnlyList<MetricValue>)[.. Of(query, ks)])];
        return new RetrievalEvaluation(each, [.. Of(new RankedQuery("", [], []), ks).Select((empty, m) => Mean(empty.Definition, each, m))]);
    }

    private static void Check(RankedQuery query)
    {
        if (query.Grades.Concat(query.JudgedGrades).Any(grade => !double.IsFinite(grade) || grade < 0))
            throw new ArgumentException($"Query {query.Id}: relevance is a finite number from 0 on.", nameof(query));
        var (found, judged) = (query.Grades.Count(grade => grade > 0), query.JudgedGrades.Count(grade => grade > 0));
        if (found > judged)
            throw new ArgumentException($"Query {query.Id}: {found} relevant items are retrieved, but only {judged} are judged relevant.", nameof(query));
    }

    private static IEnumerable<MetricValue> Of(RankedQuery query, int[] cutoffs)
    {
        foreach (var k in cutoffs)
            yield return RetrievalMetrics.RecallAt(query, k);
        yield return RetrievalMetrics.ReciprocalRank(query);
        yield return RetrievalMetrics.AveragePrecision(query);
        foreach (var k in cutoffs)
        {
            yield return RetrievalMetrics.Ndcg(query, k);
            yield return RetrievalMetrics.Ndcg(query, k, RetrievalGain.Exponential);
        }
    }

    private static MetricValue Mean(string definition, IReadOnlyList<MetricValue>[] queries, int metric)
    {
        var (sum, defined) = (0.0, 0);
        foreach (var values in queries)
        {
            if (!values[metric].IsDefined)
                continue;
            sum += values[metric].Value;
            defined++;
        }

        return MetricValue.Ratio($"mean.{definition}", sum, defined, UndefinedReason.NoPositives);
    }
}
