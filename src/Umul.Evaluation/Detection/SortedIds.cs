namespace Umul.Evaluation.Detection;

/// <summary>Ids in rising order and the place of each among them: a table where they lie close together, a dictionary otherwise.</summary>
internal sealed class SortedIds
{
    private readonly Dictionary<long, int> _places = [];
    private readonly int[] _table = [];
    private readonly long _first;

    public SortedIds(long[] sorted)
    {
        if (sorted.Length == 0)
            return;
        _first = sorted[0];
        var width = (ulong)(sorted[^1] - _first);
        if (width < (4 * (ulong)sorted.Length) + 1024)
        {
            _table = new int[width + 1];
            Array.Fill(_table, -1);
        }

        for (var i = 0; i < sorted.Length; i++)
        {
            if (_table.Length > 0)
                _table[sorted[i] - _first] = i;
            else
                _places.Add(sorted[i], i);
        }
    }

    /// <summary>Place of every row's id, −1 where it is not among the ids.</summary>
    public int[] PlacesOf(ReadOnlySpan<long> ids)
    {
        var places = new int[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            // An id below the first wraps round to a huge number and misses the table as well.
            var at = (ulong)(ids[i] - _first);
            places[i] = _table.Length == 0 ? _places.GetValueOrDefault(ids[i], -1) : at < (ulong)_table.Length ? _table[at] : -1;
        }

        return places;
    }

    public static long[] Of(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var distinct = new HashSet<long>();
        Add(distinct, first);
        Add(distinct, second);
        long[] sorted = [.. distinct];
        Array.Sort(sorted);
        return sorted;
    }

    private static void Add(HashSet<long> distinct, ReadOnlySpan<long> ids)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            if (i == 0 || ids[i] != ids[i - 1])
                distinct.Add(ids[i]);
        }
    }
}
