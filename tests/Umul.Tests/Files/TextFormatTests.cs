using System.Text;
using Umul.Files.Annotations;
using Umul.Files.Tables;
using Umul.Files.Transcripts;

namespace Umul.Tests.Files;

/// <summary>Tables, transcripts, YOLO and LabelMe: encodings, line ends, quotes, and lines that cannot be understood.</summary>
public sealed class TextFormatTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", ',')]
    [InlineData("a\tb,c\n1\t2,5\n", '\t')]
    [InlineData("a;b\n1,5;2,5\n3,5;4,5\n", ';')]
    [InlineData("a|b\r\n1|2\r\n", '|')]
    public void Table_Delimiter_IsFound(string text, char delimiter)
    {
        var table = DelimitedTable.Of(Text(text));
        Assert.Equal(delimiter, table.Delimiter);
        Assert.Equal(2, table.Header.Count);
    }

    [Fact]
    public void Table_QuotesAndLineEndsInside_AreOneValue()
    {
        var table = DelimitedTable.Of(Text("id,text\r\n1,\"he said \"\"hi\"\",\nthen left\"\n2,x"));
        Assert.Equal("he said \"hi\",\nthen left", table.Rows[0].Cells[1]);
        Assert.Equal(4, table.Rows[1].Line);
        Assert.Contains("mixes Windows and Unix", Assert.Single(table.Notes).English, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_Encodings_AreReadAndSaid()
    {
        const string text = "환자,점수\n가,1\n";
        var korean = CodePagesEncodingProvider.Instance.GetEncoding(949)!;
        Assert.Empty(DelimitedTable.Of(TextFile.Of([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)], "a.csv")).Notes);
        foreach (var bytes in (byte[][])[[0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)], korean.GetBytes(text)])
        {
            var table = DelimitedTable.Of(TextFile.Of(bytes, "a.csv"));
            Assert.Equal(["환자", "점수"], table.Header);
            Assert.Single(table.Notes);
        }
        Assert.Contains("neither UTF-8, UTF-16 nor CP949", Fixture.Refusal(() => TextFile.Of([0x61, 0xFF, 0xFF, 0x0A], "a.csv")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n1,2,3\n", "line 3: there are 3 values, the header names 2")]
    [InlineData("a,A\n1,2\n", "the column \"a\" occurs twice")]
    [InlineData("a,b\n1,\"2\n", "line 2: a quote is opened here and never closed")]
    [InlineData("a,b\n1,\"2\"x\n", "line 2: a quote ends before the value does")]
    public void Table_WhatIsWrong_IsSaidWithItsLine(string text, string expected) =>
        Assert.Contains(expected, Fixture.Refusal(() => DelimitedTable.Of(Text(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Write_ThenRead_GivesTheSame()
    {
        var writer = new StringWriter();
        string[] header = ["id", "a,b", "c\"d"], row = ["1", "two\nlines", ""];
        DelimitedWriter.WriteRow(writer, header);
        DelimitedWriter.WriteRow(writer, row);
        var table = DelimitedTable.Of(Text(writer.ToString()));
        Assert.Equal(header, table.Header);
        Assert.Equal(row, table.Rows[0].Cells);
    }

    [Theory]
    [InlineData("hello (a) world (spk1-001)\nhi (spk2-002)\n", "TRN")]
    [InlineData(";; comment\nrec A spk1 0.0 1.5 <o,f0> hello (a) world\nrec A spk2 1.5 2 hi\n", "STM")]
    [InlineData("spk1-001 hello (a) world\nspk2-002 hi\n", "Kaldi")]
    [InlineData("id,text,speaker\nspk1-001,hello (a) world,spk1\nspk2-002,hi,spk2\n", "CSV")]
    public void Transcript_EveryForm_GivesTheSameWords(string text, string format)
    {
        var transcript = TranscriptFile.Of(Text(text));
        Assert.Equal(format, transcript.Format);
        Assert.Equal(["hello (a) world", "hi"], transcript.Utterances.Select(utterance => utterance.Text));
        if (format != "Kaldi") Assert.Equal(["spk1", "spk2"], transcript.Utterances.Select(utterance => utterance.Speaker));
        if (format == "STM") Assert.Equal((1.5, 2), (transcript.Utterances[1].StartSeconds, transcript.Utterances[1].EndSeconds));
    }

    [Fact]
    public void Transcript_RepeatedId_AlsoInDecomposedKorean_IsRefused()
    {
        var refusal = Fixture.Refusal(() => TranscriptFile.Of(Text($"말 (가-1)\n말 ({"가-1".Normalize(NormalizationForm.FormD)})\n")));
        Assert.Contains("line 2: the utterance 가-1 was already on line 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transcript_EmptyUtterance_IsKept() =>
        Assert.Equal(["", "b"], TranscriptFile.Of(Text("(a-1)\nb (a-2)\n")).Utterances.Select(utterance => utterance.Text));

    [Fact]
    public void Yolo_BoxesScoresAndPolygons_InPixels()
    {
        var objects = YoloFile.Of(Text("0 0.5 0.5 0.5 0.25\n3 0.5 0.5 0.1 0.1 0.9\r\n1 0 0 0.5 0 0.5 0.5\n"), height: 100, width: 200);
        Assert.Equal([50, 37.5, 100, 25], objects[0].Box);
        Assert.Equal(0.9, objects[1].Score);
        Assert.Equal([0, 0, 100, 50], objects[2].Box);
        Assert.Equal([0, 0, 100, 0, 100, 50], objects[2].Polygon!);
    }

    [Theory]
    [InlineData("0 0.5 0.5 0.5\n", "there are 4 numbers")]
    [InlineData("0 120 80 40 30\n", "120 is no share of the image's size")]
    [InlineData("cat 0.5 0.5 0.5 0.5\n", "\"cat\" is no number")]
    public void Yolo_WhatIsWrong_IsSaid(string text, string expected) =>
        Assert.Contains(expected, Fixture.Refusal(() => YoloFile.Of(Text(text), 10, 10)).Message, StringComparison.Ordinal);

    [Fact]
    public void LabelMe_ShapesBecomeLabels()
    {
        var file = LabelMeFile.Of("""
            {"version": "5", "imagePath": "a.png", "imageData": null, "imageHeight": 6, "imageWidth": 8, "shapes": [
              {"label": "organ", "shape_type": "rectangle", "points": [[1, 1], [7, 5]]},
              {"label": "lesion", "shape_type": "polygon", "points": [[2, 2], [4, 2], [4, 4], [2, 4]]},
              {"label": "organ", "shape_type": "point", "points": [[0, 0]]}]}
            """u8.ToArray(), "a.json");
        var mask = file.ToMask(new Dictionary<string, int> { ["organ"] = 1, ["lesion"] = 2 });
        Assert.Equal([(0, 24L), (1, 20L), (2, 4L)], mask.Found.Select(found => (found.Label, found.Voxels)));
        Assert.Equal(2, mask.Bytes![2 * 8 + 3]);
        Assert.Contains("\"lesion\" has no number", Fixture.Refusal(() => file.ToMask(new Dictionary<string, int> { ["organ"] = 1 })).Message, StringComparison.Ordinal);
    }

    private static TextFile Text(string text) => TextFile.Of(Encoding.UTF8.GetBytes(text), "a.txt");
}
