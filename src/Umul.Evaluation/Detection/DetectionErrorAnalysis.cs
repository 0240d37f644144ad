namespace Umul.Evaluation.Detection;

/// <summary>TIDE: sorts every error of a detector into six kinds and measures what fixing each alone would do for AP.</summary>
/// <remarks>
/// <para>Order of the questions: place wrong but class right (overlap between background and hit threshold), class wrong but place right,
/// duplicate, background, both wrong; a reference object that none of these would have found is missed.</para>
/// <para>Crowds and ignored objects are regions in which a false alarm counts for nothing.</para>
/// <para>Source: Bolya et al. 2020, arXiv:2008.08115; equal to dbolya/tide 1.0.1 (gains there in percent).</para>
/// </remarks>
public static class DetectionErrorAnalysis
{
    /// <exception cref="ArgumentException">As for <see cref="CocoEvaluation"/>, or thresholds out of order.</exception>
    public static DetectionErrorResult Evaluate(DetectionData data, DetectionErrorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new DetectionErrorOptions();
        DetectionErrorOptions.Check(options);
        DetectionData.Check(data);
        var cells = new DetectionCells(data, CellGrouping.ByImage);
        var predictions = new PredictionMatch[data.Predictions.Count];
        Array.Fill(predictions, new PredictionMatch(PredictionState.OtherCategory, -1, 0));
        var references = new ReferenceMatch[data.References.Count];
        Array.Fill(references, new ReferenceMatch(ReferenceState.OtherCategory, -1));
        var images = new List<ErrorImage>();
        foreach (var cell in cells.Cells)
        {
            var image = new ErrorImage(data, cells, cell, options);
            image.Classify(predictions, references);
            images.Add(image);
        }

        var gains = new ErrorGains(data, cells, images, predictions, references);
        return new DetectionErrorResult(predictions, references)
        {
            AveragePrecision = gains.Base is { } ap
                ? MetricValue.Of("tide.averagePrecision", ap)
                : MetricValue.Undefined("tide.averagePrecision", UndefinedReason.BothEmpty),
            Errors = [.. Enum.GetValues<DetectionErrorKind>().Select(gains.Of)],
            FalsePositiveGain = gains.FalsePositives,
            FalseNegativeGain = gains.FalseNegatives,
        };
    }
}
