using System.Globalization;
using System.Text;
using Umul.Evaluation.Transcription;

namespace Umul.Benchmarks;

/// <summary>
/// The transcription rows of the speed goals, from texts in memory: <c>transcription [words|korean|long|growth]</c>, or
/// <c>write FOLDER</c> for the same texts as TRN files that sclite reads. Errors are drawn as a recogniser makes them: about one word in six.
/// </summary>
internal static class TranscriptionBenchmarks
{
    private static readonly TranscriptionOptions s_words = new() { Units = [TranscriptUnit.Word] };
    private static readonly TranscriptionOptions s_characters = new() { Units = [TranscriptUnit.Character] };

    public static int Run(string[] args)
    {
        var what = args.Length > 0 ? args[0] : "all";
        if (what == "write")
            return Write(args[1]);
        if (what is "all" or "words")
            Time("WER with S/D/I, 100,000 × 12 words", Utterances(100_000, 12), s_words);
        if (what is "all" or "korean")
            Time("CER with S/D/I, 100,000 Korean sentences of 31", Korean(100_000), s_characters);
        if (what is "all" or "long")
            Time("WER with S/D/I, 11 calls, 97,000 words", Utterances(11, 8_818), s_words);
        if (what is "all" or "growth")
        {
            foreach (var count in (int[])[25_000, 50_000, 100_000, 200_000, 400_000])
                Timing.Print($"growth: {count:#,##0} × 12 words, two threads", 5, Work(Utterances(count, 12), s_words, 2));
            foreach (var length in (int[])[1_000, 2_000, 4_000, 8_000, 16_000, 32_000])
                Timing.Print($"growth: one text of {length:#,##0} words", 3, Work(Utterances(1, length), s_words, 1));
        }

        return 0;
    }

    private static void Time(string name, List<TranscriptPair> pairs, TranscriptionOptions options)
    {
        Timing.Print($"{name}, one thread", 15, Work(pairs, options, 1));
        Timing.Print($"{name}, two threads", 15, Work(pairs, options, 2));
        var unit = TranscriptionEvaluation.Evaluate(pairs, options).Units[0];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {unit.Values[0].Definition} {unit.Values[0].Value:R}, {unit.Total}"));
    }

    private static Action Work(List<TranscriptPair> pairs, TranscriptionOptions options, int threads) =>
        () => TranscriptionEvaluation.Evaluate(pairs, options with { Threads = threads });

    private static int Write(string folder)
    {
        foreach (var (name, pairs) in new[] { ("words", Utterances(100_000, 12)), ("long", Utterances(11, 8_818)) })
        {
            File.WriteAllLines(Path.Combine(folder, $"{name}-reference.trn"), pairs.Select(pair => $"{pair.Reference} ({pair.Id})"));
            File.WriteAllLines(Path.Combine(folder, $"{name}-prediction.trn"), pairs.Select(pair => $"{pair.Prediction} ({pair.Id})"));
        }

        return 0;
    }

    /// <summary>Words of 2 to 9 letters from a vocabulary of 5,000, frequent ones often (Zipf), as in speech.</summary>
    private static List<TranscriptPair> Utterances(int count, int words)
    {
        var random = new Random(1);
        var vocabulary = Enumerable.Range(0, 5_000)
            .Select(_ => string.Concat(Enumerable.Range(0, 2 + random.Next(8)).Select(_ => (char)('a' + random.Next(26))))).ToArray();
        string Word() => vocabulary[(int)Math.Pow(vocabulary.Length, random.NextDouble()) - 1];
        return [.. Enumerable.Range(0, count).Select(i => Pair(i, words, ' ', Word, random))];
    }

    private static List<TranscriptPair> Korean(int count)
    {
        var random = new Random(2);
        // Every seventh character or so is a space; syllables are drawn from the 1,000 or so in use.
        string Syllable() => random.Next(7) == 0 ? " " : ((char)(0xAC00 + (random.Next(1_000) * 11))).ToString();
        return [.. Enumerable.Range(0, count).Select(i => Pair(i, 31, null, Syllable, random))];
    }

    private static TranscriptPair Pair(int index, int length, char? separator, Func<string> draw, Random random)
    {
        var (reference, prediction) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < length; i++)
        {
            var token = draw();
            Append(reference, token);
            var fate = random.Next(18);
            if (fate != 0)
                Append(prediction, fate == 1 ? draw() : token);
            if (fate == 2)
                Append(prediction, draw());
        }

        return new TranscriptPair($"s{index % 10}-{index}", reference.ToString(), prediction.ToString().TrimEnd(), $"s{index % 10}");

        void Append(StringBuilder text, string token)
        {
            // One space between words, as people write.
            if (token == " " && (text.Length is 0 or >= 30 || text[^1] == ' '))
                return;
            if (separator is { } between && text.Length > 0)
                text.Append(between);
            text.Append(token);
        }
    }
}
