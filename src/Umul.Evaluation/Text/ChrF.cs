using System.Text;

namespace Umul.Evaluation.Text;

/// <summary>
/// chrF in [0, 1]: F-score of character n-grams up to 6 (and for chrF++ words up to 2), recall weighing twice as much as precision. Three
/// counts an order and sentence add up to those of a corpus.
/// </summary>
/// <remarks>
/// <para>Formula: precision and recall averaged over the orders that both texts are long enough for, then (1 + β²)PR / (β²P + R), β = 2.
/// White space does not count; words are split from a punctuation mark at one end.</para>
/// <para>Source: Popović 2015, doi:10.18653/v1/W15-3049; 2017, doi:10.18653/v1/W17-4770; the averaging as sacreBLEU 2.</para>
/// </remarks>
public static class ChrF
{
    private const int CharacterOrders = 6;
    private const double BetaSquared = 4;

    /// <summary>For each order: n-grams of the prediction, of the reference, of both. With several references, the one that scores best.</summary>
    /// <param name="references">The accepted texts.</param>
    /// <param name="prediction">The text to judge.</param>
    /// <param name="wordOrders">0 for chrF, 2 for chrF++.</param>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public static double[] Counts(IReadOnlyList<string> references, string prediction, int wordOrders = 0)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentOutOfRangeException.ThrowIfNegative(wordOrders);
        if (references.Count == 0)
            throw new ArgumentException("chrF needs at least one reference a sentence.", nameof(references));
        double[]? best = null;
        foreach (var reference in references)
        {
            var counts = Counts(reference, prediction, wordOrders);
            if (best is null || F(counts) > F(best))
                best = counts;
        }

        return best!;
    }

    /// <summary>Of one sentence, or of a corpus from its added counts.</summary>
    public static MetricValue Value(ReadOnlySpan<double> counts)
    {
        var words = (counts.Length / 3) - CharacterOrders;
        if (counts.Length % 3 != 0 || words < 0)
            throw new ArgumentException($"chrF needs three counts an order and at least {3 * CharacterOrders}, not {counts.Length}.", nameof(counts));
        return MetricValue.Of($"chrF2{new string('+', words)}", F(counts));
    }

    private static double[] Counts(string reference, string prediction, int wordOrders)
    {
        var counts = new double[3 * (CharacterOrders + wordOrders)];
        var (predicted, expected) = (WithoutSpaces(prediction), WithoutSpaces(reference));
        for (var order = 1; order <= CharacterOrders; order++)
            Fill(counts.AsSpan(3 * (order - 1)), NGrams.CountCharacters(predicted, order), NGrams.CountCharacters(expected, order));
        var (predictedWords, expectedWords) = (Words(prediction), Words(reference));
        for (var order = 1; order <= wordOrders; order++)
        {
            Fill(
                counts.AsSpan(3 * (CharacterOrders + order - 1)),
                NGrams.Count([.. predictedWords], order), NGrams.Count([.. expectedWords], order));
        }

        return counts;
    }

    private static void Fill(Span<double> counts, Dictionary<string, int> prediction, Dictionary<string, int> reference)
    {
        // Without a reference n-gram of the order there is nothing to find; sacreBLEU does not count the prediction's then.
        counts[0] = reference.Count > 0 ? prediction.Values.Sum() : 0;
        counts[1] = reference.Values.Sum();
        counts[2] = NGrams.Matches(prediction, reference);
    }

    private static double F(ReadOnlySpan<double> counts)
    {
        var (precision, recall, orders) = (0.0, 0.0, 0);
        for (var i = 0; i < counts.Length; i += 3)
        {
            if (counts[i] == 0 || counts[i + 1] == 0)
                continue;
            precision += counts[i + 2] / counts[i];
            recall += counts[i + 2] / counts[i + 1];
            orders++;
        }

        if (orders == 0 || precision + recall == 0)
            return 0;
        (precision, recall) = (precision / orders, recall / orders);
        return (1 + BetaSquared) * precision * recall / ((BetaSquared * precision) + recall);
    }

    private static string WithoutSpaces(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                kept.Append(c);
        }

        return kept.ToString();
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length > 1 && IsMark(word[^1]))
                words.AddRange([word[..^1], word[^1..]]);
            else if (word.Length > 1 && IsMark(word[0]))
                words.AddRange([word[..1], word[1..]]);
            else
                words.Add(word);
        }

        return words;
    }

    private static bool IsMark(char c) => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c));
}
