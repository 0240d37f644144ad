namespace Umul.Import;

/// <summary>What an import took over, and what it had to leave out and where. Counts are exact; the list of damage is capped.</summary>
internal sealed class ImportReport
{
    /// <summary>Enough to find the broken disk or the killed job; a file of pure noise must not fill the memory with complaints.</summary>
    public const int MostSkipsListed = 200;

    private readonly List<Skip> skips = [];
    private readonly SortedDictionary<string, long> leftOut = new(StringComparer.Ordinal);

    /// <summary>The source is being written: a file that ends inside a record is how it looks, not damage.</summary>
    public bool IsLive { get; init; }

    /// <summary>Runs that the source holds, those included that were imported before.</summary>
    public long Seen { get; set; }

    public bool IsEmpty => Seen == 0;

    /// <summary>Runs that were not there before.</summary>
    public long Runs { get; set; }

    public long Points { get; set; }

    /// <summary>Params of new runs; those that a known run got later are stored and not counted.</summary>
    public long Params { get; set; }

    public long Files { get; set; }

    /// <summary>Points that a restarted job wrote again: the later ones are imported, as TensorBoard shows them.</summary>
    public long Superseded { get; set; }

    public long SkipCount { get; private set; }

    public IReadOnlyList<Skip> Skips => skips;

    /// <summary>Sound data of a kind that Umul does not take over (a graph, a mesh), with how often it was met.</summary>
    public IReadOnlyDictionary<string, long> LeftOut => leftOut;

    public void Skipped(string file, long offset, SkipReason reason, string? detail = null)
    {
        if (IsLive && reason == SkipReason.Truncated)
            return;
        SkipCount++;
        if (skips.Count < MostSkipsListed)
            skips.Add(new Skip(file, offset, reason, detail));
    }

    public void Left(string kind)
    {
        // The kind is text from the file: a hostile one could name a new kind in each record.
        if (leftOut.Count >= MostSkipsListed && !leftOut.ContainsKey(kind))
            kind = "other";
        leftOut[kind] = leftOut.GetValueOrDefault(kind) + 1;
    }
}
