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
    private ushort[] _taken = new ushort[16];
    private Kind[] _kinds = new Kind[16];
    private readonly List<Candidate> _candidates = [];
    private double _highest;

    [Flags]
    private enum Kind
    {
        Wanted = 0,
        Ignored = 1,
        Crowd = 2,
        IdZero = 4,
    }

    public void Match(int index)
    {
        var cell = cells.Cells[index];
        var predictions = cells.Predictions.AsSpan(cell.Predictions);
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

    private void Measure(ReadOnlySpan<int> predictions, ReadOnlySpan<int> references)
    {
        if (_taken.Length < references.Length)
            (_taken, _kinds) = (new ushort[2 * references.Length], new Kind[2 * references.Length]);
        if (_overlaps.Length < predictions.Length * references.Length)
            _overlaps = new double[2 * predictions.Length * references.Length];
        if (_areas.Length < predictions.Length)
            _areas = new double[2 * predictions.Length];
        for (var d = 0; d < predictions.Length; d++)
            _areas[d] = data.Predictions.Area(predictions[d]);
        data.References.Shapes.Overlaps(new ObjectPairs(data, predictions, references), _overlaps);
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
            wanted += kind.HasFlag(Kind.Ignored) ? 0 : 1;
        }

        return wanted;
    }

    private void MatchRange(int range, int first, int predictions, int references)
    {
        var hits = bits.Hits(range);
        var alarms = bits.Alarms(range);
        _taken.AsSpan(0, references).Clear();
        for (var d = 0; d < predictions; d++)
        {
            Collect(_overlaps.AsSpan(d * references, references));
            var (hit, matched) = _candidates.Count == 0 ? ((ushort)0, (ushort)0) : Choose();
            hits[first + d] = hit;
            var isOutside = options.AreaRanges[range].Excludes(_areas[d]);
            alarms[first + d] = isOutside ? (ushort)0 : (ushort)(_everyThreshold & ~matched);
        }
    }

    private void Collect(ReadOnlySpan<double> overlaps)
    {
        _candidates.Clear();
        _highest = 0;
        for (var g = 0; g < overlaps.Length; g++)
        {
            if (!(overlaps[g] >= _thresholds[0]))
                continue;
            _candidates.Add(new Candidate(g, overlaps[g]));
            _highest = Math.Max(_highest, overlaps[g]);
        }
    }

    /// <summary>Thresholds at which the prediction hits, and those at which it is matched with anything, ignored objects included.</summary>
    private (ushort Hits, ushort Matched) Choose()
    {
        var (hits, matched) = (0, 0);
        for (var t = 0; t < _thresholds.Length && _highest >= _thresholds[t]; t++)
        {
            var best = Best(t, Kind.Wanted);
            if (best < 0)
                best = Best(t, Kind.Ignored);
            if (best < 0)
                continue;
            var (bit, kind) = (1 << t, _kinds[best]);
            _taken[best] |= (ushort)bit;
            if (kind.HasFlag(Kind.IdZero) && !kind.HasFlag(Kind.Ignored))
            {
                bits.SawIdZero = true;
                if (options.IsStrict)
                    continue;
            }

            matched |= bit;
            if (!kind.HasFlag(Kind.Ignored))
                hits |= bit;
        }

        return ((ushort)hits, (ushort)matched);
    }

    private int Best(int t, Kind wanted)
    {
        var (best, least) = (-1, _thresholds[t]);
        foreach (var candidate in _candidates)
        {
            var kind = _kinds[candidate.Reference];
            if (candidate.Overlap < least || (kind & Kind.Ignored) != wanted)
                continue;
            if (((_taken[candidate.Reference] >> t) & 1) != 0 && !kind.HasFlag(Kind.Crowd))
                continue;
            (best, least) = (candidate.Reference, candidate.Overlap);
        }

        return best;
    }

    private readonly record struct Candidate(int Reference, double Overlap);
}
