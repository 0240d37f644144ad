using Umul.Web;

namespace Umul.Datasets;

/// <summary>What groups are called, by the column that named them.</summary>
internal static class GroupWords
{
    /// <summary>The groups in the plural; null for columns that have no word of their own.</summary>
    public static string? Plural(string? column, Language language)
    {
        var word = column?.ToLowerInvariant().Replace("_id", "", StringComparison.Ordinal);
        return (word, language) switch
        {
            ("patient", Language.Korean) => "환자",
            ("subject", Language.Korean) => "대상자",
            ("participant", Language.Korean) => "참가자",
            ("speaker" or "spk", Language.Korean) => "화자",
            ("patient" or "subject" or "participant" or "speaker", _) => word + "s",
            ("spk", _) => "speakers",
            _ => null,
        };
    }
}
