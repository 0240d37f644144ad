namespace Umul.Evaluation.Transcription;

/// <summary>What to count, after which normalisation, aligned how.</summary>
public sealed record TranscriptionOptions
{
    public IReadOnlyList<TranscriptUnit> Units { get; init; } =
        [TranscriptUnit.Word, TranscriptUnit.Character, TranscriptUnit.CharacterWithoutSpaces];

    public TextNormalization Normalization { get; init; } = TextNormalization.Default;

    public EditWeights Weights { get; init; } = EditWeights.Unit;

    /// <summary>Utterances are divided among so many threads; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The name of a rate under these options, for example <c>wer.sclite@nfc+singleSpaces</c>.</summary>
    public string Definition(string rate) => $"{rate}{(Weights == EditWeights.Sclite ? ".sclite" : "")}@{Normalization.Name}";

    internal static string Rate(TranscriptUnit unit) => unit switch
    {
        TranscriptUnit.Word => "wer",
        TranscriptUnit.Character => "cer",
        TranscriptUnit.CharacterWithoutSpaces => "cer.noSpaces",
        TranscriptUnit.CompatibilityJamo => "cer.jamo.noSpaces",
        TranscriptUnit.CompatibilityJamoWithoutSilentIeung => "cer.jamoNoSilentIeung.noSpaces",
        TranscriptUnit.ConjoiningJamo => "cer.jamoConjoining.noSpaces",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unknown unit."),
    };
}
