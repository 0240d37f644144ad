namespace Umul.Evaluation.Transcription;

/// <summary>Rates made of the counts of an alignment, of one utterance or of many added up.</summary>
public static class ErrorRates
{
    /// <summary>Errors per reference token (word error rate, character error rate). 0 is best; it can exceed 1.</summary>
    /// <remarks>
    /// <para>Formula: (S + D + I) / N. Over utterances the counts are added first ("micro").</para>
    /// <para>Empty: no reference token ⇒ NaN; its insertions still count in a sum over utterances.</para>
    /// </remarks>
    public static MetricValue ErrorRate(EditCounts counts, string definition = "wer") =>
        MetricValue.Ratio(definition, counts.Errors, counts.ReferenceLength, Empty(counts));

    /// <summary>Match error rate: share of aligned pairs that are wrong. In [0, 1].</summary>
    /// <remarks>
    /// <para>Formula: (S + D + I) / (H + S + D + I).</para>
    /// <para>Source: Morris, Maier and Green 2004, doi:10.21437/Interspeech.2004-668.</para>
    /// </remarks>
    public static MetricValue MatchErrorRate(EditCounts counts, string definition = "mer") =>
        MetricValue.Ratio(definition, counts.Errors, counts.Errors + counts.Hits, UndefinedReason.BothEmpty);

    /// <summary>Word information lost. In [0, 1]; a ratio of products, hence neither additive nor a mean over utterances.</summary>
    /// <remarks>
    /// <para>Formula: 1 − (H / N)·(H / P), N and P being the lengths of reference and prediction; 1 where only one is empty.</para>
    /// <para>Source: Morris, Maier and Green 2004, doi:10.21437/Interspeech.2004-668.</para>
    /// </remarks>
    public static MetricValue WordInformationLost(EditCounts counts, string definition = "wil")
    {
        if (counts.Hits + counts.Errors == 0)
            return MetricValue.Undefined(definition, UndefinedReason.BothEmpty);
        return MetricValue.Of(definition, InformationLost(counts.Hits, counts.ReferenceLength, counts.PredictionLength));
    }

    /// <summary>Word information lost from its sufficient statistics hits, reference length, prediction length, for pseudo-values.</summary>
    public static double InformationLost(double hits, double referenceLength, double predictionLength) =>
        referenceLength + predictionLength == 0 ? double.NaN
        : hits == 0 ? 1
        : 1 - (hits / referenceLength * (hits / predictionLength));

    private static UndefinedReason Empty(EditCounts counts) =>
        counts.Insertions == 0 ? UndefinedReason.BothEmpty : UndefinedReason.ReferenceEmpty;
}
