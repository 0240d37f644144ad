using System.Globalization;
using Umul.Web;

namespace Umul.Files.Masks;

/// <summary>Masks in anything wider than a byte: 16 to 64 bit integers and floats, as labels or as soft predictions.</summary>
internal static class WideMask
{
    public static LabelMask Read(Raster raster, MaskOptions options)
    {
        var values = raster.ToDoubles();
        var (least, most, isWhole) = Survey(values, raster);
        var isFullScale = raster.ElementType == ElementType.UInt16 && most == ushort.MaxValue && IsTwoValued(values, most) && options.Labels?.Contains((int)most) != true;
        if (options.IsBinary) return Cut(raster, values, value => value != 0, MaskKind.Foreground, new("Any value but 0 was taken as foreground.", "0이 아닌 값을 모두 전경으로 보았습니다."));
        if (isFullScale) return Cut(raster, values, value => value != 0, MaskKind.FullScale, new("The mask holds 0 and 65535 only; 65535 was taken as label 1.", "0과 65535만 있는 마스크여서 65535를 레이블 1로 사용했습니다."));
        if (!isWhole && options.Threshold is not { }) throw MaskFaults.NeedsThreshold(raster.Name, least, most);
        if (!isWhole)
        {
            var threshold = options.Threshold!.Value;
            return Cut(raster, values, value => value > threshold, MaskKind.Soft, MaskReading.Thresholded(threshold, string.Create(CultureInfo.InvariantCulture, $"{least:G6} … {most:G6}")));
        }
        if (least < 0 || most > ushort.MaxValue) throw MaskFaults.NoLabel(raster.Name, least < 0 ? least : most);
        return Labels(raster, values, most);
    }

    private static (double Least, double Most, bool IsWhole) Survey(double[] values, Raster raster)
    {
        var (least, most, isWhole) = (double.PositiveInfinity, double.NegativeInfinity, true);
        var (notFinite, first) = (0L, -1L);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (!double.IsFinite(value))
            {
                if (notFinite++ == 0) first = i;
                continue;
            }
            least = Math.Min(least, value);
            most = Math.Max(most, value);
            isWhole &= value == Math.Truncate(value);
        }
        if (notFinite > 0) throw MaskFaults.NotFinite(raster.Name, notFinite, Place(raster.Shape, first));
        return (least, most, isWhole);
    }

    private static bool IsTwoValued(double[] values, double value) => Array.TrueForAll(values, v => v == 0 || v == value);

    private static LabelMask Labels(Raster raster, double[] values, double most)
    {
        var counts = new long[(int)most + 1];
        var bytes = most <= byte.MaxValue ? GC.AllocateUninitializedArray<byte>(values.Length) : null;
        var words = bytes is null ? GC.AllocateUninitializedArray<ushort>(values.Length) : null;
        for (var i = 0; i < values.Length; i++)
        {
            var label = (int)values[i];
            counts[label]++;
            if (bytes is not null) bytes[i] = (byte)label;
            else words![i] = (ushort)label;
        }
        return new LabelMask
        {
            Geometry = raster.Geometry,
            Bytes = bytes,
            Words = words,
            Kind = MaskKind.Labels,
            Found = MaskReading.Found(counts),
            Notes = raster.Notes,
        };
    }

    private static LabelMask Cut(Raster raster, double[] values, Func<double, bool> isForeground, MaskKind kind, Sentence note)
    {
        var labels = new byte[values.Length];
        var ones = 0L;
        for (var i = 0; i < values.Length; i++) ones += labels[i] = isForeground(values[i]) ? (byte)1 : (byte)0;
        return new LabelMask
        {
            Geometry = raster.Geometry,
            Bytes = labels,
            Kind = kind,
            Found = MaskReading.Found([values.Length - ones, ones]),
            Notes = [.. raster.Notes, note],
        };
    }

    private static string Place(RasterShape shape, long index)
    {
        var (y, x) = (index / shape.Width, index % shape.Width);
        return shape.IsPlane
            ? string.Create(CultureInfo.InvariantCulture, $"(y {y}, x {x})")
            : string.Create(CultureInfo.InvariantCulture, $"(z {y / shape.Height}, y {y % shape.Height}, x {x})");
    }
}
