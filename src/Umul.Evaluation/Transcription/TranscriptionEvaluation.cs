namespace Umul.Evaluation.Transcription;

/// <summary>Evaluates recognised against spoken texts: word, character and jamo error rates with their substitutions, deletions and insertions.</summary>
/// <remarks>Reference and prediction are never exchanged: insertions are what the prediction has too much.</remarks>
public static class TranscriptionEvaluation
{
    private const int Portion = 256;

    /// <exception cref="ArgumentException">No unit is asked for, one twice, or there is no thread.</exception>
    public static TranscriptionResult Evaluate(IReadOnlyList<TranscriptPair> pairs, TranscriptionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= new TranscriptionOptions();
        if (options.Units.Count == 0 || options.Units.Distinct().Count() != options.Units.Count)
            throw new ArgumentException("At least one unit, and each only once.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        var counts = options.Units.Select(_ => new EditCounts[pairs.Count]).ToArray();
        var flags = new (TextFlags Reference, TextFlags Prediction)[pairs.Count];
        // Long texts must not wait for each other: a few utterances are handed out one by one.
        var portion = Math.Clamp(pairs.Count / (8 * options.Threads), 1, Portion);
        var portions = (pairs.Count + portion - 1) / portion;
        if (options.Threads == 1 || portions < 2)
        {
            new Worker(pairs, options, counts, flags).Run(0, pairs.Count);
        }
        else
        {
            Parallel.For(
                0, portions, new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
                () => new Worker(pairs, options, counts, flags),
                (index, _, worker) => worker.Run(index * portion, Math.Min(pairs.Count, (index + 1) * portion)),
                _ => { });
        }

        return new TranscriptionResult(
            options, [.. options.Units.Select((unit, u) => new TranscriptUnitResult(unit, options, pairs, counts[u]))], Forms(flags, options));
    }

    private static NormalForms Forms((TextFlags Reference, TextFlags Prediction)[] flags, TranscriptionOptions options)
    {
        var (composed, decomposed, composedPredictions, decomposedPredictions) = (0, 0, 0, 0);
        foreach (var (reference, prediction) in flags)
        {
            composed += (reference & TextFlags.Composed) != TextFlags.None ? 1 : 0;
            decomposed += (reference & TextFlags.Decomposed) != TextFlags.None ? 1 : 0;
            composedPredictions += (prediction & TextFlags.Composed) != TextFlags.None ? 1 : 0;
            decomposedPredictions += (prediction & TextFlags.Decomposed) != TextFlags.None ? 1 : 0;
        }

        return new NormalForms(composed, decomposed, composedPredictions, decomposedPredictions, options.Normalization.Composes);
    }

    /// <summary>One thread's tables, used again for each utterance.</summary>
    private sealed class Worker(
        IReadOnlyList<TranscriptPair> pairs, TranscriptionOptions options, EditCounts[][] counts, (TextFlags Reference, TextFlags Prediction)[] flags)
    {
        private readonly TokenCoder _coder = new();
        private readonly EditKernel _kernel = new();
        private readonly CharacterKernel _characters = new();

        public Worker Run(int start, int end)
        {
            for (var i = start; i < end; i++)
            {
                var pair = pairs[i];
                flags[i] = (TextScan.Of(pair.Reference), TextScan.Of(pair.Prediction));
                var reference = options.Normalization.Apply(pair.Reference, flags[i].Reference);
                var prediction = options.Normalization.Apply(pair.Prediction, flags[i].Prediction);
                for (var u = 0; u < counts.Length; u++)
                {
                    if (IsPlain(options.Units[u]) && _characters.TryAlign(reference, prediction, out counts[u][i]))
                        continue;
                    _coder.Read(reference, prediction, options.Units[u]);
                    counts[u][i] = _kernel.Align(_coder, options.Weights);
                }
            }

            return this;
        }

        // Every character a token, and every kind of error as dear as the other.
        private bool IsPlain(TranscriptUnit unit) => unit == TranscriptUnit.Character && options.Weights != EditWeights.Sclite;
    }
}
