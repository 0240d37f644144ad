namespace Umul.Evaluation.Detection;

/// <summary>Ids in rising order and the place of each among them.</summary>
internal sealed class SortedIds
{
    private readonly Dictionary<long, int> _places;

    public SortedIds(long[] sorted)
    {
        _places = new Dictionary<long, int>(sorted.Length);
        for (var i = 0; i < sorted.Length; i++)
            _places.Add(sorted[i], i);
    }

    /// <summary>Place of every row's id, −1 where it is not among the ids. Neighbouring rows mostly share their id.</summary>
    public int[] PlacesOf(ReadOnlySpan<long> ids)
    {
        var places = new int[ids.Length];
        for (var i = 0; i < ids.Length; i++)
            places[i] = i > 0 && ids[i] == ids[i - 1] ? places[i - 1] : _places.GetValueOrDefault(ids[i], -1);
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
