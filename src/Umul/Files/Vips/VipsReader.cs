using Umul.Web;

namespace Umul.Files.Vips;

/// <summary>Reads JPEG, TIFF, WebP, GIF and others through libvips, with the bits they have; the pages of a TIFF are a volume's slices.</summary>
internal static class VipsReader
{
    public static unsafe Raster Read(FileSource source, string format)
    {
        var vips = VipsLibrary.Instance ?? throw FileFaults.NoVips(source.Name, format);
        var bytes = source.ReadAll();
        lock (vips.Gate)
        {
            fixed (byte* start = bytes)
            fixed (byte* options = format is "TIFF" ? "[n=-1]\0"u8 : "\0"u8)
            {
                var image = vips.Open(start, (nuint)bytes.Length, options);
                if (image == 0) throw FileFaults.VipsRefused(source.Name, format, vips.TakeError());
                try
                {
                    return Copy(vips, image, source, format);
                }
                finally
                {
                    vips.Close(image);
                }
            }
        }
    }

    private static unsafe Raster Copy(VipsLibrary vips, nint image, FileSource source, string format)
    {
        var (width, height, pageHeight) = (vips.Width(image), vips.Height(image), vips.PageHeight(image));
        var pages = format == "TIFF" && pageHeight > 0 && height % pageHeight == 0 ? height / pageHeight : 1;
        var shape = new RasterShape(pages, height / pages, width, vips.Bands(image), pages == 1);
        var type = Type(vips.Format(image), source.Name, format);
        var size = (Int128)shape.Depth * shape.Height * shape.Width * shape.Channels * type.Size;
        var most = Math.Min(source.Limits.MostBytes, Array.MaxLength);
        if (size > most) throw FileFaults.TooLarge(source.Name, shape.ToString(), size > long.MaxValue ? long.MaxValue : (long)size, most);
        nuint count;
        var pixels = vips.Pixels(image, &count);
        if (pixels is null) throw FileFaults.VipsRefused(source.Name, format, vips.TakeError());
        try
        {
            if ((Int128)count != size) throw FileFaults.VipsRefused(source.Name, format, $"{count} ≠ {size}");
            var elements = type.Allocate((int)shape.ElementCount);
            new ReadOnlySpan<byte>(pixels, (int)Math.Min(count, int.MaxValue)).CopyTo(Raster.BytesOf(elements));
            return new Raster { Name = source.Name, Format = format, Shape = shape, Elements = elements, Notes = Notes(format, pages) };
        }
        finally
        {
            vips.Free(pixels);
        }
    }

    private static List<Sentence> Notes(string format, int pages)
    {
        var notes = new List<Sentence>();
        if (pages > 1) notes.Add(new($"The {pages:N0} pages were read as slices of a volume.", $"페이지 {pages:N0}장을 볼륨의 슬라이스로 읽었습니다."));
        if (format == "JPEG") notes.Add(new("JPEG changes pixels when it saves: good for images, not for masks.", "JPEG는 저장할 때 픽셀이 달라집니다. 영상에는 괜찮지만 마스크에는 맞지 않습니다."));
        return notes;
    }

    // VipsBandFormat by number.
    private static ElementType Type(int format, string file, string name) => format switch
    {
        0 => ElementType.UInt8,
        1 => ElementType.Int8,
        2 => ElementType.UInt16,
        3 => ElementType.Int16,
        4 => ElementType.UInt32,
        5 => ElementType.Int32,
        6 => ElementType.Float32,
        8 => ElementType.Float64,
        _ => throw FileFaults.Unsupported(file, $"{name} with complex pixels", "float32"),
    };
}
