namespace Umul.Evaluation.Detection;

/// <summary>Detections that count, by falling score, each a hit or a false alarm; and how many reference objects there were to find.</summary>
/// <remarks>The same detections give very different areas by the six rules in use, so each rule has its name.</remarks>
public sealed class PrecisionRecallCurve
{
    private readonly double[] _precision;
    private readonly double[] _recall;

    internal PrecisionRecallCurve(double[] scores, bool[] isHit, int references)
    {
        (Scores, IsHit, References) = (scores, isHit, references);
        (_precision, _recall) = (new double[scores.Length], new double[scores.Length]);
        var hits = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            hits += isHit[i] ? 1 : 0;
            _precision[i] = (double)hits / (i + 1);
            _recall[i] = references == 0 ? double.NaN : (double)hits / references;
        }
    }

    public IReadOnlyList<double> Scores { get; }

    public IReadOnlyList<bool> IsHit { get; }

    public int References { get; }

    /// <summary>Precision when everything down to detection i is accepted.</summary>
    public IReadOnlyList<double> Precision => _precision;

    /// <summary>Share of reference objects found by then.</summary>
    public IReadOnlyList<double> Recall => _recall;

    /// <summary>Mean over 101 recalls of the highest precision from there on (COCO).</summary>
    public MetricValue Coco101 => AtRecalls("averagePrecision.coco101", CocoOptions.Linear(0, 1, 101));

    /// <summary>Mean over 11 recalls of the highest precision from there on (Pascal VOC 2007).</summary>
    public MetricValue Voc11 => AtRecalls("averagePrecision.voc11", CocoOptions.Linear(0, 1, 11));

    /// <summary>Area under the envelope (Pascal VOC since 2010).</summary>
    public MetricValue VocArea => Area("averagePrecision.vocArea", Envelope());

    /// <summary>Σ (recall step)·precision without envelope, as scikit-learn; every detection is a step of its own.</summary>
    public MetricValue Step => Area("averagePrecision.step", _precision);

    /// <summary>Trapezoids between neighbouring points, from recall 0 with precision 1.</summary>
    public MetricValue Trapezoid
    {
        get
        {
            const string name = "averagePrecision.trapezoid";
            if (References == 0)
                return MetricValue.Undefined(name, UndefinedReason.NoPositives);
            var (area, recall, precision) = (0.0, 0.0, 1.0);
            for (var i = 0; i < _recall.Length; i++)
            {
                area += (_recall[i] - recall) * (_precision[i] + precision) / 2;
                (recall, precision) = (_recall[i], _precision[i]);
            }

            return MetricValue.Of(name, area);
        }
    }

    /// <summary>
    /// Trapezoids over 101 recalls of the envelope drawn from (0, 1) to (1, 0) with straight lines between its points (YOLO). Far above
    /// every other rule where recall stays low: the line to (1, 0) counts as if it had been reached.
    /// </summary>
    public MetricValue Interpolated101
    {
        get
        {
            const string name = "averagePrecision.interpolated101";
            if (References == 0)
                return MetricValue.Undefined(name, UndefinedReason.NoPositives);
            double[] recall = [0, .. _recall, 1];
            double[] precision = [1, .. Envelope(), 0];
            for (var i = precision.Length - 2; i >= 0; i--)
                precision[i] = Math.Max(precision[i], precision[i + 1]);
            var (area, before, at) = (0.0, double.NaN, 0);
            foreach (var x in CocoOptions.Linear(0, 1, 101))
            {
                while (at + 1 < recall.Length && recall[at + 1] <= x)
                    at++;
                var y = at + 1 == recall.Length || recall[at] == x
                    ? precision[at]
                    : precision[at] + ((precision[at + 1] - precision[at]) / (recall[at + 1] - recall[at]) * (x - recall[at]));
                area += double.IsNaN(before) ? 0 : (before + y) / 2 / 100;
                before = y;
            }

            return MetricValue.Of(name, area);
        }
    }

    internal MetricValue AtRecalls(string name, double[] recalls)
    {
        if (References == 0)
            return MetricValue.Undefined(name, UndefinedReason.NoPositives);
        var (envelope, sum, at) = (Envelope(), 0.0, 0);
        foreach (var recall in recalls)
        {
            while (at < _recall.Length && _recall[at] < recall)
                at++;
            sum += at < _recall.Length ? envelope[at] : 0;
        }

        return MetricValue.Of(name, sum / recalls.Length);
    }

    private MetricValue Area(string name, double[] precision)
    {
        if (References == 0)
            return MetricValue.Undefined(name, UndefinedReason.NoPositives);
        var (area, before) = (0.0, 0.0);
        for (var i = 0; i < precision.Length; i++)
        {
            area += (_recall[i] - before) * precision[i];
            before = _recall[i];
        }

        return MetricValue.Of(name, area);
    }

    private double[] Envelope()
    {
        var envelope = _precision.ToArray();
        for (var i = envelope.Length - 2; i >= 0; i--)
            envelope[i] = Math.Max(envelope[i], envelope[i + 1]);
        return envelope;
    }
}
