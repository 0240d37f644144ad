using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Detection;

/// <summary>AP as it is, and with one kind of error mended. Equal scores keep TIDE's order: false alarms before hits once something is mended.</summary>
internal sealed class ErrorGains
{
    // Quotients, as TIDE has them; COCO's are multiples of a hundredth and differ in the last bit.
    private static readonly double[] Hundredths = [.. Enumerable.Range(0, 101).Select(i => i / 100.0)];

    private readonly DetectionData _data;
    private readonly DetectionCells _cells;
    private readonly PredictionMatch[] _predictions;
    private readonly ReferenceMatch[] _references;
    private readonly int[] _inOrder;
    private readonly double?[] _base;

    /// <summary>The best-scored prediction that would find an object if its class or place were mended.</summary>
    private readonly Dictionary<int, int> _best = [];

    public ErrorGains(
        DetectionData data, DetectionCells cells, IEnumerable<ErrorImage> images, PredictionMatch[] predictions, ReferenceMatch[] references)
    {
        (_data, _cells, _predictions, _references) = (data, cells, predictions, references);
        int[] looked = [.. images.SelectMany(image => image.Predictions)];
        foreach (var row in looked)
        {
            if (predictions[row].State is PredictionState.Localisation or PredictionState.WrongClass
                && references[predictions[row].Reference].State != ReferenceState.Found)
                _best.TryAdd(predictions[row].Reference, row);
        }

        _base = Ap(looked.Where(IsCounted).Select(PointOf), Wanted());
        Base = Mean(_base);
        _inOrder = [.. looked.Where(row => !IsHit(row)), .. looked.Where(IsHit)];
        FalsePositives = Gain(Ap(Counted().Select(point => point with { Score = point.IsHit ? 1 : 0 }), Wanted()));
        FalseNegatives = Gain(Ap(Counted(), Wanted(ReferenceState.Missed, ReferenceState.NearlyFound)));
    }

    /// <summary>AP in [0, 1]; null without a single object on either side.</summary>
    public double? Base { get; }

    public double FalsePositives { get; }

    public double FalseNegatives { get; }

    public DetectionErrorGain Of(DetectionErrorKind kind)
    {
        if (kind == DetectionErrorKind.Missed)
        {
            var missed = _references.Count(reference => reference.State == ReferenceState.Missed);
            return Result(kind, missed, Ap(Counted(), Wanted(ReferenceState.Missed)));
        }

        var (points, count) = (new List<Point>(), 0);
        foreach (var row in _inOrder)
        {
            if (DetectionErrorResult.KindOf(_predictions[row].State) == kind)
            {
                count++;
                if (IsBest(row))
                    points.Add(Mended(row));
            }
            else if (IsCounted(row))
            {
                points.Add(PointOf(row));
            }
        }

        return Result(kind, count, Ap(points, Wanted()));
    }

    private DetectionErrorGain Result(DetectionErrorKind kind, int count, double?[] mended) =>
        new(kind, count, Math.Max(0, Gain(mended)))
        {
            ByCategory = Enumerable.Range(0, mended.Length).Where(k => mended[k] is not null && _base[k] is not null)
                .ToDictionary(k => _cells.CategoryIds[k], k => mended[k]!.Value - _base[k]!.Value),
        };

    private IEnumerable<Point> Counted() => _inOrder.Where(IsCounted).Select(PointOf);

    private bool IsHit(int row) => _predictions[row].State == PredictionState.Hit;

    private bool IsCounted(int row) => !_predictions[row].IsIgnored;

    private bool IsBest(int row) =>
        _predictions[row].State is PredictionState.Localisation or PredictionState.WrongClass
        && _best.TryGetValue(_predictions[row].Reference, out var best) && best == row;

    private Point PointOf(int row) => new(_cells.PredictionCategories[row], _data.Predictions.Scores.Span[row], IsHit(row));

    private Point Mended(int row) =>
        new(_cells.ReferenceCategories[_predictions[row].Reference], _data.Predictions.Scores.Span[row], true);

    /// <summary>Reference objects of each category, but for those in the given states.</summary>
    private int[] Wanted(params ReferenceState[] excused)
    {
        var wanted = new int[_cells.CategoryIds.Length];
        for (var row = 0; row < _references.Length; row++)
        {
            var state = _references[row].State;
            if (state is not (ReferenceState.Ignored or ReferenceState.OtherCategory) && !excused.Contains(state))
                wanted[_cells.ReferenceCategories[row]]++;
        }

        return wanted;
    }

    private double Gain(double?[] mended) => Base is { } all ? (Mean(mended) ?? 0) - all : 0;

    private static double? Mean(double?[] byCategory)
    {
        var (sum, categories) = (0.0, 0);
        foreach (var ap in byCategory)
        {
            if (ap is { } value)
                (sum, categories) = (sum + value, categories + 1);
        }

        return categories == 0 ? null : sum / categories;
    }

    /// <summary>AP of each category that has an object or a prediction; 0 for one without objects.</summary>
    private static double?[] Ap(IEnumerable<Point> points, int[] wanted)
    {
        var byCategory = points.ToLookup(point => point.Category);
        var result = new double?[wanted.Length];
        for (var k = 0; k < wanted.Length; k++)
        {
            Point[] own = [.. byCategory[k]];
            if (own.Length == 0 && wanted[k] == 0)
                continue;
            result[k] = 0;
            if (wanted[k] == 0)
                continue;
            double[] scores = [.. own.Select(point => point.Score)];
            var order = DescendingOrder.Of(scores);
            result[k] = new PrecisionRecallCurve([.. order.Select(i => scores[i])], [.. order.Select(i => own[i].IsHit)], wanted[k])
                .AtRecalls("tide", Hundredths).Value;
        }

        return result;
    }

    private readonly record struct Point(int Category, double Score, bool IsHit);
}
