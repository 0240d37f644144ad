using System.Globalization;
using Umul.Web;

namespace Umul.Files.Masks;

/// <summary>Masks with one channel a label: one-hot, or soft scores of which the highest is taken.</summary>
internal static class OneHotMask
{
    public static LabelMask Read(Raster raster, MaskOptions options)
    {
        var channels = raster.Shape.Channels;
        var values = raster.ToDoubles();
        var bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0) throw MaskFaults.NotFinite(raster.Name, values.LongCount(value => !double.IsFinite(value)), string.Create(CultureInfo.InvariantCulture, $"element {bad}"));
        var most = values.Max();
        var isOneHot = most > 0 && Array.TrueForAll(values, value => value == 0 || value == most);
        if (!isOneHot && options.Threshold is { } threshold)
            for (var i = 0; i < values.Length; i++) values[i] = values[i] > threshold ? 1 : 0;
        return isOneHot || options.Threshold is not null ? Hot(raster, values, channels, options.Threshold) : Highest(raster, values, channels);
    }

    // Where every voxel has a channel, the first one is the background; else the background has none.
    private static LabelMask Hot(Raster raster, double[] values, int channels, double? threshold)
    {
        var voxels = values.Length / channels;
        var (overlaps, empty) = (0L, 0L);
        for (var voxel = 0; voxel < voxels; voxel++)
        {
            var hot = 0;
            for (var c = 0; c < channels; c++) hot += values[voxel * channels + c] != 0 ? 1 : 0;
            overlaps += hot > 1 ? 1 : 0;
            empty += hot == 0 ? 1 : 0;
        }
        if (overlaps > 0) throw MaskFaults.Overlap(raster.Name, overlaps);
        var first = empty > 0 ? 1 : 0;
        var note = first == 0
            ? new Sentence($"{channels} one-hot channels were turned into labels; the first is background.", $"원-핫 채널 {channels}개를 레이블로 바꾸었고 첫 채널은 배경입니다.")
            : new Sentence($"{channels} one-hot channels were turned into labels 1 to {channels}; voxels without a channel are background.", $"원-핫 채널 {channels}개를 레이블 1~{channels}(으)로 바꾸었고 채널이 없는 복셀은 배경입니다.");
        var mask = Labelled(raster, values, channels, first, MaskKind.OneHot, note);
        return threshold is { } cut
            ? new LabelMask { Geometry = mask.Geometry, Bytes = mask.Bytes, Words = mask.Words, Kind = MaskKind.Soft, Found = mask.Found, Notes = [.. mask.Notes, MaskReading.Thresholded(cut, "channels")] }
            : mask;
    }

    private static LabelMask Highest(Raster raster, double[] values, int channels) => Labelled(raster, values, channels, 0, MaskKind.OneHot,
        new($"Of {channels} channels of scores the highest was taken (argmax; the first channel is background).", $"점수 채널 {channels}개 가운데 가장 높은 것을 골랐습니다(argmax, 첫 채널은 배경)."));

    private static LabelMask Labelled(Raster raster, double[] values, int channels, int first, MaskKind kind, Sentence note)
    {
        var labels = new ushort[values.Length / channels];
        var counts = new long[channels + first];
        for (var voxel = 0; voxel < labels.Length; voxel++)
        {
            var scores = values.AsSpan(voxel * channels, channels);
            var best = 0;
            for (var c = 1; c < channels; c++)
                if (scores[c] > scores[best]) best = c;
            var label = first == 1 && scores[best] == 0 ? 0 : best + first;
            labels[voxel] = (ushort)label;
            counts[label]++;
        }
        var isSmall = counts.Length <= byte.MaxValue + 1;
        return new LabelMask
        {
            Geometry = raster.Geometry,
            Kind = kind,
            Found = MaskReading.Found(counts),
            Notes = [.. raster.Notes, note],
            Bytes = isSmall ? Array.ConvertAll(labels, label => (byte)label) : null,
            Words = isSmall ? null : labels,
        };
    }
}
