namespace Umul.Evaluation.Transcription;

/// <summary>What was said and what was recognised, of one utterance.</summary>
/// <param name="Id">The case.</param>
/// <param name="Reference">What was said.</param>
/// <param name="Prediction">What was recognised; empty if nothing was.</param>
/// <param name="Speaker">Who spoke, if known: the unit of independence.</param>
public sealed record TranscriptPair(string Id, string Reference, string Prediction, string? Speaker = null);
