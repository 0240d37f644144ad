namespace Umul.Evaluation.Transcription;

/// <summary>What an alignment minimises. The rates count every error once in either case.</summary>
public enum EditWeights
{
    /// <summary>The number of errors (Levenshtein).</summary>
    Unit,

    /// <summary>
    /// As NIST's sclite: substitution 4, insertion 3, deletion 3. The total of errors can exceed the smallest possible, because one
    /// insertion and two deletions may weigh as much as three substitutions and be fewer hits.
    /// </summary>
    Sclite,
}
