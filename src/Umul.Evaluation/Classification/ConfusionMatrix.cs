using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Classification;

/// <summary>Cases by reference class (rows) and predicted class (columns). Integers: matrices add up without rounding.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    private ConfusionMatrix(int classes, long[] counts)
    {
        (Classes, _counts) = (classes, counts);
        foreach (var count in counts)
            Total += count;
    }

    public int Classes { get; }

    public long Total { get; }

    /// <summary>The counts, row after row.</summary>
    public ReadOnlySpan<long> Flat => _counts;

    public long this[int reference, int prediction] => _counts[(reference * Classes) + prediction];

    /// <summary>Cases on the diagonal.</summary>
    public long Hits => Enumerable.Range(0, Classes).Sum(k => this[k, k]);

    /// <summary>Counts the classes 0 … classes − 1 of each case.</summary>
    /// <exception cref="ArgumentException">Lengths differ or a class lies outside.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<int> reference, ReadOnlySpan<int> prediction, int classes)
    {
        if (classes < 1)
            throw new ArgumentException($"classes is {classes}: at least 1.", nameof(classes));
        if (reference.Length != prediction.Length)
            throw new ArgumentException($"{prediction.Length} predictions for {reference.Length} reference classes.", nameof(prediction));
        var counts = new long[classes * classes];
        for (var i = 0; i < reference.Length; i++)
            counts[Cell(reference[i], prediction[i], classes, i)]++;
        return new ConfusionMatrix(classes, counts);
    }

    /// <summary>A matrix from its counts, row after row: what <see cref="Flat"/> gives, also summed over groups.</summary>
    /// <exception cref="ArgumentException">The counts make no square.</exception>
    public static ConfusionMatrix FromFlat(ReadOnlySpan<long> counts)
    {
        var classes = (int)Math.Round(Math.Sqrt(counts.Length));
        if (classes * classes != counts.Length || classes == 0)
            throw new ArgumentException($"{counts.Length} counts make no square.", nameof(counts));
        return new ConfusionMatrix(classes, counts.ToArray());
    }

    public long ReferenceCount(int k)
    {
        var sum = 0L;
        for (var p = 0; p < Classes; p++)
            sum += this[k, p];
        return sum;
    }

    public long PredictionCount(int k)
    {
        var sum = 0L;
        for (var r = 0; r < Classes; r++)
            sum += this[r, k];
        return sum;
    }

    /// <summary>Class k against all others together.</summary>
    public OverlapCounts OneVersusRest(int k)
    {
        var (hits, references, predictions) = (this[k, k], ReferenceCount(k), PredictionCount(k));
        return new OverlapCounts(hits, predictions - hits, references - hits, Total - references - predictions + hits);
    }

    public ConfusionMatrix Plus(ConfusionMatrix other) => Combined(other, 1);

    /// <summary>What changed from the other matrix to this one: cells may be below 0.</summary>
    public ConfusionMatrix Minus(ConfusionMatrix other) => Combined(other, -1);

    /// <summary>The same cases without one of a cell.</summary>
    internal ConfusionMatrix Without(int reference, int prediction)
    {
        var counts = (long[])_counts.Clone();
        counts[(reference * Classes) + prediction]--;
        return new ConfusionMatrix(Classes, counts);
    }

    internal static int Cell(int reference, int prediction, int classes, int at)
    {
        if (reference < 0 || reference >= classes)
            throw new ArgumentException($"Case {at} has reference class {reference}; there are {classes}, from 0.", nameof(reference));
        if (prediction < 0 || prediction >= classes)
            throw new ArgumentException($"Case {at} has predicted class {prediction}; there are {classes}, from 0.", nameof(prediction));
        return (reference * classes) + prediction;
    }

    private ConfusionMatrix Combined(ConfusionMatrix other, int sign)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Classes != Classes)
            throw new ArgumentException($"A matrix of {other.Classes} classes and one of {Classes}.", nameof(other));
        var counts = new long[_counts.Length];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = _counts[i] + (sign * other._counts[i]);
        return new ConfusionMatrix(Classes, counts);
    }
}
