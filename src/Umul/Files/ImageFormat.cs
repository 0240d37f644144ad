using System.Buffers.Binary;
using System.Text;
using Umul.Files.Dicom;

namespace Umul.Files;

/// <summary>The image formats that are told apart.</summary>
internal enum ImageFormat
{
    Unknown,
    Png,
    Nifti,
    Npy,
    Npz,
    Nrrd,
    MetaImage,
    Dicom,
    Jpeg,
    Tiff,
    WebP,
    Gif,
    Bmp,
    Pnm,
    Jpeg2000,
    Heif,
}

/// <summary>Tells formats apart by their first bytes.</summary>
internal static class ImageFormats
{
    private const int NiftiHeaderBytes = 348;

    /// <summary>As people call it.</summary>
    public static string Name(this ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "JPEG",
        ImageFormat.Tiff => "TIFF",
        ImageFormat.Gif => "GIF",
        ImageFormat.Bmp => "BMP",
        ImageFormat.Pnm => "PNM",
        ImageFormat.Jpeg2000 => "JPEG 2000",
        ImageFormat.Heif => "HEIF",
        _ => format.ToString(),
    };

    public static ImageFormat Recognise(FileSource source)
    {
        var head = source.Head;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])) return ImageFormat.Png;
        if (source.IsGzip || IsNifti(head)) return ImageFormat.Nifti;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x93, .. "NUMPY"u8])) return ImageFormat.Npy;
        if (head.StartsWith("PK\x03\x04"u8)) return ImageFormat.Npz;
        if (head.StartsWith("NRRD000"u8)) return ImageFormat.Nrrd;
        if (IsMetaImage(head)) return ImageFormat.MetaImage;
        return DicomParser.Recognises(head) ? ImageFormat.Dicom : Picture(head);
    }

    // The formats that libvips reads.
    private static ImageFormat Picture(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => ImageFormat.Tiff,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFormat.WebP,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => ImageFormat.Gif,
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => ImageFormat.Bmp,
        [(byte)'P', >= (byte)'1' and <= (byte)'6', (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t', ..] => ImageFormat.Pnm,
        [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..] or [0xFF, 0x4F, 0xFF, 0x51, ..] => ImageFormat.Jpeg2000,
        [0, 0, 0, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => ImageFormat.Heif,
        _ => ImageFormat.Unknown,
    };

    // A text header whose first key is one of MetaImage's.
    private static bool IsMetaImage(ReadOnlySpan<byte> head)
    {
        foreach (var key in (ReadOnlySpan<string>)["ObjectType", "NDims", "Comment", "DimSize"])
        {
            if (head.Length <= key.Length || !Ascii.Equals(head[..key.Length], key)) continue;
            return head[key.Length..].TrimStart((byte)' ') is [(byte)'=', ..];
        }
        return false;
    }

    private static bool IsNifti(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4) return false;
        return Is(BinaryPrimitives.ReadInt32LittleEndian(head)) || Is(BinaryPrimitives.ReadInt32BigEndian(head));
        static bool Is(int size) => size is NiftiHeaderBytes or 540;
    }
}
