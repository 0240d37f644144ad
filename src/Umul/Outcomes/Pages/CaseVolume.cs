using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Umul.Files;
using Umul.Files.Masks;
using Umul.Web;

namespace Umul.Outcomes.Pages;

/// <summary>What the numbers of a file of a case are.</summary>
internal enum CaseVolumeKind
{
    Image,
    Labels,

    /// <summary>A prediction that needs a threshold.</summary>
    Soft,
}

/// <summary>
/// A file of a case, decoded once and kept as it is sent: bytes, 16-bit integers or 32-bit floats in C order. Of labels only the box around
/// what is labelled is kept, which for an organ in a scan is a small part of it.
/// </summary>
internal sealed class CaseVolume
{
    /// <summary>So many numbers are looked at for a window.</summary>
    private const int Sampled = 1 << 18;

    private CaseVolume(Raster file, CaseVolumeKind kind, Array elements, RasterShape shape) => (File, Kind, Elements, Shape, Box) = (Emptied(file), kind, elements, shape, shape);

    /// <summary>What the file says of itself; its numbers are not kept.</summary>
    public Raster File { get; }

    public CaseVolumeKind Kind { get; }

    /// <summary>byte[], short[], ushort[] or float[]: those of <see cref="Box"/>.</summary>
    public Array Elements { get; private init; }

    public RasterShape Shape { get; }

    /// <summary>The part of the grid that is kept; the rest is 0.</summary>
    public RasterShape Box { get; private init; }

    /// <summary>Where that part begins: x, y, z.</summary>
    public (int X, int Y, int Z) Origin { get; private init; }

    public double Least { get; private init; }

    public double Most { get; private init; }

    /// <summary>Between them lie 98 of 100 numbers: a window that a few bright voxels do not spoil.</summary>
    public (double Low, double High) Usual { get; private init; }

    public IReadOnlyList<Sentence> Notes { get; private init; } = [];

    public long SizeBytes => (long)Elements.Length * ElementTypes.Of(Elements).Size;

    /// <summary>0 and 1 of a soft prediction on its own scale.</summary>
    public (double Low, double High) Scale =>
        Elements is byte[]? (0, 255) : Least >= 0 && Most <= 1 ? (0, 1) : (Least, Most);

    public static CaseVolume OfImage(Raster raster)
    {
        var (elements, shape) = raster.Palette is { } palette && raster.Elements is byte[] indices
            ? (Coloured(indices, palette), raster.Shape with { Channels = 3 })
            : (Sendable(raster.Elements), raster.Shape);
        return WithRange(raster, CaseVolumeKind.Image, elements, shape);
    }

    /// <summary>Labels as the evaluation reads them; a soft prediction keeps its numbers, so that the reader may move the threshold.</summary>
    public static CaseVolume OfMask(Raster raster)
    {
        LabelMask mask;
        try
        {
            mask = MaskReading.Read(raster);
        }
        catch (FileException) when (raster.Shape.Channels == 1)
        {
            return WithRange(raster, CaseVolumeKind.Soft, Sendable(raster.Elements), raster.Shape);
        }
        var shape = mask.Geometry.Shape;
        var volume = mask.Bytes is { } bytes ? Cropped(raster, bytes, shape) : Cropped(raster, mask.Words!, shape);
        return new CaseVolume(raster, CaseVolumeKind.Labels, volume.Elements, shape)
        {
            Box = volume.Box,
            Origin = volume.Origin,
            Most = mask.Found.Max(found => found.Label),
            Usual = (0, 1),
            Notes = mask.Notes,
        };
    }

    /// <summary>The numbers of one slice in the order in which the plane shows them.</summary>
    public Array Slice(CasePlane plane, int slice) => Elements switch
    {
        _ when Elements.GetType() == typeof(byte[]) => Slice<byte>(plane, slice),
        _ when Elements.GetType() == typeof(short[]) => Slice<short>(plane, slice),
        _ when Elements.GetType() == typeof(ushort[]) => Slice<ushort>(plane, slice),
        _ => Slice<float>(plane, slice),
    };

    // Loops over millions of numbers are compiled once and well: the first of them is what the reader waits for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T[] Slice<T>(CasePlane plane, int slice) where T : unmanaged
    {
        var (width, height, channels) = (CasePlane.Length(Shape, plane.Across), CasePlane.Length(Shape, plane.Down), Shape.Channels);
        var to = new T[width * height * channels];
        int[] origin = [Origin.X, Origin.Y, Origin.Z], steps = [channels, Box.Width * channels, Box.Width * Box.Height * channels];
        var inside = slice - origin[plane.Through];
        if (inside < 0 || inside >= CasePlane.Length(Box, plane.Through)) return to;
        var from = Unsafe.As<T[]>(Elements);
        var (columns, rows) = (CasePlane.Length(Box, plane.Across), CasePlane.Length(Box, plane.Down));
        for (var row = 0; row < rows; row++)
        {
            var down = row + origin[plane.Down];
            var line = (plane.TurnsDown ? height - 1 - down : down) * width;
            var source = inside * steps[plane.Through] + row * steps[plane.Down];
            for (var column = 0; column < columns; column++, source += steps[plane.Across])
            {
                var across = column + origin[plane.Across];
                var at = (line + (plane.TurnsAcross ? width - 1 - across : across)) * channels;
                for (var channel = 0; channel < channels; channel++) to[at + channel] = from[source + channel];
            }
        }
        return to;
    }

    private static CaseVolume WithRange(Raster raster, CaseVolumeKind kind, Array elements, RasterShape shape)
    {
        var (least, most) = raster.ElementType == ElementType.UInt8 ? (0, 255) : Range(elements);
        return new CaseVolume(raster, kind, elements, shape)
        {
            Least = least,
            Most = most,
            Usual = kind == CaseVolumeKind.Image ? UsualOf(elements, least, most) : (least, most),
            Notes = raster.Notes,
        };
    }

