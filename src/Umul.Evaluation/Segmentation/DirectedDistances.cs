using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>
/// Distances (mm) from every border voxel of one mask to the nearest border voxel of the other; every voxel counts the same.
/// </summary>
public sealed class DirectedDistances
{
    private readonly double[] _shellsMm;
    private readonly long[] _shellCounts;

    // All above the last shell.
    private readonly double[] _restMm;

    internal DirectedDistances(DistanceTally tally, double[] shellsSquared)
    {
        _shellCounts = [.. tally.Near];
        _shellsMm = Array.ConvertAll(shellsSquared, Math.Sqrt);
        var rest = new List<double>(tally.Squared.Count);
        var last = shellsSquared[^1];
        foreach (var squared in tally.SquaredSpan)
        {
            var shell = squared <= last ? Array.BinarySearch(shellsSquared, squared) : -1;
            if (shell >= 0)
                _shellCounts[shell]++;
            else
                rest.Add(Math.Sqrt(squared));
        }

        _restMm = [.. rest];
        Count = _shellCounts.Sum() + _restMm.Length;
        SumMm = LaneSum.Of(_restMm);
        for (var shell = 0; shell < _shellsMm.Length; shell++)
            SumMm += _shellCounts[shell] * _shellsMm[shell];
    }

    public long Count { get; }

    public double SumMm { get; }

    public double MeanMm => SumMm / Count;

    public double MaxMm
    {
        get
        {
            var max = 0.0;
            foreach (var distance in _restMm)
                max = Math.Max(max, distance);
            for (var shell = _shellsMm.Length - 1; shell >= 0; shell--)
            {
                if (_shellCounts[shell] != 0)
                    return Math.Max(max, _shellsMm[shell]);
            }

            return max;
        }
    }

    /// <summary>Voxels at most <paramref name="limitMm"/> away.</summary>
    public long CountWithin(double limitMm)
    {
        long within = 0;
        for (var shell = 0; shell < _shellsMm.Length; shell++)
            within += _shellsMm[shell] <= limitMm ? _shellCounts[shell] : 0;
        foreach (var distance in _restMm)
            within += distance <= limitMm ? 1 : 0;
        return within;
    }

    /// <summary>Percentile with linear interpolation between neighbours, as numpy's default, to the bit.</summary>
    public double PercentileMm(double percent) => Percentile([this], percent);

    /// <summary>Percentile of both lists put together.</summary>
    public static double PooledPercentileMm(DirectedDistances a, DirectedDistances b, double percent) => Percentile([a, b], percent);

    private static double Percentile(ReadOnlySpan<DirectedDistances> lists, double percent)
    {
        if (percent is not (>= 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentile lies between 0 and 100.");
        var shells = lists[0]._shellsMm;
        var counts = new long[shells.Length];
        long total = 0, restCount = 0;
        foreach (var list in lists)
        {
            total += list.Count;
            restCount += list._restMm.Length;
            for (var shell = 0; shell < counts.Length; shell++)
                counts[shell] += list._shellCounts[shell];
        }

        var rest = new double[restCount];
        var at = 0;
        foreach (var list in lists)
        {
            list._restMm.CopyTo(rest, at);
            at += list._restMm.Length;
        }

        var position = (total - 1) * (percent / 100);
        var below = (long)Math.Floor(position);
        var low = Ranked(below, shells, counts, rest);
        var high = below + 1 < total ? Ranked(below + 1, shells, counts, rest) : low;
        return Interpolate(low, high, position - below);
    }

    private static double Ranked(long rank, double[] shells, long[] counts, double[] rest)
    {
        for (var shell = 0; shell < shells.Length; shell++)
        {
            if (rank < counts[shell])
                return shells[shell];
            rank -= counts[shell];
        }

        return OrderStatistic.Select(rest, (int)rank);
    }

    // numpy takes the nearer end as the start, which is not the same number for t ≥ ½.
    private static double Interpolate(double a, double b, double t) =>
        t < 0.5 ? a + ((b - a) * t) : b - ((b - a) * (1 - t));
}
