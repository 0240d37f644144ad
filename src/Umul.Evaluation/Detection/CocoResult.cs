namespace Umul.Evaluation.Detection;

/// <summary>What pycocotools does that one would not expect, and that changed something in the data at hand.</summary>
public enum CocoQuirk
{
    /// <summary>The ignore field of reference objects was overwritten with their crowd flag (cocoapi#307, #322, #640).</summary>
    IgnoreOverwrittenByCrowd,

    /// <summary>A match with the object of id 0 was counted as a false alarm (cocoapi#572, #672).</summary>
    IdZeroCountsAsUnmatched,

    /// <summary>Predictions of categories that are not evaluated were left out without a word.</summary>
    OtherCategoriesLeftOut,

    /// <summary>Some images have more predictions than are looked at; those of lowest score were left out.</summary>
    PredictionsBeyondMaxDetections,

    /// <summary>The headline AP asks for 100 detections, which the settings do not hold: pycocotools prints −1.</summary>
    HeadlineNeedsHundredDetections,
}

/// <summary>Precision, recall and score by overlap threshold t, recall r, category k, area range a, number of detections m; and the summary.</summary>
public sealed class CocoResult
{
    private readonly double[] _precision;
    private readonly double[] _scores;
    private readonly double[] _recall;
    private readonly DetectionCells _cells;
    private readonly MatchBits _bits;
    private readonly Range[] _slots;
    private readonly int[,] _wanted;

    internal CocoResult(DetectionData data, CocoOptions options, DetectionCells cells, MatchBits bits)
    {
        (Data, Options, _cells, _bits) = (data, options, cells, bits);
        var planes = options.IouThresholds.Count * cells.CategoryCount * options.AreaRanges.Count * options.MaxDetections.Count;
        _precision = Absent(planes * options.RecallThresholds.Count);
        _scores = Absent(planes * options.RecallThresholds.Count);
        _recall = Absent(planes);
        Orders = new int[cells.CategoryCount][];
        _slots = new Range[cells.CategoryCount];
        _wanted = new int[cells.CategoryCount, options.AreaRanges.Count];
        for (var i = 0; i < cells.Cells.Length; i++)
        {
            var cell = cells.Cells[i];
            for (var range = 0; range < options.AreaRanges.Count; range++)
                _wanted[cell.Category, range] += bits.Wanted(range)[i];
            var known = _slots[cell.Category];
            _slots[cell.Category] = (known.Equals(default) ? cell.Predictions.Start : known.Start)..cell.Predictions.End;
        }

        SlotScores = new double[cells.Predictions.Length];
        var scores = data.Predictions.Scores.Span;
        for (var slot = 0; slot < SlotScores.Length; slot++)
            SlotScores[slot] = scores[cells.Predictions[slot]];
    }

    public DetectionData Data { get; }

    public CocoOptions Options { get; }

    /// <summary>Categories in rising order, as k counts them; a single −1 if they are pooled.</summary>
    public IReadOnlyList<long> CategoryIds => Options.UseCategories ? _cells.CategoryIds : [-1];

    /// <summary>Images in rising order.</summary>
    public IReadOnlyList<long> ImageIds => _cells.ImageIds;

    /// <summary>pycocotools' summary by name, with the reason where it prints −1.</summary>
    public IReadOnlyList<MetricValue> Values => field ??= CocoSummary.Values(this);

    /// <summary>pycocotools' <c>stats</c>: 12 numbers (10 for keypoints), −1 for "nothing to average".</summary>
    public IReadOnlyList<double> Stats => [.. Values.Select(value => value.IsDefined ? value.Value : -1)];

    /// <summary>Quirks of pycocotools that changed something here; empty unless <see cref="CocoOptions.IsStrict"/>.</summary>
    public IReadOnlyList<CocoQuirk> Quirks => field ??= [.. FindQuirks()];

    /// <summary>Slots of each category by falling score.</summary>
    internal int[][] Orders { get; }

    internal double[] SlotScores { get; }

    internal DetectionCells Cells => _cells;

    internal MatchBits Bits => _bits;

    /// <summary>Highest precision at recall r or beyond; −1 without reference objects.</summary>
    public double Precision(int t, int r, int k, int a, int m) => PrecisionSpan(t, k, a, m)[r];

