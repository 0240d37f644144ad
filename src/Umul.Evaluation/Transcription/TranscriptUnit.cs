namespace Umul.Evaluation.Transcription;

/// <summary>What is counted. A character is a Unicode code point, which for composed Korean is a syllable.</summary>
public enum TranscriptUnit
{
    /// <summary>Stretches between white space: <c>wer</c>.</summary>
    Word,

    /// <summary>Characters, spaces among them: <c>cer</c>.</summary>
    Character,

    /// <summary>Characters without white space: <c>cer.noSpaces</c>.</summary>
    CharacterWithoutSpaces,

    /// <summary>
    /// Korean syllables taken apart into compatibility jamo, where ㄱ is the same letter at the beginning and at the end of a syllable;
    /// other characters as they are; without white space: <c>cer.jamo.noSpaces</c>.
    /// </summary>
    CompatibilityJamo,

    /// <summary>The same, leaving out the ㅇ that opens a syllable and is not spoken: <c>cer.jamoNoSilentIeung.noSpaces</c>.</summary>
    CompatibilityJamoWithoutSilentIeung,

    /// <summary>
    /// Korean syllables taken apart as Unicode's NFD does, where ㄱ at the beginning and ㄱ at the end are two letters; without white space:
    /// <c>cer.jamoConjoining.noSpaces</c>.
    /// </summary>
    ConjoiningJamo,
}