    private static Raster Emptied(Raster raster) => raster.With(Array.Empty<byte>(), raster.Shape);

    // Types that a browser has no array for, or that are larger than what is seen of them, become floats.
    private static Array Sendable(Array elements) => ElementTypes.Of(elements) switch
    {
        ElementType.UInt8 or ElementType.Int16 or ElementType.UInt16 or ElementType.Float32 => elements,
        ElementType.Int8 => Converted<sbyte, short>(elements),
        ElementType.UInt32 => Converted<uint, float>(elements),
        ElementType.Int32 => Converted<int, float>(elements),
        ElementType.UInt64 => Converted<ulong, float>(elements),
        ElementType.Int64 => Converted<long, float>(elements),
        _ => Converted<double, float>(elements),
    };

    private static TTo[] Converted<TFrom, TTo>(Array elements) where TFrom : unmanaged, INumberBase<TFrom> where TTo : unmanaged, INumberBase<TTo>
    {
        var from = Unsafe.As<TFrom[]>(elements);
        var to = GC.AllocateUninitializedArray<TTo>(from.Length);
        for (var i = 0; i < from.Length; i++) to[i] = TTo.CreateTruncating(from[i]);
        return to;
    }

    private static byte[] Coloured(byte[] indices, byte[] palette)
    {
        var colours = new byte[indices.Length * 3];
        for (var i = 0; i < indices.Length; i++)
            if (3 * indices[i] + 2 < palette.Length) palette.AsSpan(3 * indices[i], 3).CopyTo(colours.AsSpan(3 * i));
        return colours;
    }

    private static (double, double) Range(Array elements) => ElementTypes.Of(elements) switch
    {
        ElementType.UInt8 => Range<byte>(elements),
        ElementType.Int16 => Range<short>(elements),
        ElementType.UInt16 => Range<ushort>(elements),
        _ => FiniteRange(Unsafe.As<float[]>(elements)),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double, double) Range<T>(Array elements) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> values = Unsafe.As<T[]>(elements);
        if (values.Length == 0) return (0, 1);
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        var (least, most) = (new Vector<T>(values[0]), new Vector<T>(values[0]));
        foreach (var vector in vectors) (least, most) = (Vector.Min(least, vector), Vector.Max(most, vector));
        var (low, high) = (values[0], values[0]);
        for (var i = 0; i < Vector<T>.Count; i++) (low, high) = (T.Min(low, least[i]), T.Max(high, most[i]));
        foreach (var value in values[(vectors.Length * Vector<T>.Count)..]) (low, high) = (T.Min(low, value), T.Max(high, value));
        return (double.CreateTruncating(low), double.CreateTruncating(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double, double) FiniteRange(float[] values)
    {
        var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
        {
            if (!float.IsFinite(value)) continue;
            if (value < least) least = value;
            if (value > most) most = value;
        }
        return least <= most ? (least, most) : (0, 1);
    }

    private static (double, double) UsualOf(Array elements, double least, double most)
    {
        var every = Math.Max(1, elements.Length / Sampled);
        var sample = new List<double>(elements.Length / every + 1);
        for (var i = 0; i < elements.Length; i += every)
        {
            var value = At(elements, i);
            if (double.IsFinite(value)) sample.Add(value);
        }
        if (sample.Count == 0) return (least, most);
        sample.Sort();
        var (low, high) = (sample[sample.Count / 100], sample[sample.Count - 1 - sample.Count / 100]);
        return high > low ? (low, high) : (least, most);
    }

    /// <summary>One number, whatever type it is kept in.</summary>
    public static double At(Array elements, int index) => elements switch
    {
        float[] floats => floats[index],
        _ when elements.GetType() == typeof(byte[]) => Unsafe.As<byte[]>(elements)[index],
        _ when elements.GetType() == typeof(short[]) => Unsafe.As<short[]>(elements)[index],
        _ => Unsafe.As<ushort[]>(elements)[index],
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Array Elements, RasterShape Box, (int X, int Y, int Z) Origin) Cropped<T>(Raster raster, T[] labels, RasterShape shape) where T : unmanaged, IEquatable<T>
    {
        var (left, top, front, right, bottom, back) = (shape.Width, shape.Height, shape.Depth, -1, -1, -1);
        for (var line = 0; line < shape.Depth * shape.Height; line++)
        {
            var row = labels.AsSpan(line * shape.Width, shape.Width);
            var first = row.IndexOfAnyExcept(default(T));
            if (first < 0) continue;
            var (z, y) = (line / shape.Height, line % shape.Height);
            (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOfAnyExcept(default(T))));
            (top, bottom, front, back) = (Math.Min(top, y), Math.Max(bottom, y), Math.Min(front, z), Math.Max(back, z));
        }
        if (right < 0) return (Array.Empty<T>(), shape with { Depth = 0, Height = 0, Width = 0 }, default);
        var box = shape with { Depth = back - front + 1, Height = bottom - top + 1, Width = right - left + 1 };
        // The reader's own array may be shared with nobody; a copy of most of it would only cost memory.
        if (box.VoxelCount * 2 > shape.VoxelCount && !ReferenceEquals(labels, raster.Elements)) return (labels, shape, default);
        var kept = GC.AllocateUninitializedArray<T>((int)box.VoxelCount);
        for (var line = 0; line < box.Depth * box.Height; line++)
            labels.AsSpan((((line / box.Height) + front) * shape.Height + (line % box.Height) + top) * shape.Width + left, box.Width).CopyTo(kept.AsSpan(line * box.Width));
        return (kept, box, (left, top, front));
    }
}
