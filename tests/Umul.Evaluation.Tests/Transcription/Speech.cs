using Umul.Evaluation.Transcription;

namespace Umul.Evaluation.Tests.Transcription;

/// <summary>
/// Transcripts from a written-down generator, so that other programs can be given the same: x ← 1664525·x + 1013904223 mod 2³², a draw
/// below n being (x shifted right by 16) mod n.
/// </summary>
internal sealed class Speech(uint seed, int words)
{
    private uint _state = seed;

    public static List<TranscriptPair> Utterances(int count)
    {
        var speech = new Speech(12345, 12);
        return [.. Enumerable.Range(0, count).Select(u =>
        {
            var (reference, prediction) = speech.Utterance(1 + speech.Draw(20));
            return new TranscriptPair($"s{u % 7}_{u}", reference, prediction, $"s{u % 7}");
        })];
    }

    /// <summary>A tenth of the words is replaced (perhaps by itself), a tenth left out, and after a tenth one is put in.</summary>
    public (string Reference, string Prediction) Utterance(int length)
    {
        string[] reference = [.. words < 40 ? Enumerable.Range(0, length).Select(_ => Word()) : []];
        var (said, heard) = (new List<string>(reference), new List<string>());
        for (var i = 0; i < length; i++)
        {
            // The long text draws word and error in turn, the short ones all words first.
            if (words >= 40)
                said.Add(Word());
            var word = said[i];
            switch (Draw(10))
            {
                case 0:
                    heard.Add(Word());
                    break;
                case 1:
                    break;
                case 2:
                    heard.AddRange([word, Word()]);
                    break;
                default:
                    heard.Add(word);
                    break;
            }
        }

        return (string.Join(' ', said), string.Join(' ', heard));
    }

    public int Draw(int below)
    {
        _state = (_state * 1664525) + 1013904223;
        return (int)((_state >> 16) % (uint)below);
    }

    private string Word() => $"w{Draw(words)}";
}
