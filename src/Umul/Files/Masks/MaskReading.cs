using System.Globalization;
using Umul.Web;

namespace Umul.Files.Masks;

/// <summary>
/// Makes labels of what masks are really stored as: labels, 0/255, palettes, colours, soft predictions, one-hot channels. Whatever is not
/// plain labels is said in a note; what cannot be known (a threshold, the label of a colour) is asked for, never guessed.
/// </summary>
internal static class MaskReading
{
    /// <summary>A grey image with 255 and more values than this is soft or smoothed, not a list of labels.</summary>
    public const int MostLabelsBesideFullScale = 16;

    public static LabelMask Read(Raster raster, MaskOptions? options = null)
    {
        options ??= MaskOptions.Default;
        var mask = raster.ElementType == ElementType.UInt8 && raster.Shape.Channels is 2 or 3 or 4 ? ColourMask.Read(raster, options)
            : raster.Shape.Channels > 1 ? OneHotMask.Read(raster, options)
            : raster.ElementType == ElementType.UInt8 ? FromBytes(raster, options)
            : WideMask.Read(raster, options);
        if (options.Labels is { } declared)
        {
            var undeclared = mask.Found.Where(found => found.Label != 0 && !declared.Contains(found.Label)).Select(found => found.Label).ToList();
            if (undeclared.Count > 0) throw MaskFaults.Undeclared(raster.Name, undeclared, declared);
        }
        return mask;
    }

    /// <summary>Bytes of one channel.</summary>
    public static LabelMask FromBytes(Raster raster, MaskOptions options)
    {
        var values = raster.Span<byte>();
        var counts = ByteLabels.Count(values);
        var distinct = counts.Count(count => count > 0);
        if (options.IsBinary) return Ones(raster, options, counts, MaskKind.Foreground, new("Any value but 0 was taken as foreground.", "0이 아닌 값을 모두 전경으로 보았습니다."));
        if (raster.Palette is not null)
            return Stored(raster, counts, MaskKind.PaletteIndices, new Sentence("The image has a palette; its indices were taken as labels.", "팔레트 영상이어서 색 번호를 레이블로 사용했습니다."));
        if (counts[255] > 0 && options.Labels?.Contains(255) != true)
        {
            if (distinct == (counts[0] > 0 ? 2 : 1))
                return Ones(raster, options, counts, MaskKind.FullScale, new("The mask holds 0 and 255 only; 255 was taken as label 1.", "0과 255만 있는 마스크여서 255를 레이블 1로 사용했습니다."));
            if (distinct > MostLabelsBesideFullScale && options.Threshold is null) throw MaskFaults.NeedsThreshold(raster.Name, 0, 255);
            if (distinct > MostLabelsBesideFullScale) return Cut(raster, options.Threshold!.Value);
            return Stored(raster, counts, MaskKind.Labels, new Sentence($"The mask holds 255 beside {distinct - 2:N0} other labels; all were taken as they are.", $"255와 다른 레이블 {distinct - 2:N0}개가 함께 있어 값 그대로 사용했습니다."));
        }
        return Stored(raster, counts, MaskKind.Labels);
    }

    /// <summary>How often each label occurs, from counts by label.</summary>
    public static List<LabelCount> Found(ReadOnlySpan<long> counts)
    {
        var found = new List<LabelCount>();
        for (var label = 0; label < counts.Length; label++)
            if (counts[label] > 0) found.Add(new LabelCount(label, counts[label]));
        return found;
    }

    /// <summary>What is said of a threshold.</summary>
    public static Sentence Thresholded(double threshold, string scale) => new(
        string.Create(CultureInfo.InvariantCulture, $"Soft values ({scale}) were cut: above {threshold:G6} is label 1."),
        string.Create(CultureInfo.InvariantCulture, $"연속값({scale})을 잘라 {threshold:G6}보다 크면 레이블 1로 했습니다."));

    private static LabelMask Stored(Raster raster, long[] counts, MaskKind kind, params ReadOnlySpan<Sentence> notes) => new()
    {
        Geometry = raster.Geometry,
        Bytes = (byte[])raster.Elements,
        Kind = kind,
        Found = Found(counts),
        Notes = [.. raster.Notes, .. notes],
    };

    private static LabelMask Ones(Raster raster, MaskOptions options, long[] counts, MaskKind kind, Sentence note)
    {
        var values = (byte[])raster.Elements;
        var labels = options.MayReuse ? values : GC.AllocateUninitializedArray<byte>(values.Length);
        ByteLabels.ToOnes(values, labels);
        return new LabelMask
        {
            Geometry = raster.Geometry,
            Bytes = labels,
            Kind = kind,
            Found = Found([counts[0], values.Length - counts[0]]),
            Notes = [.. raster.Notes, note],
        };
    }

    private static LabelMask Cut(Raster raster, double threshold)
    {
        var values = raster.Span<byte>();
        // A threshold up to 1 is meant for probabilities, which 8-bit files hold as 0 … 255.
        var cut = threshold <= 1 ? threshold * 255 : threshold;
        var labels = new byte[values.Length];
        var ones = 0L;
        for (var i = 0; i < values.Length; i++) ones += labels[i] = values[i] > cut ? (byte)1 : (byte)0;
        return new LabelMask
        {
            Geometry = raster.Geometry,
            Bytes = labels,
            Kind = MaskKind.Soft,
            Found = Found([values.Length - ones, ones]),
            Notes = [.. raster.Notes, Thresholded(threshold, threshold <= 1 ? "0 … 255 = 0 … 1" : "0 … 255")],
        };
    }
}
