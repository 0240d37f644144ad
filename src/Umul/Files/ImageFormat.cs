using System.Buffers.Binary;

namespace Umul.Files;

/// <summary>The image formats that are told apart.</summary>
internal enum ImageFormat
{
    Unknown,
    Png,
    Nifti,
}

/// <summary>Tells formats apart by their first bytes.</summary>
internal static class ImageFormats
{
    private const int NiftiHeaderBytes = 348;

    public static ImageFormat Recognise(FileSource source)
    {
        var head = source.Head;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])) return ImageFormat.Png;
        if (source.IsGzip || IsNifti(head)) return ImageFormat.Nifti;
        return ImageFormat.Unknown;
    }

    private static bool IsNifti(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4) return false;
        return Is(BinaryPrimitives.ReadInt32LittleEndian(head)) || Is(BinaryPrimitives.ReadInt32BigEndian(head));
        static bool Is(int size) => size is NiftiHeaderBytes or 540;
    }
}
