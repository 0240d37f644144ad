namespace Umul.Evaluation.Segmentation;

/// <summary>The same measurement taken from the reference to the prediction and back.</summary>
public sealed record SurfacePair<T>(T ReferenceToPrediction, T PredictionToReference);
