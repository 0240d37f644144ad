namespace Umul.Outcomes.Pages;

/// <summary>
/// Decoded files of cases, the last used first, up to a fixed number of bytes; the one in use is kept even if it alone is larger. A file that
/// several requests ask for at once is decoded once, and no more than two are decoded at a time.
/// </summary>
internal sealed class VolumeCache(long mostBytes) : IDisposable
{
    private const int MostAtOnce = 2;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _decoding = new(MostAtOnce);
    private readonly Dictionary<string, LinkedListNode<Entry>> _known = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _recent = new();

    /// <summary>Bytes of what is kept now.</summary>
    public long KeptBytes { get; private set; }

    /// <summary>The decoded file of the key; made by <paramref name="decode"/> if it is not kept. A file that cannot be decoded is tried again next time.</summary>
    public CaseVolume Get(string key, Func<CaseVolume> decode)
    {
        LinkedListNode<Entry>? node;
        lock (_gate)
        {
            if (_known.TryGetValue(key, out node)) _recent.Remove(node);
            else _known[key] = node = new LinkedListNode<Entry>(new Entry(key, new Lazy<CaseVolume>(() => Decode(decode))));
            _recent.AddFirst(node);
        }
        try
        {
            var volume = node.Value.Volume.Value;
            lock (_gate) Count(node, volume.SizeBytes);
            return volume;
        }
        catch
        {
            lock (_gate) Forget(node);
            throw;
        }
    }

    public void Dispose() => _decoding.Dispose();

    private CaseVolume Decode(Func<CaseVolume> decode)
    {
        _decoding.Wait();
        try
        {
            return decode();
        }
        finally
        {
            _decoding.Release();
        }
    }

    private void Count(LinkedListNode<Entry> node, long sizeBytes)
    {
        if (node.List is null || node.Value.SizeBytes > 0) return;
        node.Value.SizeBytes = sizeBytes;
        KeptBytes += sizeBytes;
        for (var last = _recent.Last; last is not null && KeptBytes > mostBytes;)
        {
            var before = last.Previous;
            if (last != node && last.Value.SizeBytes > 0) Forget(last);
            last = before;
        }
    }

    private void Forget(LinkedListNode<Entry> node)
    {
        if (node.List is null) return;
        _recent.Remove(node);
        _known.Remove(node.Value.Key);
        KeptBytes -= node.Value.SizeBytes;
    }

    private sealed record Entry(string Key, Lazy<CaseVolume> Volume)
    {
        public long SizeBytes { get; set; }
    }
}
