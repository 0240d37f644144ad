using System.Buffers.Binary;
using System.IO.Compression;
using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Segmentation;

/// <summary>Label maps of the shared reference data: gzipped little-endian NIfTI-1, as stored (first axis fastest).</summary>
internal sealed record NiftiLabels(ushort[] Labels, Grid Grid)
{
    public static NiftiLabels Read(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        var bytes = memory.ToArray().AsSpan();
        var (x, y, z) = (Int16(bytes, 42), Int16(bytes, 44), Int16(bytes, 46));
        var dataType = Int16(bytes, 70);
        var voxels = bytes[(int)Single(bytes, 108)..];
        var labels = new ushort[x * y * z];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = dataType switch
            {
                2 => voxels[i],
                4 or 512 => BinaryPrimitives.ReadUInt16LittleEndian(voxels[(2 * i)..]),
                8 => (ushort)BinaryPrimitives.ReadInt32LittleEndian(voxels[(4 * i)..]),
                16 => (ushort)BinaryPrimitives.ReadSingleLittleEndian(voxels[(4 * i)..]),
                64 => (ushort)BinaryPrimitives.ReadDoubleLittleEndian(voxels[(8 * i)..]),
                _ => throw new NotSupportedException($"{path}: data type {dataType}."),
            };
        }

        return new NiftiLabels(labels, Grid.Volume(z, y, x, Single(bytes, 88), Single(bytes, 84), Single(bytes, 80)));
    }

    private static short Int16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt16LittleEndian(bytes[at..]);

    private static float Single(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadSingleLittleEndian(bytes[at..]);
}
