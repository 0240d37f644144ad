namespace Umul.Evaluation.Detection;

/// <summary>TIDE's matching and questions within one image. Equal overlaps go to the reference object that comes first.</summary>
internal sealed class ErrorImage
{
    private readonly DetectionCells _cells;
    private readonly DetectionErrorOptions _options;
    private readonly int[] _predictions;
    private readonly int[] _beyond;
    private readonly int[] _references;
    private readonly int[] _regions;
    private readonly double[] _overlaps;
    private readonly double[] _regionOverlaps;
    private readonly int[] _finder;

    public ErrorImage(DetectionData data, DetectionCells cells, DetectionCell cell, DetectionErrorOptions options)
    {
        (_cells, _options) = (cells, options);
        var all = cells.SortByScore(cell);
        var limit = Math.Min(all.Length, options.MaxDetections);
        (_predictions, _beyond) = (all[..limit].ToArray(), all[limit..].ToArray());
        int[] rows = cells.References.AsSpan(cell.References).ToArray();
        _references = [.. rows.Where(row => !IsRegion(data, row))];
        _regions = [.. rows.Where(row => IsRegion(data, row))];
        (_overlaps, _regionOverlaps) = (new double[limit * _references.Length], new double[limit * _regions.Length]);
        data.References.Shapes.Overlaps(new ObjectPairs(data, _predictions, _references), _overlaps);
        data.References.Shapes.Overlaps(new ObjectPairs(data, _predictions, _regions, areRegions: true), _regionOverlaps);
        _finder = new int[_references.Length];
        Array.Fill(_finder, -1);
    }

    /// <summary>Rows of the predictions that were looked at, by falling score.</summary>
    public IReadOnlyList<int> Predictions => _predictions;

    public void Classify(PredictionMatch[] predictions, ReferenceMatch[] references)
    {
        foreach (var row in _beyond)
            predictions[row] = new PredictionMatch(PredictionState.BeyondLimit, -1, 0);
        foreach (var row in _regions)
            references[row] = new ReferenceMatch(ReferenceState.Ignored, -1);
        for (var d = 0; d < _predictions.Length; d++)
            Find(d);
        var isNear = new bool[_references.Length];
        for (var d = 0; d < _predictions.Length; d++)
        {
            var match = Explain(d);
            if (match.State is PredictionState.Localisation or PredictionState.WrongClass && _finder[match.Reference] < 0)
                isNear[match.Reference] = true;
            predictions[_predictions[d]] = match with
            {
                Reference = match.Reference < 0 ? -1 : _references[match.Reference],
                IsIgnored = match.State != PredictionState.Hit && InRegion(d),
            };
        }

        for (var g = 0; g < _references.Length; g++)
        {
            var state = _finder[g] >= 0 ? ReferenceState.Found : isNear[g] ? ReferenceState.NearlyFound : ReferenceState.Missed;
            references[_references[g]] = new ReferenceMatch(state, _finder[g] < 0 ? -1 : _predictions[_finder[g]]);
        }
    }

    /// <summary>Takes the free object of the same class with the highest overlap, if that suffices.</summary>
    private void Find(int d)
    {
        var (best, overlap) = Highest(d, g => _finder[g] < 0 && IsSameClass(d, g));
        if (best >= 0 && overlap >= _options.HitThreshold)
            _finder[best] = d;
    }

    private PredictionMatch Explain(int d)
    {
        var hit = Array.IndexOf(_finder, d);
        if (hit >= 0)
            return new PredictionMatch(PredictionState.Hit, hit, Overlap(d, hit));
        if (_references.Length == 0)
            return new PredictionMatch(PredictionState.Background, -1, 0);
        var (same, sameOverlap) = Highest(d, g => IsSameClass(d, g));
        if (_options.BackgroundThreshold <= sameOverlap && sameOverlap <= _options.HitThreshold)
            return new PredictionMatch(PredictionState.Localisation, same, sameOverlap);
        var (other, otherOverlap) = Highest(d, g => !IsSameClass(d, g));
        if (otherOverlap >= _options.HitThreshold)
            return new PredictionMatch(PredictionState.WrongClass, other, otherOverlap);
        var (taken, takenOverlap) = Highest(d, g => IsSameClass(d, g) && _finder[g] >= 0);
        if (takenOverlap >= _options.HitThreshold)
            return new PredictionMatch(PredictionState.Duplicate, taken, takenOverlap);
        var (any, anyOverlap) = Highest(d, _ => true);
        return anyOverlap <= _options.BackgroundThreshold
            ? new PredictionMatch(PredictionState.Background, -1, anyOverlap)
            : new PredictionMatch(PredictionState.WrongClassAndLocalisation, any, anyOverlap);
    }

    private bool InRegion(int d)
    {
        for (var r = 0; r < _regions.Length; r++)
        {
            if (_regionOverlaps[(d * _regions.Length) + r] > _options.HitThreshold
                && _cells.ReferenceCategories[_regions[r]] == _cells.PredictionCategories[_predictions[d]])
                return true;
        }

        return false;
    }

    /// <summary>The first object of highest overlap; those not asked for count as 0, as multiplying by a mask leaves them.</summary>
    private (int Reference, double Overlap) Highest(int d, Func<int, bool> isAsked)
    {
        var (best, most) = (-1, -1.0);
        for (var g = 0; g < _references.Length; g++)
        {
            var overlap = isAsked(g) ? Overlap(d, g) : 0;
            if (overlap > most)
                (best, most) = (g, overlap);
        }

        return (best, most);
    }

    private double Overlap(int d, int g) => _overlaps[(d * _references.Length) + g];

    private bool IsSameClass(int d, int g) =>
        _cells.PredictionCategories[_predictions[d]] == _cells.ReferenceCategories[_references[g]];

    private static bool IsRegion(DetectionData data, int row) => data.References.Crowd(row) || data.References.Ignored(row);
}
