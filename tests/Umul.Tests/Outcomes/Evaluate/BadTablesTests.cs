using System.Text;

namespace Umul.Tests.Outcomes.Evaluate;

/// <summary>
/// Tables of classes, transcripts and detections that cannot be used, or only just: the exit code, a sentence that names the file, the line and
/// what to do, and every case still there.
/// </summary>
public sealed class BadTablesTests : IDisposable
{
    private const string Labels = "case,label\nP1,0\nP2,1\nP3,0\n", Scores = "case,score\nP1,0.1\nP2,0.9\nP3,0.2\n", Texts = "id,text\nP1,one two\nP2,three\n";

    private const string Objects = """
        {"images": [{"id": 1, "file_name": "P1.png", "height": 20, "width": 30}, {"id": 2, "file_name": "P2.png", "height": 20, "width": 30}], "categories": [{"id": 1, "name": "lesion"}],
         "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 9, 9], "area": 81, "iscrowd": 0, "segmentation": [[0, 0, 9, 0, 9, 9, 0, 9]]},
                         {"id": 2, "image_id": 2, "category_id": 1, "bbox": [0, 0, 9, 9], "area": 81, "iscrowd": 0, "segmentation": [[0, 0, 9, 0, 9, 9, 0, 9]]}]}
        """;

