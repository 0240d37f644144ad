using System.Globalization;
using Umul.Web;

namespace Umul.Files.Dicom;

/// <summary>
/// Reads one DICOM file: a slice or a multi-frame volume. Numbers are what the scanner means (rescale slope and intercept applied, and said);
/// brightness (window, inverted greys) is left to whoever shows them.
/// </summary>
internal static class DicomReader
{
    public static Raster Read(FileSource source)
    {
        var data = DicomParser.Parse(source.ReadAll(), source.Name, source.Limits);
        return Read(data, source.Limits);
    }

    public static Raster Read(DicomData data, ReadLimits limits)
    {
        var notes = new List<Sentence>();
        var pixels = DicomPixels.Describe(data);
        var photometric = data.Text(DicomTag.Photometric);
        if (photometric.StartsWith("YBR", StringComparison.Ordinal) && photometric != "YBR_FULL") throw FileFaults.Unsupported(data.File, $"DICOM with {photometric}", "RGB");
        var elements = Scaled(pixels.Read(data, limits), data, notes);
        if (photometric == "YBR_FULL") ToRgb((byte[])elements, notes);
        if (photometric == "MONOCHROME1") notes.Add(new("Greys are inverted (MONOCHROME1): high numbers are dark. The numbers were left as they are.", "명암이 반전된 영상입니다(MONOCHROME1, 큰 값이 어두움). 값은 그대로 두었습니다."));
        var (spacing, has) = DicomGeometry.Spacing(data, notes);
        var (centre, width) = (data.Numbers(DicomTag.WindowCentre), data.Numbers(DicomTag.WindowWidth));
        return new Raster
        {
            Name = data.File,
            Format = "DICOM",
            Shape = pixels.Shape,
            Elements = elements,
            Spacing = spacing,
            HasSpacing = has,
            Notes = notes,
            Affine = DicomGeometry.Place(data, spacing),
            Palette = photometric == "PALETTE COLOR" ? Palette(data) : null,
            Window = centre.Length > 0 && width.Length > 0 && width[0] >= 1 ? (centre[0], width[0]) : null,
            IsInverted = photometric == "MONOCHROME1",
        };
    }

    private static Array Scaled(Array elements, DicomData data, List<Sentence> notes)
    {
        var (slope, intercept) = (data.Numbers(DicomTag.Slope) is [var s, ..] ? s : 1, data.Numbers(DicomTag.Intercept) is [var i, ..] ? i : 0);
        if (slope == 0 || (slope == 1 && intercept == 0)) return elements;
        notes.Add(new(
            string.Create(CultureInfo.InvariantCulture, $"Stored numbers were scaled: {slope:G9} × stored + {intercept:G9} (rescale slope and intercept)."),
            string.Create(CultureInfo.InvariantCulture, $"저장된 값을 {slope:G9} × 값 + {intercept:G9}(rescale slope, intercept)으로 환산했습니다.")));
        return Numbers.Scaled(elements, slope, intercept);
    }

    // PS3.3 C.7.6.3.1.2: 8-bit luminance and two colour differences around 128.
    private static void ToRgb(byte[] pixels, List<Sentence> notes)
    {
        for (var i = 0; i + 2 < pixels.Length; i += 3)
        {
            var (y, b, r) = (pixels[i], pixels[i + 1] - 128.0, pixels[i + 2] - 128.0);
            pixels[i] = Clamp(y + 1.402 * r);
            pixels[i + 1] = Clamp(y - 0.344136 * b - 0.714136 * r);
            pixels[i + 2] = Clamp(y + 1.772 * b);
        }
        notes.Add(new("Colours were turned from YBR_FULL into RGB.", "색을 YBR_FULL에서 RGB로 바꾸었습니다."));
        static byte Clamp(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
    }

    private static byte[]? Palette(DicomData data)
    {
        var descriptor = data.Bytes(DicomTag.RedDescriptor).Span;
        if (descriptor.Length < 6) return null;
        var entries = data.IsBigEndian ? descriptor[0] << 8 | descriptor[1] : descriptor[1] << 8 | descriptor[0];
        if (entries == 0) entries = 1 << 16;
        var red = data.Bytes(DicomTag.Red).Span;
        var green = data.Bytes(DicomTag.Green).Span;
        var blue = data.Bytes(DicomTag.Blue).Span;
        var each = red.Length >= 2 * entries ? 2 : 1;
        if (red.Length < entries * each || green.Length < entries * each || blue.Length < entries * each) return null;
        var palette = new byte[3 * entries];
        // Of 16-bit entries the high byte is the colour.
        var high = each == 2 && !data.IsBigEndian ? 1 : 0;
        for (var i = 0; i < entries; i++)
            (palette[3 * i], palette[3 * i + 1], palette[3 * i + 2]) = (red[i * each + high], green[i * each + high], blue[i * each + high]);
        return palette;
    }
}
