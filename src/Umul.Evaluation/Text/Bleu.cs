using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Text;

/// <summary>BLEU in [0, 1] as ten counts a sentence, which add up to those of a corpus. Cased, tokenised by mteval-v13a, n-grams up to 4.</summary>
/// <remarks>
/// <para>Formula: min(1, e^(1−r/c))·(Πp_n)^¼. Several references: matches are clipped by the largest count, r is the closest length.</para>
/// <para>Source: Papineni et al. 2002, doi:10.3115/1073083.1073135; smoothing and effective order as Post 2018, doi:10.18653/v1/W18-6319.</para>
/// </remarks>
public static class Bleu
{
    private const int Orders = 4;

    /// <summary>Counts in the order of <see cref="BleuCounts"/>: matches and candidates of orders 1–4, lengths of prediction and reference.</summary>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public static double[] Counts(IReadOnlyList<string> references, string prediction)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(prediction);
        if (references.Count == 0)
            throw new ArgumentException("BLEU needs at least one reference a sentence.", nameof(references));
        var predicted = Tokenizer13a.Split(prediction);
        string[][] split = [.. references.Select(Tokenizer13a.Split)];
        var counts = new double[BleuCounts.Width];
        for (var order = 1; order <= Orders; order++)
        {
            counts[order - 1] = NGrams.Matches(NGrams.Count(predicted, order), NGrams.Largest(split, order));
            counts[Orders + order - 1] = Math.Max(0, predicted.Length - order + 1);
        }

        counts[2 * Orders] = predicted.Length;
        counts[(2 * Orders) + 1] = split.Select(tokens => tokens.Length).OrderBy(length => (Math.Abs(length - predicted.Length), length)).First();
        return counts;
    }

    /// <summary>Of a corpus: counts added over its sentences. An order without a match makes it 0.</summary>
    public static MetricValue Corpus(ReadOnlySpan<double> sums) => Value("bleu.13a", BleuCounts.Bleu(sums));

    /// <summary>
    /// Of a corpus as sacreBLEU prints it: the k-th order without a match counts 1/2^k matches. The same as <see cref="Corpus"/> where every
    /// order has a match.
    /// </summary>
    public static MetricValue CorpusSmoothed(ReadOnlySpan<double> sums) => Value("bleu.13a.exp", Smoothed(sums, Orders));

    /// <summary>Of one sentence: smoothed, over the orders that the prediction is long enough for.</summary>
    public static MetricValue Sentence(ReadOnlySpan<double> counts) =>
        Value("bleu.sentence.13a.exp.effectiveOrder", Smoothed(counts, (int)Math.Min(Orders, counts[2 * Orders])));

    private static double Smoothed(ReadOnlySpan<double> sums, int orders)
    {
        if (sums.Length != BleuCounts.Width)
            throw new ArgumentException($"BLEU needs {BleuCounts.Width} sums, not {sums.Length}.", nameof(sums));
        if (sums[2 * Orders] == 0)
            return sums[(2 * Orders) + 1] == 0 ? double.NaN : 0;
        if (sums[0] == 0)
            return 0;
        var (logs, half) = (0.0, 1.0);
        for (var order = 0; order < orders; order++)
        {
            if (sums[Orders + order] == 0)
                return 0;
            half = sums[order] == 0 ? half / 2 : half;
            logs += Math.Log((sums[order] == 0 ? half : sums[order]) / sums[Orders + order]);
        }

        var brevity = sums[2 * Orders] < sums[(2 * Orders) + 1] ? 1 - (sums[(2 * Orders) + 1] / sums[2 * Orders]) : 0;
        return Math.Exp((logs / orders) + brevity);
    }

    private static MetricValue Value(string definition, double value) =>
        double.IsNaN(value) ? MetricValue.Undefined(definition, UndefinedReason.TooFewCases) : MetricValue.Of(definition, value);
}