    /// <summary>Score at which recall r is reached; 0 where it is not.</summary>
    public double Score(int t, int r, int k, int a, int m) => ScoreSpan(t, k, a, m)[r];

    /// <summary>Share of the reference objects that were found; −1 without any.</summary>
    public double Recall(int t, int k, int a, int m) => _recall[Plane(t, k, a, m)];

    /// <summary>Reference objects of a category that count in an area range.</summary>
    public int References(int k, int a) => WantedOf(k, a);

    /// <summary>AP of one category over all overlap thresholds and recalls, with the last number of detections.</summary>
    public MetricValue CategoryAveragePrecision(int k, int a = 0) =>
        CocoSummary.Precision(this, new CocoSelection(null, k, a, Options.MaxDetections.Count - 1));

    /// <summary>Mean of the chosen precisions over all categories that have reference objects.</summary>
    /// <param name="iou">One overlap threshold, or null for all.</param>
    /// <param name="range">Index of the area range.</param>
    public MetricValue AveragePrecision(double? iou = null, int range = 0) =>
        CocoSummary.Precision(this, new CocoSelection(iou, null, range, Options.MaxDetections.Count - 1));

    /// <summary>
    /// <see cref="AveragePrecision"/> as nnDetection averages it: a category without reference objects counts −1. Equal to the other
    /// where all categories have some; otherwise only good for comparing with its printouts.
    /// </summary>
    public MetricValue AveragePrecisionOfNnDetection(double? iou = null) =>
        CocoSummary.PrecisionWithAbsent(this, new CocoSelection(iou, null, 0, Options.MaxDetections.Count - 1));

    /// <summary>Hits and false alarms of a category by falling score.</summary>
    public PrecisionRecallCurve Curve(int k, int t, int a = 0)
    {
        var hits = _bits.Hits(a);
        var alarms = _bits.Alarms(a);
        var limit = Options.MaxDetections[^1];
        var (scores, isHit) = (new List<double>(), new List<bool>());
        foreach (var slot in Orders[k])
        {
            if (_bits.Ranks[slot] >= limit || (((hits[slot] | alarms[slot]) >> t) & 1) == 0)
                continue;
            scores.Add(SlotScores[slot]);
            isHit.Add(((hits[slot] >> t) & 1) != 0);
        }

        return new PrecisionRecallCurve([.. scores], [.. isHit], WantedOf(k, a));
    }

    internal Range Slots(int category) => _slots[category];

    internal int WantedOf(int category, int range) => _wanted[category, range];

    internal Span<double> PrecisionSpan(int t, int k, int a, int m) =>
        _precision.AsSpan(Plane(t, k, a, m) * Options.RecallThresholds.Count, Options.RecallThresholds.Count);

    internal Span<double> ScoreSpan(int t, int k, int a, int m) =>
        _scores.AsSpan(Plane(t, k, a, m) * Options.RecallThresholds.Count, Options.RecallThresholds.Count);

    internal void SetRecall(int t, int k, int a, int m, double recall) => _recall[Plane(t, k, a, m)] = recall;

    private int Plane(int t, int k, int a, int m) =>
        (((((t * _cells.CategoryCount) + k) * Options.AreaRanges.Count) + a) * Options.MaxDetections.Count) + m;

    private IEnumerable<CocoQuirk> FindQuirks()
    {
        if (!Options.IsStrict)
            yield break;
        var references = Data.References;
        if (Enumerable.Range(0, references.Count).Any(row => references.Ignored(row) && !references.Crowd(row)))
            yield return CocoQuirk.IgnoreOverwrittenByCrowd;
        if (_bits.SawIdZero)
            yield return CocoQuirk.IdZeroCountsAsUnmatched;
        if (_cells.OtherCategories > 0)
            yield return CocoQuirk.OtherCategoriesLeftOut;
        if (_bits.Ranks.AsSpan().ContainsAnyExceptInRange(0, Options.MaxDetections[^1] - 1))
            yield return CocoQuirk.PredictionsBeyondMaxDetections;
        if (Values[0].Reason == UndefinedReason.NotComputed)
            yield return CocoQuirk.HeadlineNeedsHundredDetections;
    }

    private static double[] Absent(int count)
    {
        var values = new double[count];
        Array.Fill(values, -1);
        return values;
    }
}
