namespace Umul.Evaluation.Transcription;

/// <summary>What an alignment consists of. Integers: sums over utterances and speakers are exact and do not depend on their order.</summary>
/// <remarks>
/// The total of errors is the same for every minimal alignment; how it divides into the three kinds is not. Ties are broken from the end of
/// the utterance: after the tokens that both ends share have been matched, a deletion is taken if one is minimal, else an insertion if the
/// prediction without its last token is closer than both without theirs, else match or substitution.
/// </remarks>
/// <param name="Hits">Reference tokens that the prediction has.</param>
/// <param name="Substitutions">Reference tokens for which the prediction has another.</param>
/// <param name="Deletions">Reference tokens without a partner.</param>
/// <param name="Insertions">Predicted tokens without a partner.</param>
public readonly record struct EditCounts(long Hits, long Substitutions, long Deletions, long Insertions)
{
    public long Errors => Substitutions + Deletions + Insertions;

    public long ReferenceLength => Hits + Substitutions + Deletions;

    public long PredictionLength => Hits + Substitutions + Insertions;

    public static EditCounts operator +(EditCounts first, EditCounts second) => Add(first, second);

    public static EditCounts Add(EditCounts first, EditCounts second) => new(
        first.Hits + second.Hits,
        first.Substitutions + second.Substitutions,
        first.Deletions + second.Deletions,
        first.Insertions + second.Insertions);
}
