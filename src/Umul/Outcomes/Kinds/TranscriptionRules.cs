using System.Text.Json;
using Umul.Evaluation.Transcription;

namespace Umul.Outcomes.Kinds;

/// <summary>What is counted in transcripts, after which normalisation: the same for every utterance of an evaluation.</summary>
internal sealed record TranscriptionRules
{
    /// <summary>Raised when the same files would give other numbers.</summary>
    public const string Evaluator = "umul transcription/1";

    private static readonly (string Word, TranscriptUnit[] Units)[] s_units =
    [
        ("word", [TranscriptUnit.Word]),
        ("character", [TranscriptUnit.Character, TranscriptUnit.CharacterWithoutSpaces]),
        ("syllable", [TranscriptUnit.Character, TranscriptUnit.CharacterWithoutSpaces]),
        ("jamo", [TranscriptUnit.CompatibilityJamo]),
        ("jamoNoSilentIeung", [TranscriptUnit.CompatibilityJamoWithoutSilentIeung]),
        ("jamoConjoining", [TranscriptUnit.ConjoiningJamo]),
    ];

    public TextNormalization Normalization { get; init; } = TextNormalization.Default;

    public EditWeights Weights { get; init; } = EditWeights.Unit;

    public IReadOnlyList<TranscriptUnit> Units { get; init; } = [TranscriptUnit.Word, TranscriptUnit.Character, TranscriptUnit.CharacterWithoutSpaces];

    /// <summary>The words that name units.</summary>
    public static IEnumerable<string> UnitWords => s_units.Select(u => u.Word);

    public TranscriptionOptions Options(int threads) => new() { Normalization = Normalization, Weights = Weights, Units = Units, Threads = threads };

    /// <summary>Reads <c>word</c>, <c>syllable</c>, <c>jamo</c> …; null if one is unknown.</summary>
    public static IReadOnlyList<TranscriptUnit>? ParseUnits(IReadOnlyList<string> words)
    {
        var units = new List<TranscriptUnit>();
        foreach (var word in words.SelectMany(w => w.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var found = Array.Find(s_units, u => u.Word.Equals(word, StringComparison.OrdinalIgnoreCase)).Units;
            if (found is null) return null;
            units.AddRange(found.Where(unit => !units.Contains(unit)));
        }
        return units.Count == 0 ? null : units;
    }

    /// <summary>Reads <c>nfc+lower+noPunctuation</c>; null if a step is unknown or occurs twice.</summary>
    public static TextNormalization? ParseNormalization(string text)
    {
        try
        {
            return TextNormalization.Parse(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The rules as they are stored beside the numbers.</summary>
    public string ToJson() => JsonSerializer.Serialize(new { normalisation = Normalization.Name, units = Units.Select(u => JsonNamingPolicy.CamelCase.ConvertName(u.ToString())), weights = Weights == EditWeights.Sclite ? "sclite" : "unit" });
}
