using System.Globalization;
using Umul.Web;

namespace Umul.Files.Masks;

/// <summary>Masks saved with two to four channels of bytes: grey with alpha, grey as RGB, or one colour a label.</summary>
internal static class ColourMask
{
    private const int MostColours = 256;

    public static LabelMask Read(Raster raster, MaskOptions options)
    {
        var channels = raster.Shape.Channels;
        if (channels == 2 || IsGrey(raster.Span<byte>(), channels)) return Grey(raster, options);
        return Colours(raster, options);
    }

    private static bool IsGrey(ReadOnlySpan<byte> values, int channels)
    {
        for (var i = 0; i + channels <= values.Length; i += channels)
            if (values[i] != values[i + 1] || values[i] != values[i + 2]) return false;
        return true;
    }

    private static LabelMask Grey(Raster raster, MaskOptions options)
    {
        var channels = raster.Shape.Channels;
        var values = raster.Span<byte>();
        var grey = GC.AllocateUninitializedArray<byte>(values.Length / channels);
        for (var i = 0; i < grey.Length; i++) grey[i] = values[i * channels];
        var note = channels is 2 or 4
            ? new Sentence("The mask was saved with transparency; only its grey was used.", "투명도가 함께 저장된 마스크여서 회색값만 사용했습니다.")
            : new Sentence("The mask was saved as RGB with three equal channels; one was used.", "세 채널이 같은 RGB 마스크여서 한 채널만 사용했습니다.");
        return MaskReading.FromBytes(raster.With(grey, raster.Shape with { Channels = 1 }, note), options with { MayReuse = true });
    }

    private static LabelMask Colours(Raster raster, MaskOptions options)
    {
        var channels = raster.Shape.Channels;
        var values = raster.Span<byte>();
        var labels = GC.AllocateUninitializedArray<ushort>(values.Length / channels);
        var counts = new SortedDictionary<int, long>();
        var (last, lastCount) = (-1, 0L);
        for (var i = 0; i < labels.Length; i++)
        {
            var at = i * channels;
            var colour = values[at] << 16 | values[at + 1] << 8 | values[at + 2];
            if (colour != last)
            {
                Add(counts, last, lastCount);
                (last, lastCount) = (colour, 0);
                if (counts.Count > MostColours) throw MaskFaults.TooManyColours(raster.Name, MostColours);
            }
            lastCount++;
        }
        Add(counts, last, lastCount);
        var table = Table(raster, counts.Keys, options);
        for (var i = 0; i < labels.Length; i++)
        {
            var at = i * channels;
            labels[i] = table[values[at] << 16 | values[at + 1] << 8 | values[at + 2]];
        }
        return Finish(raster, labels, counts, table, channels);
    }

    private static Dictionary<int, ushort> Table(Raster raster, IReadOnlyCollection<int> found, MaskOptions options)
    {
        var table = new Dictionary<int, ushort> { [0] = 0 };
        foreach (var (colour, label) in options.Colours ?? new Dictionary<int, int>()) table[colour] = (ushort)label;
        var unknown = found.Where(colour => !table.ContainsKey(colour)).ToList();
        if (unknown.Count == 0) return table;
        // One colour can only be the foreground; which of several is which label nobody but the owner knows.
        if (options.Colours is null && (unknown.Count == 1 || options.IsBinary))
            foreach (var colour in unknown) table[colour] = 1;
        else
            throw MaskFaults.UnknownColours(raster.Name, unknown);
        return table;
    }

    private static LabelMask Finish(Raster raster, ushort[] labels, SortedDictionary<int, long> counts, Dictionary<int, ushort> table, int channels)
    {
        var byLabel = counts.GroupBy(pair => table[pair.Key]).Select(group => new LabelCount(group.Key, group.Sum(pair => pair.Value))).OrderBy(found => found.Label).ToList();
        var said = string.Join(", ", counts.Keys.Select(colour => string.Create(CultureInfo.InvariantCulture, $"#{colour:x6} = {table[colour]}")));
        var isSmall = byLabel[^1].Label <= byte.MaxValue;
        List<Sentence> notes = [.. raster.Notes, new($"Colours were taken as labels: {said}.", $"색을 레이블로 바꾸었습니다: {said}.")];
        if (channels == 4) notes.Add(new("Transparency was left out.", "투명도는 제외했습니다."));
        return new LabelMask
        {
            Geometry = raster.Geometry,
            Kind = MaskKind.Colours,
            Found = byLabel,
            Notes = notes,
            Bytes = isSmall ? Array.ConvertAll(labels, label => (byte)label) : null,
            Words = isSmall ? null : labels,
        };
    }

    private static void Add(SortedDictionary<int, long> counts, int colour, long count)
    {
        if (colour >= 0) counts[colour] = counts.GetValueOrDefault(colour) + count;
    }
}
