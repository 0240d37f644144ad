namespace Umul.Evaluation.Transcription;

/// <summary>Transcripts evaluated: one <see cref="TranscriptUnitResult"/> a unit, and in which Unicode forms the texts came.</summary>
public sealed record TranscriptionResult(TranscriptionOptions Options, IReadOnlyList<TranscriptUnitResult> Units, NormalForms Forms)
{
    /// <summary>The values over all utterances, unit after unit.</summary>
    public IEnumerable<MetricValue> Values => Units.SelectMany(unit => unit.Values);

    /// <exception cref="ArgumentException">The unit was not asked for.</exception>
    public TranscriptUnitResult this[TranscriptUnit unit] =>
        Units.FirstOrDefault(result => result.Unit == unit)
        ?? throw new ArgumentException($"{unit} was not evaluated; there are {string.Join(", ", Units.Select(result => result.Unit))}.", nameof(unit));
}
