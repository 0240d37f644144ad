namespace Umul.Files;

/// <summary>What one element of a raster is, as it lies in memory.</summary>
internal enum ElementType
{
    UInt8,
    Int8,
    UInt16,
    Int16,
    UInt32,
    Int32,
    UInt64,
    Int64,
    Float32,
    Float64,
}

internal static class ElementTypes
{
    extension(ElementType type)
    {
        public int Size => type switch
        {
            ElementType.UInt8 or ElementType.Int8 => 1,
            ElementType.UInt16 or ElementType.Int16 => 2,
            ElementType.UInt32 or ElementType.Int32 or ElementType.Float32 => 4,
            _ => 8,
        };

        public bool IsFloat => type is ElementType.Float32 or ElementType.Float64;

        /// <summary>An array of this type. Its elements are not cleared: every reader fills them all or fails.</summary>
        public Array Allocate(int length) => type switch
        {
            ElementType.UInt8 => GC.AllocateUninitializedArray<byte>(length),
            ElementType.Int8 => GC.AllocateUninitializedArray<sbyte>(length),
            ElementType.UInt16 => GC.AllocateUninitializedArray<ushort>(length),
            ElementType.Int16 => GC.AllocateUninitializedArray<short>(length),
            ElementType.UInt32 => GC.AllocateUninitializedArray<uint>(length),
            ElementType.Int32 => GC.AllocateUninitializedArray<int>(length),
            ElementType.UInt64 => GC.AllocateUninitializedArray<ulong>(length),
            ElementType.Int64 => GC.AllocateUninitializedArray<long>(length),
            ElementType.Float32 => GC.AllocateUninitializedArray<float>(length),
            _ => GC.AllocateUninitializedArray<double>(length),
        };
    }

    public static ElementType Of(Array elements) => elements switch
    {
        // Pattern order matters: the runtime takes an sbyte[] for a byte[] once it is seen as Array.
        _ when elements.GetType() == typeof(byte[]) => ElementType.UInt8,
        _ when elements.GetType() == typeof(sbyte[]) => ElementType.Int8,
        _ when elements.GetType() == typeof(ushort[]) => ElementType.UInt16,
        _ when elements.GetType() == typeof(short[]) => ElementType.Int16,
        _ when elements.GetType() == typeof(uint[]) => ElementType.UInt32,
        _ when elements.GetType() == typeof(int[]) => ElementType.Int32,
        _ when elements.GetType() == typeof(ulong[]) => ElementType.UInt64,
        _ when elements.GetType() == typeof(long[]) => ElementType.Int64,
        _ when elements.GetType() == typeof(float[]) => ElementType.Float32,
        _ when elements.GetType() == typeof(double[]) => ElementType.Float64,
        _ => throw new ArgumentException($"{elements.GetType().Name} is no array of raster elements.", nameof(elements)),
    };
}
