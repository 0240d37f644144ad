using System.Globalization;
using Umul.Evaluation;
using Umul.Evaluation.Detection;

namespace Umul.Outcomes.Kinds;

/// <summary>Hits, false alarms and misses of each image among the predictions above one score, from states that matching has given.</summary>
internal sealed class DetectionTally
{
    private readonly Dictionary<long, int> _places;
    private readonly long[] _hits;
    private readonly long[] _alarms;
    private readonly long[] _wanted;
    private readonly string _suffix;

    public DetectionTally(DetectionData data, DetectionErrorResult errors, DetectionRules rules)
    {
        var images = data.ImageIds!;
        _places = images.Select((id, at) => (id, at)).ToDictionary(i => i.id, i => i.at);
        (_hits, _alarms, _wanted) = (new long[images.Count], new long[images.Count], new long[images.Count]);
        for (var row = 0; row < data.References.Count; row++)
            if (errors.References[row].State is ReferenceState.Found or ReferenceState.Missed or ReferenceState.NearlyFound) _wanted[_places[data.References.ImageIds.Span[row]]]++;
        var counted = Enumerable.Range(0, data.Predictions.Count).Where(row => IsCounted(errors.Predictions[row])).ToArray();
        var scores = data.Predictions.Scores;
        BestScore = Best(counted, scores, errors, _wanted.Sum());
        Score = rules.Score ?? BestScore ?? double.PositiveInfinity;
        foreach (var row in counted.Where(row => scores.Span[row] >= Score))
        {
            var tally = errors.Predictions[row].State == PredictionState.Hit ? _hits : _alarms;
            tally[_places[data.Predictions.ImageIds.Span[row]]]++;
        }
        var rule = rules.Score is { } given ? string.Create(CultureInfo.InvariantCulture, $"score{given:0.####}") : "bestF1";
        _suffix = string.Create(CultureInfo.InvariantCulture, $"@{rules.Iou:0.00}.{rule}");
    }

    /// <summary>The least score that is counted.</summary>
    public double Score { get; }

    /// <summary>The score at which F1 over all images is highest; null without a prediction that counts.</summary>
    public double? BestScore { get; }

    public long Hits => _hits.Sum();

    public IReadOnlyList<MetricValue> Overall => Values(_hits.Sum(), _alarms.Sum(), _wanted.Sum());

    public (long Hits, long Alarms, long Missed) Counts(long image) => (_hits[_places[image]], _alarms[_places[image]], _wanted[_places[image]] - _hits[_places[image]]);

    public IReadOnlyList<MetricValue> Of(long image)
    {
        var at = _places[image];
        return [.. Values(_hits[at], _alarms[at], _wanted[at]), MetricValue.Ratio("falseAlarms" + _suffix, _alarms[at], 1, UndefinedReason.None)];
    }

    private MetricValue[] Values(long hits, long alarms, long wanted) =>
    [
        MetricValue.Ratio("objectF1" + _suffix, 2 * hits, hits + alarms + wanted, UndefinedReason.BothEmpty),
        MetricValue.Ratio("objectRecall" + _suffix, hits, wanted, hits + alarms == 0 ? UndefinedReason.BothEmpty : UndefinedReason.ReferenceEmpty),
        MetricValue.Ratio("objectPrecision" + _suffix, hits, hits + alarms, wanted == 0 ? UndefinedReason.BothEmpty : UndefinedReason.PredictionEmpty),
    ];

    private static bool IsCounted(PredictionMatch match) => !match.IsIgnored && match.State is not (PredictionState.BeyondLimit or PredictionState.OtherCategory);

    // Matching goes by falling score, so that leaving out low scores changes nothing above them.
    private static double? Best(int[] counted, ReadOnlyMemory<double> scores, DetectionErrorResult errors, long wanted)
    {
        int[] order = [.. counted.OrderByDescending(row => scores.Span[row])];
        var (best, most, hits) = ((double?)null, -1.0, 0L);
        for (var i = 0; i < order.Length; i++)
        {
            hits += errors.Predictions[order[i]].State == PredictionState.Hit ? 1 : 0;
            if (i + 1 < order.Length && scores.Span[order[i + 1]] == scores.Span[order[i]]) continue;
            if (2.0 * hits / (i + 1 + wanted) is var f1 && f1 > most) (best, most) = (scores.Span[order[i]], f1);
        }
        return best;
    }
}
