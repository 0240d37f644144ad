using System.Runtime.InteropServices;

namespace Umul.Evaluation.Kernels;

/// <summary>
/// Squared distances from the elements of one surface to another: integer counts for the nearest shells, a list for the rest. Every
/// element carries a code (its <see cref="SurfaceBits.CornerCode"/>; 0 if elements are all alike).
/// </summary>
internal sealed class DistanceTally(int codes, int shells)
{
    /// <summary>Counts by shell, then code.</summary>
    public long[] Near { get; } = new long[codes * shells];

    public int Codes { get; } = codes;

    public int Shells { get; } = shells;

    /// <summary>Elements that are farther than the limit that was asked for, by code.</summary>
    public long[] Beyond { get; } = new long[codes];

    public List<double> Squared { get; } = [];

    public List<byte> SquaredCodes { get; } = [];

    public void AddNear(int shell, int code, long count) => Near[(shell * Codes) + code] += count;

    public void Add(double squared, int code)
    {
        Squared.Add(squared);
        if (Codes > 1)
            SquaredCodes.Add((byte)code);
    }

    public ReadOnlySpan<double> SquaredSpan => CollectionsMarshal.AsSpan(Squared);
}
