namespace Umul.Evaluation.Transcription;

/// <summary>How often a token was replaced by another, left out (no prediction) or put in (no reference).</summary>
public readonly record struct Confusion(string? Reference, string? Prediction, long Count)
{
    /// <summary>Confusions of all utterances, the most frequent first, then in code-point order of the tokens.</summary>
    /// <param name="pairs">The utterances.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="options">Normalisation and weights.</param>
    public static IReadOnlyList<Confusion> Of(
        IReadOnlyList<TranscriptPair> pairs, TranscriptUnit unit = TranscriptUnit.Word, TranscriptionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var counts = new Dictionary<(string? Reference, string? Prediction), long>();
        foreach (var pair in pairs)
        {
            foreach (var token in TranscriptAlignment.Of(pair.Reference, pair.Prediction, unit, options).Tokens)
            {
                if (token.Operation == EditOperation.Hit)
                    continue;
                var key = (token.Reference, token.Prediction);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        return [.. counts
            .Select(count => new Confusion(count.Key.Reference, count.Key.Prediction, count.Value))
            .OrderByDescending(confusion => confusion.Count)
            .ThenBy(confusion => confusion.Reference, StringComparer.Ordinal)
            .ThenBy(confusion => confusion.Prediction, StringComparer.Ordinal)];
    }
}
