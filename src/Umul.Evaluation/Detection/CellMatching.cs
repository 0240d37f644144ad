namespace Umul.Evaluation.Detection;

/// <summary>
/// COCO's greedy matching within one image and category: predictions by falling score, each takes the free reference object of highest
/// overlap (the later one of equals), an ignored object only if no other fits. One instance serves one thread.
/// </summary>
internal sealed class CellMatching(DetectionData data, DetectionCells cells, CocoOptions options, MatchBits bits)
{
    /// <summary>pycocotools accepts an overlap of 1 at threshold 1 although it may be rounded.</summary>
    private const double AlmostOne = 1 - 1e-10;

    private readonly double[] _thresholds = [.. options.IouThresholds.Select(threshold => Math.Min(threshold, AlmostOne))];
    private readonly ushort _everyThreshold = (ushort)((1 << options.IouThresholds.Count) - 1);
    private double[] _overlaps = new double[64];
    private double[] _areas = new double[16];
    private int[] _ends = new int[16];
    private Candidate[] _candidates = new Candidate[64];
    private ushort[] _taken = new ushort[16];
    private Kind[] _kinds = new Kind[16];

    [Flags]
    private enum Kind : byte
    {
        Wanted = 0,
        Ignored = 1,
        Crowd = 2,
        IdZero = 4,
    }

    public void Match(int index)
    {
        var cell = cells.Cells[index];
        var predictions = cells.SortByScore(cell);
        var references = cells.References.AsSpan(cell.References);
        var first = cell.Predictions.Start.Value;
        for (var i = 0; i < predictions.Length; i++)
            bits.Ranks[first + i] = i;
        predictions = predictions[..Math.Min(predictions.Length, options.MaxDetections[^1])];
        Measure(predictions, references);
        for (var range = 0; range < options.AreaRanges.Count; range++)
        {
            bits.Wanted(range)[index] = Classify(references, options.AreaRanges[range]);
            MatchRange(range, first, predictions.Length, references.Length);
        }
    }

    /// <summary>Overlaps of all pairs; those that reach the lowest threshold are kept, and they are few.</summary>
    private void Measure(ReadOnlySpan<int> predictions, ReadOnlySpan<int> references)
    {
        var pairs = predictions.Length * references.Length;
        if (_kinds.Length < references.Length)
            (_taken, _kinds) = (new ushort[2 * references.Length], new Kind[2 * references.Length]);
        if (_overlaps.Length < pairs)
            (_overlaps, _candidates) = (new double[2 * pairs], new Candidate[2 * pairs]);
        if (_areas.Length < predictions.Length)
            (_areas, _ends) = (new double[2 * predictions.Length], new int[2 * predictions.Length]);
        for (var d = 0; d < predictions.Length; d++)
            _areas[d] = data.Predictions.Area(predictions[d]);
        if (pairs > 0)
            data.References.Shapes.Overlaps(new ObjectPairs(data, predictions, references), _overlaps);
        var (found, at) = (0, 0);
        for (var d = 0; d < predictions.Length; d++)
        {
            for (var g = 0; g < references.Length; g++, at++)
            {
                if (_overlaps[at] >= _thresholds[0])
                    Insert(new Candidate(g, Reached(_overlaps[at]), _overlaps[at]), d == 0 ? 0 : _ends[d - 1], found++);
            }

            _ends[d] = found;
        }
    }

    /// <summary>Keeps a prediction's candidates in order of preference: the highest overlap first, the later of equals.</summary>
    private void Insert(Candidate candidate, int from, int to)
    {
        for (; to > from && _candidates[to - 1].Overlap <= candidate.Overlap; to--)
            _candidates[to] = _candidates[to - 1];
        _candidates[to] = candidate;
    }

    /// <summary>A bit for each threshold that an overlap reaches.</summary>
    private int Reached(double overlap)
    {
        var count = 0;
        while (count < _thresholds.Length && overlap >= _thresholds[count])
            count++;
        return (1 << count) - 1;
    }

    /// <summary>Marks the reference objects that count for nothing in this range; gives the number of those that count.</summary>
    private int Classify(ReadOnlySpan<int> references, AreaRange range)
    {
        var wanted = 0;
        for (var g = 0; g < references.Length; g++)
        {
            var row = references[g];
            var kind = data.References.Crowd(row) ? Kind.Crowd | Kind.Ignored : Kind.Wanted;
            if (range.Excludes(data.References.Area(row)) || data.References.Shapes.IsUnlabelled(row)
                || (!options.IsStrict && data.References.Ignored(row)))
                kind |= Kind.Ignored;
            if (data.References.HasIdZero(row))
                kind |= Kind.IdZero;
            _kinds[g] = kind;
            wanted += (kind & Kind.Ignored) == Kind.Ignored ? 0 : 1;
        }

        return wanted;
    }

    private void MatchRange(int range, int first, int predictions, int references)
    {
        var hits = bits.Hits(range);
        var alarms = bits.Alarms(range);
        _taken.AsSpan(0, references).Clear();
        var start = 0;
        for (var d = 0; d < predictions; d++)
        {
            var candidates = _candidates.AsSpan(start, _ends[d] - start);
            start = _ends[d];
            var (hit, matched) = candidates.IsEmpty ? ((ushort)0, (ushort)0) : Choose(candidates);
            hits[first + d] = hit;
            alarms[first + d] = options.AreaRanges[range].Excludes(_areas[d]) ? (ushort)0 : (ushort)(_everyThreshold & ~matched);
        }
    }

    /// <summary>Thresholds at which the prediction hits, and those at which it is matched with anything, ignored objects included.</summary>
    private (ushort Hits, ushort Matched) Choose(ReadOnlySpan<Candidate> candidates)
    {
        // One preference holds at every threshold, so each candidate takes all thresholds at once that are left to it.
        var (hits, left) = (Take(candidates, Kind.Wanted, _everyThreshold, out var lost), _everyThreshold & ~lost);
        left &= ~hits;
        var ignored = left == 0 ? 0 : Take(candidates, Kind.Ignored, left, out _);
        return ((ushort)hits, (ushort)(hits | ignored));
    }

    /// <summary>Thresholds at which one of the candidates of a kind is reached and free.</summary>
    /// <param name="candidates">In order of preference.</param>
    /// <param name="wanted">Wanted or ignored.</param>
    /// <param name="left">Thresholds that are not matched yet.</param>
    /// <param name="lost">Thresholds whose match pycocotools takes for none, because the object's id is 0.</param>
    private int Take(ReadOnlySpan<Candidate> candidates, Kind wanted, int left, out int lost)
    {
        var found = 0;
        lost = 0;
        foreach (ref readonly var candidate in candidates)
        {
            var kind = _kinds[candidate.Reference];
            var free = left & candidate.Reached & ((kind & Kind.Crowd) == Kind.Crowd ? _everyThreshold : ~_taken[candidate.Reference]);
            if ((kind & Kind.Ignored) != wanted || free == 0)
                continue;
            _taken[candidate.Reference] |= (ushort)free;
            left &= ~free;
            if ((kind & (Kind.IdZero | Kind.Ignored)) == Kind.IdZero)
            {
                bits.SawIdZero = true;
                if (options.IsStrict)
                {
                    lost |= free;
                    continue;
                }
            }

            found |= free;
        }

        return found;
    }

    private readonly record struct Candidate(int Reference, int Reached, double Overlap);
}
