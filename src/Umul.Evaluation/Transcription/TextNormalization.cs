using System.Globalization;
using System.Text;

namespace Umul.Evaluation.Transcription;

/// <summary>
/// The steps done to reference and prediction alike, in order. <see cref="Name"/> spells them out and is part of every definition, so that
/// two numbers with different normalisation never have one name.
/// </summary>
public sealed class TextNormalization
{
    private readonly NormalizationStep[] _steps;

    /// <exception cref="ArgumentException">A step occurs twice.</exception>
    public TextNormalization(params ReadOnlySpan<NormalizationStep> steps)
    {
        _steps = steps.ToArray();
        if (_steps.Distinct().Count() != _steps.Length)
            throw new ArgumentException("A normalisation does each step once.", nameof(steps));
        Name = _steps.Length == 0 ? "raw" : string.Join('+', _steps.Select(Spelled));
        ChangesOnlySpaces = _steps is [NormalizationStep.Nfc, NormalizationStep.SingleSpaces] or [NormalizationStep.SingleSpaces, NormalizationStep.Nfc];
    }

    /// <summary>Composition and single spaces: nothing that a reader would call another text.</summary>
    public static TextNormalization Default { get; } = new(NormalizationStep.Nfc, NormalizationStep.SingleSpaces);

    /// <summary>The text as it stands.</summary>
    public static TextNormalization Raw { get; } = new();

    /// <summary>For example <c>nfc+lower+noPunctuation+singleSpaces</c>; <c>raw</c> for no step.</summary>
    public string Name { get; }

    public IReadOnlyList<NormalizationStep> Steps => _steps;

    /// <summary>Whether a text that <see cref="TextScan"/> finds in order needs nothing done.</summary>
    internal bool ChangesOnlySpaces { get; }

    /// <summary>Whether decomposed and composed letters come out the same.</summary>
    public bool Composes => _steps.Any(step => step is NormalizationStep.Nfc or NormalizationStep.Nfkc);

    /// <summary>Reads a name as <see cref="Name"/> writes it; commas may stand for plus signs.</summary>
    /// <exception cref="ArgumentException">A step is unknown or occurs twice.</exception>
    public static TextNormalization Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Trim() is "raw" or "")
            return Raw;
        return new TextNormalization([.. name.Split(['+', ','], StringSplitOptions.TrimEntries).Select(part =>
            Array.Find(Enum.GetValues<NormalizationStep>(), step => Spelled(step).Equals(part, StringComparison.OrdinalIgnoreCase)) is var found
            && Spelled(found).Equals(part, StringComparison.OrdinalIgnoreCase)
                ? found
                : throw new ArgumentException($"Unknown step \"{part}\"; there are {string.Join(", ", Enum.GetValues<NormalizationStep>().Select(Spelled))}.", nameof(name)))]);
    }

    public string Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var step in _steps)
            text = Apply(text, step);
        return text;
    }

    /// <summary>As <see cref="Apply(string)"/>, for a text that has been scanned: most texts are in order already, and ICU is slow.</summary>
    internal string Apply(string text, TextFlags flags)
    {
        if (!ChangesOnlySpaces || (flags & TextFlags.MayCompose) != TextFlags.None)
            return Apply(text);
        return (flags & TextFlags.OddSpaces) != TextFlags.None ? Apply(text, NormalizationStep.SingleSpaces) : text;
    }

    private static string Spelled(NormalizationStep step) => char.ToLowerInvariant(step.ToString()[0]) + step.ToString()[1..];

    private static string Apply(string text, NormalizationStep step) => step switch
    {
        NormalizationStep.Nfc => Valid(text).Normalize(NormalizationForm.FormC),
        NormalizationStep.Nfkc => Valid(text).Normalize(NormalizationForm.FormKC),
        NormalizationStep.Lower => text.ToLowerInvariant(),
        NormalizationStep.NoPunctuation => Without(text, IsPunctuation),
        NormalizationStep.NoSpaces => Without(text, Rune.IsWhiteSpace),
        NormalizationStep.SingleSpaces => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "Unknown step."),
    };

    /// <summary>Half a surrogate pair and U+FFFE cannot be normalised; the replacement character stands for them, as Unicode advises.</summary>
    private static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            valid.Append((rune.Value == 0xFFFE ? Rune.ReplacementChar : rune).ToString());
        return valid.ToString();
    }

    private static bool IsPunctuation(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation
        or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
        or UnicodeCategory.OtherPunctuation;

    private static string Without(string text, Predicate<Rune> drop)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!drop(rune))
                kept.Append(rune.ToString());
        }

        return kept.ToString();
    }
}
