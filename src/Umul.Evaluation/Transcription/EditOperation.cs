namespace Umul.Evaluation.Transcription;

/// <summary>What became of a token.</summary>
public enum EditOperation
{
    /// <summary>Reference and prediction have the same token.</summary>
    Hit,

    /// <summary>The prediction has another token in its place.</summary>
    Substitution,

    /// <summary>The prediction lacks it.</summary>
    Deletion,

    /// <summary>The reference lacks it.</summary>
    Insertion,
}
