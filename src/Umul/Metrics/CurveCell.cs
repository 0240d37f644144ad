using System.Runtime.InteropServices;

namespace Umul.Metrics;

/// <summary>What is drawn of a block of consecutive points: nothing that sticks out is lost, and NaN is counted, not averaged.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal record struct CurveCell
{
    /// <summary>Smallest and greatest step.</summary>
    public long FirstStep, LastStep;

    /// <summary>Earliest and latest time, ms since 1970.</summary>
    public long FirstTimeMs, LastTimeMs;

    /// <summary>Points in the block.</summary>
    public int Count;

    /// <summary>Of which NaN.</summary>
    public int NanCount;

    /// <summary>Of which +∞, and −∞.</summary>
    public int PositiveInfinityCount, NegativeInfinityCount;

    /// <summary>Over finite values; NaN if there is none.</summary>
    public double Minimum, Maximum;

    /// <summary>Sum of the finite values.</summary>
    public double Sum;

    /// <summary>First and last value as they stand, NaN included.</summary>
    public double First, Last;

    /// <summary>Mean of the finite values; NaN if there is none.</summary>
    public readonly double Mean => FiniteCount == 0 ? double.NaN : Sum / FiniteCount;

    /// <summary>Points that are neither NaN nor infinite.</summary>
    public readonly int FiniteCount => Count - NanCount - PositiveInfinityCount - NegativeInfinityCount;

    /// <summary>Takes one more point in.</summary>
    public void Add(long step, long timeMs, double value)
    {
        if (Count++ == 0)
        {
            (FirstStep, LastStep, FirstTimeMs, LastTimeMs) = (step, step, timeMs, timeMs);
            (First, Minimum, Maximum) = (value, double.NaN, double.NaN);
        }
        FirstStep = Math.Min(FirstStep, step);
        LastStep = Math.Max(LastStep, step);
        FirstTimeMs = Math.Min(FirstTimeMs, timeMs);
        LastTimeMs = Math.Max(LastTimeMs, timeMs);
        Last = value;
        if (double.IsNaN(value)) NanCount++;
        else if (double.IsPositiveInfinity(value)) PositiveInfinityCount++;
        else if (double.IsNegativeInfinity(value)) NegativeInfinityCount++;
        else
        {
            Sum += value;
            if (!(value >= Minimum)) Minimum = value; // true also while Minimum is NaN
            if (!(value <= Maximum)) Maximum = value;
        }
    }

    /// <summary>Takes in a block that follows this one.</summary>
    public void Add(in CurveCell next)
    {
        if (Count == 0)
        {
            this = next;
            return;
        }
        FirstStep = Math.Min(FirstStep, next.FirstStep);
        LastStep = Math.Max(LastStep, next.LastStep);
        FirstTimeMs = Math.Min(FirstTimeMs, next.FirstTimeMs);
        LastTimeMs = Math.Max(LastTimeMs, next.LastTimeMs);
        (Last, Sum) = (next.Last, Sum + next.Sum);
        Count += next.Count;
        NanCount += next.NanCount;
        PositiveInfinityCount += next.PositiveInfinityCount;
        NegativeInfinityCount += next.NegativeInfinityCount;
        Minimum = double.MinNumber(Minimum, next.Minimum);
        Maximum = double.MaxNumber(Maximum, next.Maximum);
    }
}
