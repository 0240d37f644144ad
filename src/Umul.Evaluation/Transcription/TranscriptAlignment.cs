using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Transcription;

/// <summary>The alignment of one utterance, token by token; its counts are those of the evaluation.</summary>
public sealed class TranscriptAlignment
{
    private TranscriptAlignment(IReadOnlyList<AlignedToken> tokens, EditCounts counts)
    {
        Tokens = tokens;
        Counts = counts;
    }

    public IReadOnlyList<AlignedToken> Tokens { get; }

    public EditCounts Counts { get; }

    /// <summary>Aligns two texts after the options' normalisation. Memory grows with n·√n, also for hours of speech.</summary>
    public static TranscriptAlignment Of(string reference, string prediction, TranscriptUnit unit = TranscriptUnit.Word, TranscriptionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(prediction);
        options ??= new TranscriptionOptions();
        var (coder, steps) = (new TokenCoder(), new List<EditOperation>());
        coder.Read(options.Normalization.Apply(reference), options.Normalization.Apply(prediction), unit);
        var counts = new EditKernel().Align(coder, options.Weights, steps);
        var tokens = new List<AlignedToken>(steps.Count);
        var (i, j) = (0, 0);
        foreach (var step in steps)
        {
            tokens.Add(new AlignedToken(
                step,
                step == EditOperation.Insertion ? null : coder.ReferenceTokens[i++],
                step == EditOperation.Deletion ? null : coder.PredictionTokens[j++]));
        }

        return new TranscriptAlignment(tokens, counts);
    }

    /// <summary>What <see cref="MapssweTest"/> compares: which reference tokens are right, and how many insertions stand before each.</summary>
    public WordAlignment ToWordAlignment()
    {
        var (correct, insertions, word) = (new bool[Counts.ReferenceLength], new int[Counts.ReferenceLength + 1], 0);
        foreach (var token in Tokens)
        {
            if (token.Operation == EditOperation.Insertion)
                insertions[word]++;
            else
                correct[word++] = token.Operation == EditOperation.Hit;
        }

        return new WordAlignment(correct, insertions);
    }
}
