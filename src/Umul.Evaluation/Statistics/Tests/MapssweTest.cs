namespace Umul.Evaluation.Statistics;

/// <summary>One recogniser's alignment to the reference of one utterance.</summary>
/// <param name="Correct">For each reference word, whether it was recognised.</param>
/// <param name="InsertionsBefore">Inserted words before each reference word, and as the last entry those after the final word.</param>
public sealed record WordAlignment(bool[] Correct, int[] InsertionsBefore);

/// <summary>Matched-pair sentence-segment word error test: segments and their error differences.</summary>
/// <param name="Segments">Number of segments.</param>
/// <param name="Mean">Mean of errors of the first minus the second recogniser per segment.</param>
/// <param name="StandardDeviation">Its standard deviation.</param>
/// <param name="Differences">The difference of every segment.</param>
public sealed record MapssweTest(int Segments, double Mean, double StandardDeviation, double[] Differences)
{
    /// <summary>Below this many segments Z is not to be used: take the exact sign flip of <see cref="Differences"/>.</summary>
    public const int SmallestSegments = 20;

    /// <summary>Z = mean/(sd/√n).</summary>
    public double Z => Mean / (StandardDeviation / Math.Sqrt(Segments));

    /// <summary>Two-sided p: normal from twenty segments on, sign flip of the segment differences below.</summary>
    public double PValue => Segments == 0 ? 1
        : Segments < SmallestSegments ? SignFlipTest.Compute(Differences).PValue
        : Mean == 0 ? 1 : 2 * NormalDistribution.UpperTail(Math.Abs(Z));

    /// <summary>Walks the reference words of every utterance.</summary>
    /// <remarks>
    /// <para>A word is good if both recognisers have it right and neither inserts before it. Segments are maximal stretches separated by
    /// at least two good words; they end with the utterance.</para>
    /// <para>Source: Gillick and Cox 1989, doi:10.1109/ICASSP.1989.266481; the formulation reproduces the segments of NIST's sc_stats.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The alignments do not describe the same references.</exception>
    public static MapssweTest Compute(IReadOnlyList<WordAlignment> first, IReadOnlyList<WordAlignment> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
            throw new ArgumentException($"Both recognisers need the same utterances: {first.Count} and {second.Count}.", nameof(second));
        var differences = new List<double>();
        for (int u = 0; u < first.Count; u++)
            AddSegments(first[u], second[u], differences, u);
        double[] z = [.. differences];
        return new MapssweTest(z.Length, z.Length == 0 ? 0 : Moments.Mean(z), Math.Sqrt(Moments.Variance(z)), z);
    }

    private static void AddSegments(WordAlignment a, WordAlignment b, List<double> differences, int utterance)
    {
        int words = a.Correct.Length;
        if (b.Correct.Length != words || a.InsertionsBefore.Length != words + 1 || b.InsertionsBefore.Length != words + 1)
            throw new ArgumentException($"Utterance {utterance}: both alignments need {words} words and {words + 1} insertion counts.", nameof(b));
        bool open = false;
        int good = 0;
        double difference = 0;
        for (int w = 0; w <= words; w++)
        {
            int errorsA = a.InsertionsBefore[w] + (w < words && !a.Correct[w] ? 1 : 0);
            int errorsB = b.InsertionsBefore[w] + (w < words && !b.Correct[w] ? 1 : 0);
            if (errorsA + errorsB > 0)
            {
                open = true;
                good = 0;
                difference += errorsA - errorsB;
            }
            else if (open && (++good >= 2))
            {
                Close();
            }
        }
        if (open)
            Close();

        void Close()
        {
            differences.Add(difference);
            (open, good, difference) = (false, 0, 0);
        }
    }
}
