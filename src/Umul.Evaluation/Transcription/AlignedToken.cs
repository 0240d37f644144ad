namespace Umul.Evaluation.Transcription;

/// <summary>One step of an alignment. An insertion has no reference, a deletion no prediction.</summary>
public readonly record struct AlignedToken(EditOperation Operation, string? Reference, string? Prediction);