    private readonly EvaluateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MissingPartner_KeepsTheCaseAndListsTheStranger()
    {
        foreach (var found in (Evaluated[])[await Classes(Labels, "case,score\nP2,0.9\nP3,0.1\nP9,0.5\n"), await Spoken(Texts, "id,text\nP2,three\nP9,four\n")])
        {
            Assert.Equal((2, "predictionMissing"), (found.Code, found.Why("P1")));
            Assert.Contains("prediction.csv", found.Problem("P1"), StringComparison.Ordinal);
            Assert.Contains("Add it", found.Problem("P1"), StringComparison.Ordinal);
            Assert.Contains("prediction.csv:", Assert.Single(found.Strangers), StringComparison.Ordinal);
        }
        var boxes = await Boxes(Objects, """[{"image_id": 1, "category_id": 1, "bbox": [0, 0, 9, 9], "score": 0.9}, {"image_id": 77, "category_id": 1, "bbox": [0, 0, 9, 9], "score": 0.9}]""");
        Assert.Equal(["P1", "P2"], boxes.Cases);
        Assert.Equal(0, boxes.Value("P2", "objectRecall@0.50.bestF1"));
        Assert.Contains("image_id 77", Assert.Single(boxes.Strangers), StringComparison.Ordinal);
        Assert.Contains(boxes.Notes, note => note.Contains("1 images have no prediction", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NothingShared_EndsWithTwoAndShowsANameOfEachSide()
    {
        foreach (var found in (Evaluated[])[await Classes(Labels, "case,score\nQ1,0.9\n"), await Spoken(Texts, "id,text\nQ1,four\n"), await Boxes(Objects, """[{"image_id": 77, "category_id": 1, "bbox": [0, 0, 9, 9], "score": 0.9}]""")])
        {
            Assert.Equal((2, false), (found.Code, found.Json.HasValue));
            Assert.Contains("Name the cases alike", found.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EmptySides_AreUndefinedForAReasonOrPlainlyWrong()
    {
        const string wer = "wer@nfc+singleSpaces";
        var spoken = await Spoken("id,text\nP1,\nP2,three\nP3,\n", "id,text\nP1,one\nP2,\nP3,\n");
        Assert.Equal((0, 1.0), (spoken.Code, spoken.Value("P2", wer)));
        Assert.Equal(("referenceEmpty", "bothEmpty"), (spoken.Case("P1").GetProperty("undefined").GetProperty(wer).GetString(), spoken.Case("P3").GetProperty("undefined").GetProperty(wer).GetString()));
        Assert.Equal(2, spoken.Overall(wer)); // one deletion and the insertion of P1 over one word
        var nothing = await Boxes(Objects.Replace("\"image_id\": 2", "\"image_id\": 1", StringComparison.Ordinal), "[]");
        Assert.Equal(0, nothing.Code);
        Assert.Equal((0.0, null), (nothing.Value("P1", "objectF1@0.50.bestF1"), nothing.Value("P2", "objectF1@0.50.bestF1")));
        Assert.Equal(0, nothing.Overall("coco.averagePrecision.box@0.50:0.95.all.max100"));
        var blank = await Classes("case,label\nP1,\nP2,1\nP3,0\n", Scores);
        Assert.Equal((2, "notUsable"), (blank.Code, blank.Why("P1")));
        Assert.Contains("reference.csv:2", blank.Problem("P1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneClassOnly_LeavesAreasUndefinedAndSaysWhy()
    {
        var found = await Classes("case,label\nP1,0\nP2,0\n", "case,score\nP1,0.1\nP2,0.9\n");
        Assert.Equal((0, 0.5), (found.Code, found.Overall("accuracy")));
        Assert.Equal("noPositives", found.Json!.Value.GetProperty("overall").EnumerateArray().First(o => o.GetProperty("metric").GetString() == "auc.mannWhitney").GetProperty("undefined").GetString());
        Assert.Contains(found.Notes, note => note.StartsWith("No values by case for comparing auc.mannWhitney", StringComparison.Ordinal));
        var words = await Classes("case,label\nP1,benign\nP2,benign\n", "case,prediction\nP1,benign\nP2,benign\n");
        Assert.Equal(2, words.Code);
        Assert.Contains("--labels negative,positive", words.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongShape_NamesFileAndLineOrObject()
    {
        Refused(await Classes(Labels, "case,score\nP1,0.1\nP2,0.9,7\n"), "prediction.csv, line 3", "there are 3 values");
        Refused(await Boxes(Objects, """[{"image_id": 1, "category_id": 1, "bbox": [0, 0, 9], "score": 0.9}]"""), "prediction.json: object 1", "4 (x, y, width, height)");
        Refused(await Boxes(Objects, """[{"image_id": 1, "category_id": 1, "bbox": [0, 0, 9, 9, 0, 9], "score": 0.9}]"""), "prediction.json", "--kind box3d");
        var masks = await Boxes(Objects, """[{"image_id": 1, "category_id": 1, "segmentation": {"size": [10, 10], "counts": [0, 100]}, "score": 0.9}, {"image_id": 2, "category_id": 1, "segmentation": {"size": [20, 30], "counts": [0, 600]}, "score": 0.9}]""", "--kind", "mask");
        Assert.Equal((2, "notUsable"), (masks.Code, masks.Why("P1")));
        Assert.Contains("10×10", masks.Problem("P1"), StringComparison.Ordinal);
        Assert.Contains("20×30", masks.Problem("P1"), StringComparison.Ordinal);
        Assert.Equal(["P1", "P2"], masks.Cases);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData("inf")]
    [InlineData("high")]
    public async Task ScoreThatIsNone_IsTheProblemOfItsCaseOnly(string score)
    {
        var found = await Classes(Labels, $"case,score\nP1,{score}\nP2,0.9\nP3,0.2\n");
        Assert.Equal((2, "notUsable"), (found.Code, found.Why("P1")));
        Assert.Contains("prediction.csv:2", found.Problem("P1"), StringComparison.Ordinal);
        Assert.Equal(["P1", "P2", "P3"], found.Cases);
        Assert.Equal(1, found.Overall("auc.mannWhitney"));
    }

    [Theory]
    [InlineData("\"bbox\": [0, 0, 9, 9], \"score\": NaN")]
    [InlineData("\"bbox\": [0, NaN, 9, 9], \"score\": 0.9")]
    public async Task DetectionWithNaN_IsTheProblemOfItsImageOnly(string fields)
    {
        var found = await Boxes(Objects, $$"""[{"image_id": 1, "category_id": 1, {{fields}}}, {"image_id": 2, "category_id": 1, "bbox": [0, 0, 9, 9], "score": 0.9}]""");
        Assert.Equal((2, "notUsable"), (found.Code, found.Why("P1")));
        Assert.Contains("prediction.json: object 1 (image 'P1')", found.Problem("P1"), StringComparison.Ordinal);
        Assert.Equal(1, found.Value("P2", "objectRecall@0.50.bestF1"));
    }

    [Fact]
    public async Task LabelsNotDeclared_AreNamed()
    {
        var classes = await Classes("case,label\nP1,a\nP2,b\nP3,c\n", "case,prediction\nP1,a\nP2,a\nP3,b\n", "--labels", "a,b");
        Assert.Equal((2, "notUsable"), (classes.Code, classes.Why("P3")));
        Assert.Contains("'c' is none of the classes a, b", classes.Problem("P3"), StringComparison.Ordinal);
        Assert.Contains("--labels", classes.Problem("P3"), StringComparison.Ordinal);
        var boxes = await Boxes(Objects, """[{"image_id": 1, "category_id": 9, "bbox": [0, 0, 9, 9], "score": 0.9}]""");
        Assert.Equal(["P1", "P2"], boxes.Cases);
        Assert.Contains(boxes.Notes, note => note.StartsWith("Categories 9 are predicted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CutOffFiles_SayWhere()
    {
        Refused(await Boxes(Objects, """[{"image_id": 1, "category_id": 1, "bb"""), "prediction.json, line 1: the JSON ends in the middle");
        Refused(await Boxes(Objects[..120], "[]"), "reference.json, line 1: the JSON ends in the middle");
        Refused(await Classes(Labels, "case,score\nP1,\"0.1\nP2,0.9\n"), "prediction.csv, line 2", "never closed");
        Refused(await Spoken(Texts, ""), "prediction.csv", "empty");
    }

    [Fact]
    public async Task SizeThatTheRunsDoNotFill_IsRefusedWithoutTakingTheMemory()
    {
        var before = GC.GetTotalAllocatedBytes();
        Refused(await Boxes(Objects, """[{"image_id": 1, "category_id": 1, "segmentation": {"size": [100000, 100000], "counts": [0, 100]}, "score": 0.9}]""", "--kind", "mask"), "prediction.json: the segmentation of object 1", "100000×100000");
        Assert.True(GC.GetTotalAllocatedBytes() - before < 1_000_000_000);
    }

    [Fact]
    public async Task DuplicateIds_NameBothLinesOrAreSaid()
    {
        Refused(await Classes(Labels + "P1,1\n", Scores), "reference.csv, line 5", "already on line 2", "Keep one");
        Refused(await Spoken(Texts, "id,text\nP1,one\nP1,two\n"), "prediction.csv, line 3", "already on line 2", "Keep one");
        var boxes = await Boxes(Objects.Replace("{\"id\": 2, \"file_name\": \"P2.png\"", "{\"id\": 1, \"file_name\": \"P2.png\"", StringComparison.Ordinal).Replace("\"image_id\": 2", "\"image_id\": 1", StringComparison.Ordinal), "[]");
        Assert.Contains(boxes.Notes, note => note.Contains("image ids occur more than once", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("mixed")]
    public async Task LineEndsAndBom_ChangeNothing(string end)
    {
        string With(string text)
        {
            var lines = text.TrimEnd().Split('\n');
            return "\uFEFF" + (end == "mixed" ? lines[0] + "\r\n" + string.Join('\n', lines[1..]) + "\n" : string.Join(end, lines) + end);
        }
        var classes = await Classes(With(Labels), With(Scores));
        Assert.Equal((0, 1.0), (classes.Code, classes.Overall("auc.mannWhitney")));
        Assert.Equal(["P1", "P2", "P3"], classes.Cases);
        var spoken = await Spoken(With(Texts), With(Texts));
        Assert.Equal((0, 0.0), (spoken.Code, spoken.Overall("wer@nfc+singleSpaces")));
        Assert.Equal("three", spoken.Case("P2").GetProperty("texts").GetProperty("prediction").GetString());
        if (end == "mixed") Assert.Contains(spoken.Notes, note => note.Contains("mixes Windows and Unix line endings", StringComparison.Ordinal));
        var boxes = await Boxes(With(Objects), With("[{\"image_id\": 1, \"category_id\": 1,\n\"bbox\": [0, 0, 9, 9], \"score\": 0.9}]"));
        Assert.Equal((0, 1.0), (boxes.Code, boxes.Value("P1", "objectRecall@0.50.bestF1")));
    }

    [Fact]
    public async Task HalfTheNamesInNfd_AreTheSameCases()
    {
        var apart = "환자1".Normalize(NormalizationForm.FormD);
        var classes = await Classes("case,label\n환자1,0\nP2,1\n", $"case,score\n{apart},0.1\nP2,0.9\n");
        Assert.Equal((0, 1.0), (classes.Code, classes.Overall("auc.mannWhitney")));
        var spoken = await Spoken("id,text\n환자1,하나\n", $"id,text\n{apart},하나\n");
        Assert.Equal((0, "환자1"), (spoken.Code, Assert.Single(spoken.Cases)));
        var boxes = await Boxes(Objects.Replace("P1.png", apart + ".png", StringComparison.Ordinal), "[]");
        Assert.Contains("환자1", boxes.Cases);
    }

    [Theory]
    [InlineData("classification", "case,label\nP1,0\nP2,1\n", "case,diagnosis_of_model\nP1,0\n", "no column names the predicted class", "'prediction'")]
    [InlineData("classification", "patch,label\nP1,0\nP2,1\n", "case,score\nP1,0\n", "no column names the case", "patch, label")]
    [InlineData("classification", "case,size\nP1,0\nP2,1\n", "case,score\nP1,0\n", "no column names the class", "'label'")]
    [InlineData("detection", "[]", "[]", "no ground truth file of COCO", "\"images\"")]
    [InlineData("detection", "{\"images\": [], \"annotations\": [], \"categories\": []}", "[]", "no image", "\"images\"")]
    [InlineData("detection", "{\"images\": [{\"id\": 1}], \"annotations\": [], \"categories\": []}", "[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [0, 0, 1, 1]}]", "has no score", "prediction.csv")]
    public async Task FileOfAnotherKind_SaysWhatIsMissing(string kind, string reference, string prediction, params string[] said)
    {
        _folder.Write("reference.csv", reference);
        _folder.Write("prediction.csv", prediction);
        Refused(await _folder.Run(kind, "reference.csv", "prediction.csv"), said);
    }

    [Theory]
    [InlineData("classification")]
    [InlineData("transcription")]
    [InlineData("detection")]
    public async Task FileThatIsNotThere_EndsWithTwo(string kind) => Refused(await _folder.Run(kind, "nowhere.csv", "nothing.csv"), "nowhere.csv", "Check");

    [Fact]
    public async Task RunThatCannotBeReached_EndsWithOne_AndTheReportIsThereAllTheSame()
    {
        _folder.Write("reference.csv", Labels);
        _folder.Write("prediction.csv", Scores);
        var found = await _folder.Run("classification", "reference.csv", "prediction.csv", "--run", "nobody", "--uri", "http://127.0.0.1:9/");
        Assert.Equal((1, 3), (found.Code, found.Cases.Count));
        Assert.NotEmpty(found.Errors);
    }

    private static void Refused(Evaluated found, params string[] said)
    {
        Assert.Equal((2, false), (found.Code, found.Json.HasValue));
        foreach (var words in said) Assert.Contains(words, found.Errors, StringComparison.Ordinal);
    }

    private Task<Evaluated> Classes(string reference, string prediction, params string[] more) => Run("classification", "csv", reference, prediction, more);

    private Task<Evaluated> Spoken(string reference, string prediction) => Run("transcription", "csv", reference, prediction);

    private Task<Evaluated> Boxes(string reference, string prediction, params string[] more) => Run("detection", "json", reference, prediction, more);

    private Task<Evaluated> Run(string kind, string ending, string reference, string prediction, params string[] more)
    {
        _folder.Write("reference." + ending, reference);
        _folder.Write("prediction." + ending, prediction);
        return _folder.Run(kind, "reference." + ending, "prediction." + ending, more);
    }
}
