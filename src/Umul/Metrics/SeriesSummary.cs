using System.Runtime.InteropServices;

namespace Umul.Metrics;

/// <summary>
/// What the run table shows of a metric without reading its points. <see cref="LastValue"/> follows MLflow's rule: the point that is
/// greatest by (step, time, value), where NaN counts as 0. Minimum and maximum are over finite values.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal record struct SeriesSummary
{
    private const byte LayoutVersion = 1;

    /// <summary>Points logged, NaN and infinities included.</summary>
    public long Count;

    /// <summary>How many of them are NaN.</summary>
    public long NanCount;

    /// <summary>How many are +∞ or −∞.</summary>
    public long InfinityCount;

    /// <summary>Smallest step seen.</summary>
    public long FirstStep;

    /// <summary>Greatest step seen: the step of <see cref="LastValue"/>.</summary>
    public long LastStep;

    /// <summary>Time of <see cref="LastValue"/>, ms since 1970.</summary>
    public long LastTimeMs;

    /// <summary>The latest value.</summary>
    public double LastValue;

    /// <summary>Smallest finite value; +∞ while there is none.</summary>
    public double Minimum;

    /// <summary>Step of the smallest value (the first, if several).</summary>
    public long MinimumStep;

    /// <summary>Greatest finite value; −∞ while there is none.</summary>
    public double Maximum;

    /// <summary>Step of the greatest value (the first, if several).</summary>
    public long MaximumStep;

    /// <summary>Time of the first point that arrived, ms since 1970.</summary>
    public long FirstTimeMs;

    /// <summary>The step that arrived first.</summary>
    public long FirstArrivedStep;

    /// <summary>The value that arrived first.</summary>
    public double FirstValue;

    /// <summary>Points that arrived with a smaller step than one before: a restart, or several writers. 0: drawing needs no sorting.</summary>
    public long BackwardSteps;

    /// <summary>Of an empty series.</summary>
    public static readonly SeriesSummary Empty = new() { Minimum = double.PositiveInfinity, Maximum = double.NegativeInfinity };

    /// <summary>True if there is a finite value, so that best and worst exist.</summary>
    public readonly bool HasFinite => Count > NanCount + InfinityCount;

    /// <summary>Whether a point lies behind the latest one, so that an equal one may have been logged before.</summary>
    public readonly bool IsLate(long step, long timeMs, double value) => Count > 0 && !IsAfterLast(step, timeMs, value);

    /// <summary>Takes one more point in.</summary>
    public void Add(long step, long timeMs, double value)
    {
        if (Count == 0) (FirstStep, FirstArrivedStep, FirstTimeMs, FirstValue) = (step, step, timeMs, value);
        else if (step < LastStep) BackwardSteps++;
        if (step < FirstStep) FirstStep = step;
        if (Count == 0 || IsAfterLast(step, timeMs, value)) (LastStep, LastTimeMs, LastValue) = (step, timeMs, value);
        Count++;
        if (double.IsNaN(value)) NanCount++;
        else if (double.IsInfinity(value)) InfinityCount++;
        else
        {
            if (value < Minimum) (Minimum, MinimumStep) = (value, step);
            if (value > Maximum) (Maximum, MaximumStep) = (value, step);
        }
    }

    /// <summary>For the database; little-endian, with a version byte first.</summary>
    public readonly byte[] ToBytes()
    {
        var bytes = new byte[1 + Marshal.SizeOf<SeriesSummary>()];
        bytes[0] = LayoutVersion;
        MemoryMarshal.Write(bytes.AsSpan(1), in this);
        return bytes;
    }

    /// <summary>The inverse of <see cref="ToBytes"/>.</summary>
    /// <exception cref="InvalidDataException">Not such bytes.</exception>
    public static SeriesSummary FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 1 + Marshal.SizeOf<SeriesSummary>() && bytes[0] == LayoutVersion
            ? MemoryMarshal.Read<SeriesSummary>(bytes[1..])
            : throw new InvalidDataException($"A series summary of {bytes.Length} bytes, version {(bytes.Length > 0 ? bytes[0] : -1)}: written by another version of Umul.");

    private readonly bool IsAfterLast(long step, long timeMs, double value)
    {
        if (step != LastStep) return step > LastStep;
        if (timeMs != LastTimeMs) return timeMs > LastTimeMs;
        return Comparable(value) > Comparable(LastValue);
    }

    private static double Comparable(double value) => double.IsNaN(value) ? 0 : value;
}
