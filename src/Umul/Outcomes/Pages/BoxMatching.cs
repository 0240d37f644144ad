using Umul.Evaluation.Detection;

namespace Umul.Outcomes.Pages;

/// <summary>What became of a run's boxes on one case, by TIDE: the page shows the state of each.</summary>
/// <param name="States">Of each prediction, by its index.</param>
/// <param name="FoundBy">The prediction that found each reference box; −1 if none did.</param>
internal sealed record BoxMatching(IReadOnlyList<PredictionMatch> States, IReadOnlyList<int> FoundBy)
{
    public static BoxMatching Of(IReadOnlyList<CaseBox> references, IReadOnlyList<CaseBox> predictions)
    {
        string[] categories = [.. references.Concat(predictions).Select(box => box.Category).Distinct(StringComparer.Ordinal)];
        if (categories.Length == 0) return new BoxMatching([], []);
        long[] Ids(IReadOnlyList<CaseBox> boxes) => [.. boxes.Select(box => (long)Array.IndexOf(categories, box.Category))];
        var result = DetectionErrorAnalysis.Evaluate(new DetectionData
        {
            ImageIds = [1],
            CategoryIds = [.. Enumerable.Range(0, categories.Length).Select(i => (long)i)],
            References = new ReferenceObjects
            {
                ImageIds = new long[references.Count].Select(_ => 1L).ToArray(),
                CategoryIds = Ids(references),
                Shapes = Shapes(references),
                IsCrowd = references.Select(box => box.IsCrowd).ToArray(),
            },
            Predictions = new PredictedObjects
            {
                ImageIds = new long[predictions.Count].Select(_ => 1L).ToArray(),
                CategoryIds = Ids(predictions),
                // What has no score was drawn by hand or by a model that is sure.
                Scores = predictions.Select(box => double.IsNaN(box.Score) ? 1 : box.Score).ToArray(),
                Shapes = Shapes(predictions),
            },
        });
        return new BoxMatching(result.Predictions, [.. result.References.Select(match => match.State == ReferenceState.Found ? match.Prediction : -1)]);
    }

    private static BoxShapes Shapes(IReadOnlyList<CaseBox> boxes) => new(boxes.SelectMany(box => box.Box).ToArray());
}
