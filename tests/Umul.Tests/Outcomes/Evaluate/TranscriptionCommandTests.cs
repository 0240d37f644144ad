using System.Text;

namespace Umul.Tests.Outcomes.Evaluate;

/// <summary><c>umul evaluate transcription</c> from files to rates.</summary>
public sealed class TranscriptionCommandTests : IDisposable
{
    private readonly EvaluateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // jitsi/jiwer c1b0d5e, tests/test_measures.py: "X Y X" heard as "X Z", and "X" heard as "X X Y Y".
    [Theory]
    [InlineData("X Y X", "X Z", 2.0 / 3, 2.0 / 3, 5.0 / 6)]
    [InlineData("X", "X X Y Y", 3, 0.75, 0.75)]
    public async Task Rates_AreThoseOfJiwer(string reference, string prediction, double wer, double mer, double wil)
    {
        _folder.Write("reference.trn", $"{reference} (kim-1)\n");
        _folder.Write("prediction.trn", $"{prediction} (kim-1)\n");
        var found = await _folder.Run("transcription", "reference.trn", "prediction.trn");
        Assert.Equal(0, found.Code);
        Assert.Equal(wer, found.Overall("wer@nfc+singleSpaces"), 15);
        Assert.Equal(mer, found.Overall("mer@nfc+singleSpaces"), 15);
        Assert.Equal(wil, found.Overall("wil@nfc+singleSpaces"), 15);
    }

    // HLTCHKUST/nlptutti 75fc791, test/test_er.py: 아키택트 heard as 아키택쳐 is one syllable of four.
    [Fact]
    public async Task Korean_IsCountedBySyllableAndByJamo()
    {
        _folder.Write("reference.csv", "id,text\nu1,아키택트\n");
        _folder.Write("prediction.csv", "id,text\nu1,아키택쳐\n");
        var found = await _folder.Run("transcription", "reference.csv", "prediction.csv", "--unit", "syllable", "--unit", "jamo");
        Assert.Equal(0.25, found.Overall("cer@nfc+singleSpaces"));
        Assert.Equal(2.0 / 9, found.Overall("cer.jamo.noSpaces@nfc+singleSpaces"), 15); // ㅇㅏㅋㅣㅌㅐㄱㅌㅡ: ㅌ and ㅡ are others
    }

    [Fact]
    public async Task Utterances_CarryTheirPartsSpeakerAndTexts()
    {
        _folder.Write("reference.csv", "id,speaker,text\nu1,kim,one two three\nu2,lee,four\nu3,lee,five six\n");
        _folder.Write("prediction.csv", "id,text\nu1,one too three\nu2,four\nu3,five\n");
        var found = await _folder.Run("transcription", "reference.csv", "prediction.csv", "--unit", "word");
        const string wer = "wer@nfc+singleSpaces";
        Assert.Equal(2.0 / 6, found.Overall(wer), 15);
        Assert.Equal((1.0 / 3 + 0 + 0.5) / 3, found.Overall("wer.macro@nfc+singleSpaces"), 15);
        Assert.Equal([1, 3], found.Case("u1").GetProperty("parts").GetProperty(wer).EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal(("kim", "one too three"), (found.Case("u1").GetProperty("group").GetString(), found.Case("u1").GetProperty("texts").GetProperty("prediction").GetString()));
        var groups = found.Json!.Value.GetProperty("groups").EnumerateArray().ToDictionary(g => g.GetProperty("name").GetString()!, g => g.GetProperty("overall")[0].GetProperty("value").GetDouble());
        Assert.Equal((1.0 / 3, 1.0 / 3), (groups["kim"], groups["lee"]));
        // What a comparison takes: with all 3 utterances 2/6, without u3 1/4.
        Assert.Equal(3 * (2.0 / 6) - 2 * (1.0 / 4), found.Value("u3", "jackknife." + wer)!.Value, 12);
        Assert.Equal("too", found.Details.GetProperty("confusions").EnumerateArray().First(c => c.GetProperty("reference").GetString() == "two").GetProperty("prediction").GetString());
    }

    [Fact]
    public async Task Normalisation_IsPartOfTheName()
    {
        _folder.Write("reference.trn", "Hello, world (a-1)\n");
        _folder.Write("prediction.trn", "hello world (a-1)\n");
        var found = await _folder.Run("transcription", "reference.trn", "prediction.trn", "--normalise", "nfc+lower+noPunctuation+singleSpaces");
        Assert.Equal(0, found.Overall("wer@nfc+lower+noPunctuation+singleSpaces"));
        var refused = await _folder.Run("transcription", "reference.trn", "prediction.trn", "--normalise", "nfc+shout");
        Assert.Equal(2, refused.Code);
        Assert.Contains("nfc+shout", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderOfTextFiles_IsOneUtteranceAFile()
    {
        _folder.Write("said/u1.txt", "one two\r\n");
        _folder.Write("said/u2.txt", "three");
        _folder.Write("heard/u1.txt", "one two");
        _folder.Write("heard/u2.txt", "");
        var found = await _folder.Run("transcription", "said", "heard");
        Assert.Equal((0.0, 1.0), (found.Value("u1", "wer@nfc+singleSpaces"), found.Value("u2", "wer@nfc+singleSpaces")));
    }

    [Fact]
    public async Task HalfTheKoreanInNfd_IsComposedAndSaid_AndWithoutNfcTheRateIsCalledMeaningless()
    {
        _folder.Write("reference.csv", "id,text\nu1,한국어 음성\nu2,인식\n");
        _folder.Write("prediction.csv", $"id,text\nu1,{"한국어 음성".Normalize(NormalizationForm.FormD)}\nu2,인식\n");
        var composed = await _folder.Run("transcription", "reference.csv", "prediction.csv");
        Assert.Equal(0, composed.Overall("cer@nfc+singleSpaces"));
        Assert.Contains(composed.Notes, note => note.Contains("all were composed", StringComparison.Ordinal));
        var raw = await _folder.Run("transcription", "reference.csv", "prediction.csv", "--normalise", "raw");
        Assert.True(raw.Overall("cer@raw") > 1);
        Assert.Contains(raw.Notes, note => note.Contains("Add nfc to --normalise", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_OfTranscripts_ComesBackAsTheSameOutcomes()
    {
        _folder.Write("reference.csv", "id,speaker,text\nu1,kim,one two three\nu2,lee,four\n");
        _folder.Write("prediction.csv", "id,text\nu1,one too three\n");
        var found = await _folder.Run("transcription", "reference.csv", "prediction.csv");
        var read = Umul.Outcomes.ReportReader.Read(found.Json!.Value, Umul.Outcomes.OutcomeSource.Command);
        Assert.Equal(["kim", "lee"], read.Cases.Groups!);
        Assert.Equal(new[] { "one two three", null }, read.Texts.First(t => t.Name == "reference").Texts);
        var wer = read.Columns.First(c => c.Metric.Name == "wer@nfc+singleSpaces");
        Assert.Equal((1.0, 3.0), (wer.Numerators![0], wer.Denominators![0]));
    }
}
