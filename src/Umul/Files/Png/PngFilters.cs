using System.Numerics;
using System.Runtime.InteropServices;

namespace Umul.Files.Png;

/// <summary>Takes back the five row filters of PNG. Rows above and left of the image count as zeros.</summary>
internal static class PngFilters
{
    public const int None = 0, Sub = 1, Up = 2, Average = 3, Paeth = 4;

    /// <summary>Writes the row whose filtered bytes are <paramref name="row"/>; <paramref name="above"/> is empty for the first one.</summary>
    public static void Undo(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> result, int step)
    {
        switch (filter)
        {
            case Sub:
                UndoSub(row, result, step);
                break;
            case Up when above.Length > 0:
                Add(row, above, result);
                break;
            case Average:
                UndoAverage(row, above, result, step);
                break;
            // Without a row above Paeth chooses the left pixel, which is what Sub does.
            case Paeth when above.Length == 0:
                UndoSub(row, result, step);
                break;
            case Paeth:
                UndoPaeth(row, above, result, step);
                break;
            default:
                row.CopyTo(result);
                break;
        }
    }

    private static void Add(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> result)
    {
        var rows = MemoryMarshal.Cast<byte, Vector<byte>>(row);
        var aboves = MemoryMarshal.Cast<byte, Vector<byte>>(above);
        var results = MemoryMarshal.Cast<byte, Vector<byte>>(result);
        for (var i = 0; i < rows.Length; i++) results[i] = rows[i] + aboves[i];
        for (var i = rows.Length * Vector<byte>.Count; i < row.Length; i++) result[i] = (byte)(row[i] + above[i]);
    }

    private static void UndoSub(ReadOnlySpan<byte> row, Span<byte> result, int step)
    {
        if (step == 1)
        {
            byte left = 0;
            for (var i = 0; i < row.Length; i++) result[i] = left = (byte)(left + row[i]);
            return;
        }
        row[..step].CopyTo(result);
        for (var i = step; i < row.Length; i++) result[i] = (byte)(row[i] + result[i - step]);
    }

    private static void UndoAverage(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> result, int step)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var left = i >= step ? result[i - step] : 0;
            var up = above.Length > 0 ? above[i] : 0;
            result[i] = (byte)(row[i] + ((left + up) >> 1));
        }
    }

    private static void UndoPaeth(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> result, int step)
    {
        if (step == 1)
        {
            UndoPaethOfBytes(row, above, result);
            return;
        }
        // Left of the first pixel is nothing, and then the row above is always nearest.
        for (var i = 0; i < step; i++) result[i] = (byte)(row[i] + above[i]);
        for (var i = step; i < row.Length; i++) result[i] = (byte)(row[i] + Nearest(result[i - step], above[i], above[i - step]));
    }

    private static void UndoPaethOfBytes(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> result)
    {
        int left = 0, corner = 0;
        above = above[..row.Length];
        result = result[..row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            int up = above[i];
            left = (byte)(row[i] + Nearest(left, up, corner));
            result[i] = (byte)left;
            corner = up;
        }
    }

    private static int Nearest(int left, int up, int corner)
    {
        var (toLeft, toUp, toCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - corner - corner));
        if (toLeft <= toUp && toLeft <= toCorner) return left;
        return toUp <= toCorner ? up : corner;
    }
}
