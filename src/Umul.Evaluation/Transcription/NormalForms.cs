namespace Umul.Evaluation.Transcription;

/// <summary>
/// How many texts are written with composed letters (NFC) and how many with decomposed ones (NFD, as macOS names files). Compared without
/// composition, 한 and 한 share no code point and the error rate exceeds 1.
/// </summary>
/// <param name="ComposedReferences">References that hold composed letters.</param>
/// <param name="DecomposedReferences">References that hold decomposed letters.</param>
/// <param name="ComposedPredictions">Predictions that hold composed letters.</param>
/// <param name="DecomposedPredictions">Predictions that hold decomposed letters.</param>
/// <param name="IsComposedFirst">Whether the normalisation composes, so that the mixture does no harm.</param>
public sealed record NormalForms(
    int ComposedReferences, int DecomposedReferences, int ComposedPredictions, int DecomposedPredictions, bool IsComposedFirst)
{
    /// <summary>Both forms occur.</summary>
    public bool IsMixed => ComposedReferences + ComposedPredictions > 0 && DecomposedReferences + DecomposedPredictions > 0;

    /// <summary>Both forms occur and are compared as they stand: the numbers mean little.</summary>
    public bool SpoilsResult => IsMixed && !IsComposedFirst;
}
