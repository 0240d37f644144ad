namespace Umul.Evaluation.Transcription;

/// <summary>Counts of every utterance in one unit, and the rates that follow from them.</summary>
public sealed class TranscriptUnitResult
{
    private readonly TranscriptionOptions _options;
    private readonly IReadOnlyList<TranscriptPair> _pairs;

    internal TranscriptUnitResult(TranscriptUnit unit, TranscriptionOptions options, IReadOnlyList<TranscriptPair> pairs, EditCounts[] utterances)
    {
        (Unit, _options, _pairs, Utterances) = (unit, options, pairs, utterances);
        foreach (var counts in utterances)
            Total += counts;
        Values = [.. Rates()];
    }

    public TranscriptUnit Unit { get; }

    /// <summary>In the order of the pairs.</summary>
    public IReadOnlyList<EditCounts> Utterances { get; }

    public EditCounts Total { get; }

    /// <summary>
    /// Over all utterances: the rate of the added counts (micro), the mean of the utterances' rates (<c>macro</c>, over utterances with a
    /// reference), and for words match error rate, word information lost and share of wrong utterances (<c>ser</c>).
    /// </summary>
    public IReadOnlyList<MetricValue> Values { get; }

    /// <summary>The name of this unit's error rate under the options.</summary>
    public string Definition => _options.Definition(TranscriptionOptions.Rate(Unit));

    /// <summary>Errors and reference tokens of every utterance: what pseudo-values of the pooled rate need.</summary>
    public (double[] Errors, double[] Lengths) Ratios() =>
        ([.. Utterances.Select(counts => (double)counts.Errors)], [.. Utterances.Select(counts => (double)counts.ReferenceLength)]);

    /// <summary>Hits, reference length and prediction length of every utterance: what pseudo-values of word information lost need.</summary>
    public double[][] InformationSums() =>
        [.. Utterances.Select(counts => new double[] { counts.Hits, counts.ReferenceLength, counts.PredictionLength })];

    /// <summary>The metrics of one utterance, under the names of the values over all.</summary>
    public IReadOnlyList<MetricValue> OfUtterance(int index) => [.. Rates(Utterances[index], Utterances[index].Errors > 0 ? 1 : 0, 1)];

    /// <summary>Speakers in code-point order, utterances without one last.</summary>
    public IReadOnlyList<SpeakerErrors> Speakers() =>
    [
        .. Enumerable.Range(0, _pairs.Count)
            .GroupBy(i => _pairs[i].Speaker)
            .OrderBy(group => group.Key is null)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new SpeakerErrors(
                group.Key,
                group.Count(),
                group.Count(i => Utterances[i].Errors > 0),
                group.Aggregate(default(EditCounts), (sum, i) => sum + Utterances[i]))),
    ];

    private IEnumerable<MetricValue> Rates()
    {
        foreach (var value in Rates(Total, Utterances.Count(counts => counts.Errors > 0), Utterances.Count))
            yield return value;
        var (sum, defined) = (0.0, 0);
        foreach (var counts in Utterances)
        {
            if (counts.ReferenceLength == 0)
                continue;
            sum += (double)counts.Errors / counts.ReferenceLength;
            defined++;
        }

        yield return MetricValue.Ratio(
            _options.Definition($"{TranscriptionOptions.Rate(Unit)}.macro"), sum, defined, UndefinedReason.ReferenceEmpty);
    }

    private IEnumerable<MetricValue> Rates(EditCounts counts, int wrong, int utterances)
    {
        yield return ErrorRates.ErrorRate(counts, Definition);
        if (Unit != TranscriptUnit.Word)
            yield break;
        yield return ErrorRates.MatchErrorRate(counts, _options.Definition("mer"));
        yield return ErrorRates.WordInformationLost(counts, _options.Definition("wil"));
        yield return MetricValue.Ratio(_options.Definition("ser"), wrong, utterances, UndefinedReason.BothEmpty);
    }
}
