using Umul.Web;

namespace Umul.Files.Transcripts;

/// <summary>Utterances of one file, in its order. Texts are as they stand there; nothing is normalised on reading.</summary>
internal sealed record Transcript(string Name, string Format, IReadOnlyList<Utterance> Utterances, IReadOnlyList<Sentence> Notes);

/// <summary>One utterance: its id, what was said, and what else the file knows about it.</summary>
internal sealed record Utterance(string Id, string Text, int Line)
{
    public string? Speaker { get; init; }

    /// <summary>Seconds from the start of the recording.</summary>
    public double? StartSeconds { get; init; }

    public double? EndSeconds { get; init; }
}
