using System.Runtime.Intrinsics;

namespace Umul.Evaluation.Detection;

/// <summary>
/// Precision at fixed recalls for one category and area range. Precision falls at false alarms and stays at ignored predictions, so its
/// envelope needs only the false alarms counted before each hit.
/// </summary>
internal sealed class CategoryTally
{
    /// <summary>np.spacing(1), which pycocotools adds to the denominator.</summary>
    private const double Spacing = 2.220446049250313e-16;

    private static readonly Vector512<int> BitOfLane = Vector512.Create(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);

    private readonly CocoOptions _options;
    private readonly int[] _alarms;
    private readonly int[] _slots;
    private readonly int[] _hits = new int[CocoOptions.MostThresholds];
    private readonly int _wanted;
    private int _shown = -1;

    /// <param name="options">Thresholds.</param>
    /// <param name="wanted">Reference objects that count; above 0.</param>
    public CategoryTally(CocoOptions options, int wanted)
    {
        _options = options;
        _wanted = wanted;
        _alarms = new int[options.IouThresholds.Count * wanted];
        _slots = new int[options.IouThresholds.Count * wanted];
    }

    /// <summary>Goes through a category's slots by falling score and notes, at each hit, how many false alarms came before it.</summary>
    public void Count(ReadOnlySpan<int> order, ReadOnlySpan<ushort> hits, ReadOnlySpan<ushort> alarms, ReadOnlySpan<int> ranks, int maxDetections)
    {
        Array.Clear(_hits);
        _shown = -1;
        var counts = Vector512<int>.Zero;
        foreach (var slot in order)
        {
            if (ranks[slot] >= maxDetections)
                continue;
            if (_shown < 0)
                _shown = slot;
            if (hits[slot] != 0)
                Note(slot, hits[slot], counts);
            if (alarms[slot] != 0)
                counts -= Vector512.Equals(Vector512.Create((int)alarms[slot]) & BitOfLane, BitOfLane);
        }
    }

    private void Note(int slot, int hits, Vector512<int> alarms)
    {
        for (var t = 0; hits != 0; t++, hits >>= 1)
        {
            if ((hits & 1) == 0)
                continue;
            var at = (t * _wanted) + _hits[t]++;
            (_alarms[at], _slots[at]) = (alarms[t], slot);
        }
    }

    /// <summary>Share of the reference objects that were found at threshold t.</summary>
    public double Recall(int t) => Ratio(_hits[t], _wanted);

    /// <summary>Precision and score at each recall threshold; 0 beyond the highest recall.</summary>
    public void Read(int t, ReadOnlySpan<double> scores, Span<double> precision, Span<double> scoreAt)
    {
        precision.Clear();
        scoreAt.Clear();
        var (best, next) = (0.0, _hits[t]);
        for (var r = precision.Length - 1; r >= 0; r--)
        {
            var recall = _options.RecallThresholds[r];
            if (Ratio(_hits[t], _wanted) < recall)
                continue;
            // The first hit with this recall, or better, is the last one left when all later ones are taken in.
            for (; next > 0 && Ratio(next, _wanted) >= recall; next--)
                best = Math.Max(best, Precision(next, _alarms[(t * _wanted) + next - 1]));
            precision[r] = best;
            if (recall <= 0)
                scoreAt[r] = _shown < 0 ? 0 : scores[_shown];
            else
                scoreAt[r] = scores[_slots[(t * _wanted) + next]];
        }
    }

    private double Ratio(int part, int whole) => _options.IsSinglePrecision ? (float)part / whole : (double)part / whole;

    private double Precision(int hits, int alarms) =>
        _options.IsSinglePrecision ? hits / ((float)alarms + hits + (float)Spacing) : hits / ((double)alarms + hits + Spacing);
}
