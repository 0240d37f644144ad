using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Umul.Files;

/// <summary>Elements of any type as doubles, scaled, or with their bytes turned.</summary>
internal static class Numbers
{
    public static void Copy(Array elements, Span<double> doubles)
    {
        switch (ElementTypes.Of(elements))
        {
            case ElementType.UInt8: Convert<byte>(elements, doubles); break;
            case ElementType.Int8: Convert<sbyte>(elements, doubles); break;
            case ElementType.UInt16: Convert<ushort>(elements, doubles); break;
            case ElementType.Int16: Convert<short>(elements, doubles); break;
            case ElementType.UInt32: Convert<uint>(elements, doubles); break;
            case ElementType.Int32: Convert<int>(elements, doubles); break;
            case ElementType.UInt64: Convert<ulong>(elements, doubles); break;
            case ElementType.Int64: Convert<long>(elements, doubles); break;
            case ElementType.Float32: Convert<float>(elements, doubles); break;
            default: Convert<double>(elements, doubles); break;
        }
    }

    /// <summary>slope · stored + intercept. Stored 8 and 16 bit numbers become float32, which holds them exactly; others float64.</summary>
    public static Array Scaled(Array elements, double slope, double intercept)
    {
        var type = ElementTypes.Of(elements);
        var doubles = new double[elements.Length];
        Copy(elements, doubles);
        for (var i = 0; i < doubles.Length; i++) doubles[i] = doubles[i] * slope + intercept;
        if (type.Size > 2 && type != ElementType.Float32) return doubles;
        var singles = new float[doubles.Length];
        for (var i = 0; i < singles.Length; i++) singles[i] = (float)doubles[i];
        return singles;
    }

    /// <summary>Turns the bytes of each element, for files of the other endianness.</summary>
    public static void ReverseBytes(Array elements)
    {
        var bytes = Raster.BytesOf(elements);
        switch (ElementTypes.Of(elements).Size)
        {
            case 2: Reverse16(MemoryMarshal.Cast<byte, ushort>(bytes)); break;
            case 4: Reverse32(MemoryMarshal.Cast<byte, uint>(bytes)); break;
            case 8: Reverse64(MemoryMarshal.Cast<byte, ulong>(bytes)); break;
            default: break;
        }
    }

    private static void Reverse16(Span<ushort> words) => BinaryPrimitives.ReverseEndianness(words, words);

    private static void Reverse32(Span<uint> words) => BinaryPrimitives.ReverseEndianness(words, words);

    private static void Reverse64(Span<ulong> words) => BinaryPrimitives.ReverseEndianness(words, words);

    private static void Convert<T>(Array elements, Span<double> doubles) where T : unmanaged, INumberBase<T>
    {
        var from = Unsafe.As<T[]>(elements);
        for (var i = 0; i < from.Length; i++) doubles[i] = double.CreateTruncating(from[i]);
    }
}
