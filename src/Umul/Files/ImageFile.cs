using System.Globalization;
using Umul.Files.Dicom;
using Umul.Files.MetaImage;
using Umul.Files.Nifti;
using Umul.Files.Npy;
using Umul.Files.Nrrd;
using Umul.Files.Png;
using Umul.Files.Vips;

namespace Umul.Files;

/// <summary>Reads an image of any format that Umul knows. The content decides what it is; the name is only shown.</summary>
internal static class ImageFile
{
    /// <summary>Reads a file, or a folder of DICOM slices.</summary>
    public static Raster Read(string path, ReadLimits? limits = null)
    {
        if (Directory.Exists(path)) return DicomSeries.Read(path, limits);
        using var source = FileSource.Open(path, limits);
        return Read(source);
    }

    /// <summary>Reads a stream; <paramref name="name"/> is what errors call it.</summary>
    public static Raster Read(Stream stream, string name, ReadLimits? limits = null) => Read(FileSource.Of(stream, name, limits));

    /// <summary>Reads an opened file.</summary>
    public static Raster Read(FileSource source)
    {
        if (source.Length == 0) throw FileFaults.Empty(source.Name);
        return ImageFormats.Recognise(source) switch
        {
            ImageFormat.Png => PngReader.Read(source),
            ImageFormat.Nifti => NiftiReader.Read(source),
            ImageFormat.Npy => NpyReader.Read(source),
            ImageFormat.Npz => NpyReader.ReadZip(source),
            ImageFormat.Nrrd => NrrdReader.Read(source),
            ImageFormat.MetaImage => MetaImageReader.Read(source),
            ImageFormat.Dicom => DicomReader.Read(source),
            ImageFormat.Unknown => throw FileFaults.NotRecognised(source.Name, FirstBytes(source)),
            var picture => VipsReader.Read(source, picture.Name()),
        };
    }

    private static string FirstBytes(FileSource source) =>
        string.Join(' ', source.Head[..Math.Min(8, source.Head.Length)].ToArray().Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));
}
