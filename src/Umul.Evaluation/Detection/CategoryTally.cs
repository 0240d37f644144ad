using System.Numerics;
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
    private readonly int[] _needed;
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
        _needed = Needed();
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
        Span<int> counts = stackalloc int[CocoOptions.MostThresholds];
        alarms.CopyTo(counts);
        for (; hits != 0; hits &= hits - 1)
        {
            var t = BitOperations.TrailingZeroCount(hits);
            var at = (t * _wanted) + _hits[t]++;
            (_alarms[at], _slots[at]) = (counts[t], slot);
        }
    }

    /// <summary>Share of the reference objects that were found at threshold t.</summary>
    public double Recall(int t) => Ratio(_hits[t], _wanted);

    /// <summary>Precision and score at each recall threshold; 0 beyond the highest recall.</summary>
    public void Read(int t, ReadOnlySpan<double> scores, Span<double> precision, Span<double> scoreAt)
    {
        precision.Clear();
        scoreAt.Clear();
        var alarms = _alarms.AsSpan(t * _wanted, _hits[t]);
        var (best, next) = (0, _hits[t]);
        for (var r = precision.Length - 1; r >= 0; r--)
        {
            if (_needed[r] > _hits[t])
                continue;
            // All hits from the first one of this recall on are taken in. Fractions are compared in integers, of equals the later one wins,
            // which is also the larger one after pycocotools' rounding.
            for (; next > 0 && next >= _needed[r]; next--)
            {
                if (best == 0 || (long)next * alarms[best - 1] > (long)best * alarms[next - 1])
                    best = next;
            }

            precision[r] = best == 0 ? 0 : Precision(best, alarms[best - 1]);
            scoreAt[r] = _needed[r] > 0 ? scores[_slots[(t * _wanted) + _needed[r] - 1]] : _shown < 0 ? 0 : scores[_shown];
        }
    }

    /// <summary>For each recall threshold the least number of hits that reaches it, by the very division that pycocotools compares.</summary>
    private int[] Needed()
    {
        var needed = new int[_options.RecallThresholds.Count];
        for (var r = 0; r < needed.Length; r++)
        {
            var recall = _options.RecallThresholds[r];
            var hits = recall <= 0 ? 0 : (int)Math.Min(_wanted + 1.0, Math.Ceiling(recall * _wanted));
            while (hits > 0 && Ratio(hits - 1, _wanted) >= recall)
                hits--;
            while (hits <= _wanted && Ratio(hits, _wanted) < recall)
                hits++;
            needed[r] = hits;
        }

        return needed;
    }

    private double Ratio(int part, int whole) => _options.IsSinglePrecision ? (float)part / whole : (double)part / whole;

    private double Precision(int hits, int alarms) =>
        _options.IsSinglePrecision ? hits / ((float)alarms + hits + (float)Spacing) : hits / ((double)alarms + hits + Spacing);
}
