namespace Umul.Evaluation.Transcription;

/// <summary>One thing done to a text before it is compared.</summary>
public enum NormalizationStep
{
    /// <summary>Unicode composition: 한 in one code point. Named <c>nfc</c>.</summary>
    Nfc,

    /// <summary>Composition that also unifies widths, ligatures and compatibility letters. Named <c>nfkc</c>.</summary>
    Nfkc,

    /// <summary>Lower case, the same in every language setting. Named <c>lower</c>.</summary>
    Lower,

    /// <summary>Takes out characters of Unicode's punctuation categories; words are not split there. Named <c>noPunctuation</c>.</summary>
    NoPunctuation,

    /// <summary>White space becomes one space between words, none at the ends. Named <c>singleSpaces</c>.</summary>
    SingleSpaces,

    /// <summary>Takes out all white space. Named <c>noSpaces</c>.</summary>
    NoSpaces,
}
