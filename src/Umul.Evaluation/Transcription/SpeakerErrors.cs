namespace Umul.Evaluation.Transcription;

/// <summary>The errors of one speaker; null where the utterances name none.</summary>
/// <param name="Speaker">Who.</param>
/// <param name="Utterances">In how many utterances.</param>
/// <param name="Wrong">How many of them hold an error.</param>
/// <param name="Counts">Added over them.</param>
public sealed record SpeakerErrors(string? Speaker, int Utterances, int Wrong, EditCounts Counts);
