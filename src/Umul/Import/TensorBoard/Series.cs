using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Umul.Import.TensorBoard;

/// <summary>What is remembered of one tag of one run: its name and plugin, which only its first value carries.</summary>
internal sealed class Series(string key)
{
    public string Key { get; } = key;

    public string Plugin { get; set; } = "";

    public RestartMap Restarts { get; } = new();
}

/// <summary>The series of a run by the bytes of their tag, so that a value costs no string.</summary>
internal sealed class SeriesTable
{
    /// <summary>A run of 100,000 metrics is to work; a file that invents a tag in each record is to end.</summary>
    public const int MostSeries = 500_000;

    private readonly Dictionary<byte[], Series> byTag = new(TagComparer.Instance);
    private readonly Dictionary<byte[], Series>.AlternateLookup<ReadOnlySpan<byte>> lookup;

    public SeriesTable() => lookup = byTag.GetAlternateLookup<ReadOnlySpan<byte>>();

    public IEnumerable<Series> All => byTag.Values;

    /// <summary>The series of a value, which keeps the plugin that the first value named. Null: more tags than Umul takes.</summary>
    public Series? Find(in SummaryValue value)
    {
        var series = Find(value.Tag);
        if (series is { Plugin.Length: 0 } && !value.PluginName.IsEmpty)
            series.Plugin = Encoding.UTF8.GetString(value.PluginName);
        return series;
    }

    private Series? Find(ReadOnlySpan<byte> tag)
    {
        if (lookup.TryGetValue(tag, out var series))
            return series;
        if (byTag.Count >= MostSeries)
            return null;
        series = new Series(Encoding.UTF8.GetString(tag));
        byTag.Add(tag.ToArray(), series);
        return series;
    }

    private sealed class TagComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly TagComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            // HashCode is seeded per process: a file cannot be built to make all tags collide.
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
