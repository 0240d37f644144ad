using System.Globalization;
using System.Text.Json;

namespace Umul.Tests.Outcomes.Evaluate;

/// <summary><c>umul evaluate detection</c> from files to numbers, against what other programs print of the same files.</summary>
public sealed class DetectionCommandTests : IDisposable
{
    private const string Two = """
        {"images": [{"id": 1, "file_name": "a/P1.png"}, {"id": 2, "file_name": "a/P2.png"}, {"id": 3, "file_name": "a/P3.png"}],
         "categories": [{"id": 1, "name": "lesion"}],
         "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 10], "area": 100, "iscrowd": 0},
                         {"id": 2, "image_id": 2, "category_id": 1, "bbox": [20, 20, 10, 10], "area": 100, "iscrowd": 0}]}
        """;

    private readonly EvaluateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // cocodataset/cocoapi 8c9bcc3, results/val2014_fake_eval_res.txt: what pycocotools printed.
    [SharedDataTheory]
    [InlineData("box", "instances_val2014_fakebbox100", new[] { .505, .697, .573, .586, .519, .501, .387, .594, .595, .640, .566, .564 })]
    [InlineData("mask", "instances_val2014_fakesegm100", new[] { .320, .562, .299, .387, .310, .327, .268, .415, .417, .469, .377, .381 })]
    public async Task CocoFiles_GiveWhatPycocotoolsPrints(string kind, string results, double[] expected)
    {
        var found = await _folder.Run(
            "detection", SharedData.Path("coco_detections/dataset/cocoapi/instances_val2014_100.json"), SharedData.Path($"coco_detections/cocoapi_results/{results}_results.json"), "--kind", kind);
        Assert.Equal(0, found.Code);
        Assert.Equal(100, found.Cases.Count);
        var printed = found.Json!.Value.GetProperty("overall").EnumerateArray().Take(12).Select(o => Math.Round(o.GetProperty("value").GetDouble(), 3)).ToArray();
        Assert.Equal(expected, printed);
    }

    // nnDetection 97a58f31 on the same boxes; shared/data/golden/det3d_nndetection.json.
    [SharedDataFact]
    public async Task BoxesInSpace_GiveWhatNnDetectionPrints()
    {
        using var golden = JsonDocument.Parse(await File.ReadAllTextAsync(SharedData.Path("golden/det3d_nndetection.json")));
        var (images, annotations, results) = (new List<object>(), new List<object>(), new List<object>());
        foreach (var (image, id) in golden.RootElement.GetProperty("images").EnumerateArray().Select((image, id) => (image, id)))
        {
            images.Add(new { id, file_name = $"P{id:00}.nii.gz" });
            foreach (var (box, category) in image.GetProperty("gt_boxes").EnumerateArray().Zip(image.GetProperty("gt_classes").EnumerateArray()))
                annotations.Add(new { id = annotations.Count + 1, image_id = id, category_id = category.GetInt32(), bbox = box, iscrowd = 0 });
            foreach (var ((box, category), score) in image.GetProperty("pred_boxes").EnumerateArray().Zip(image.GetProperty("pred_classes").EnumerateArray()).Zip(image.GetProperty("pred_scores").EnumerateArray()))
                results.Add(new { image_id = id, category_id = category.GetInt32(), bbox = box, score = score.GetDouble() });
        }
        _folder.Write("reference.json", JsonSerializer.Serialize(new { images, annotations, categories = new[] { new { id = 0, name = "a" }, new { id = 1, name = "b" } } }));
        _folder.Write("prediction.json", JsonSerializer.Serialize(results));
        var found = await _folder.Run("detection", "reference.json", "prediction.json", "--kind", "box3d");
        var coco = golden.RootElement.GetProperty("coco");
        Assert.Equal(coco.GetProperty("mAP_IoU_0.10_0.50_0.05_MaxDet_100").GetDouble(), found.Overall("coco.averagePrecision.volumeBox@0.10:0.50.all.max100"), 6);
        Assert.Equal(coco.GetProperty("AP_IoU_0.75_MaxDet_100").GetDouble(), found.Overall("coco.averagePrecision.volumeBox@0.75.all.max100"), 6);
        Assert.Equal(golden.RootElement.GetProperty("froc").GetProperty("FROC_score_IoU_0.10").GetDouble(), found.Overall("froc.score@0.125:8.interpolated"), 9);
        Assert.Equal(60, found.Cases.Count);
    }

    // DIAGNijmegen/picai_eval 81d6067, tests/output-expected/metrics-expected.json.
    [SharedDataFact]
    public async Task LesionMaps_GiveWhatPicaiEvalPrints()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.Path("picai_eval_maps/test-maps"), "*.nii.gz"))
        {
            var name = Path.GetFileName(file);
            _folder.Write(name.Contains("_label", StringComparison.Ordinal) ? "labels/" + name : "maps/" + name, await File.ReadAllBytesAsync(file));
        }
        var found = await _folder.Run("detection", "labels", "maps", "--kind", "map");
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(SharedData.Path("picai_eval_maps/output-expected/metrics-expected.json")));
        Assert.Equal(0, found.Code);
        Assert.Equal(expected.RootElement.GetProperty("AP").GetDouble(), found.Overall("picai.averagePrecision"), 12);
        Assert.Equal(expected.RootElement.GetProperty("auroc").GetDouble(), found.Overall("auc.mannWhitney"), 12);
        foreach (var (name, lesions) in expected.RootElement.GetProperty("lesion_results").EnumerateObject().Select(p => (p.Name, p.Value.EnumerateArray().ToList())))
        {
            var alarms = lesions.Count(lesion => lesion[0].GetDouble() == 0);
            Assert.Equal(alarms, found.Value(name, "falseAlarms.picai"));
        }
    }

    [Fact]
    public async Task Images_HaveTheirHitsAlarmsAndMisses_AsCountedByHand()
    {
        _folder.Write("reference.json", Two);
        _folder.Write("prediction.json", """
            [{"image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 9], "score": 0.9}, {"image_id": 1, "category_id": 1, "bbox": [50, 50, 5, 5], "score": 0.8},
             {"image_id": 2, "category_id": 1, "bbox": [20, 20, 10, 4], "score": 0.7}, {"image_id": 2, "category_id": 1, "bbox": [0, 0, 3, 3], "score": 0.1}]
            """);
        var found = await _folder.Run("detection", "reference.json", "prediction.json", "--score", "0.5");
        Assert.Equal(["a/P1", "a/P2", "a/P3"], found.Cases);
        Assert.Equal((1.0, 0.5), (found.Value("a/P1", "objectRecall@0.50.score0.5"), found.Value("a/P1", "objectPrecision@0.50.score0.5")));
        Assert.Equal((0.0, 1.0), (found.Value("a/P2", "objectRecall@0.50.score0.5"), found.Value("a/P2", "falseAlarms@0.50.score0.5"))); // overlap 0.4, and the score of 0.1 is not counted
        Assert.Null(found.Value("a/P3", "objectF1@0.50.score0.5"));
        Assert.Equal(2.0 * 1 / (1 + 2 + 2), found.Overall("objectF1@0.50.score0.5"), 15);
        Assert.Equal((1.0, 1.0, 0.0), (found.Value("a/P2", "objectErrors.localisation@0.50"), found.Value("a/P2", "objectErrors.background@0.50"), found.Value("a/P1", "objectErrors.missed@0.50")));
        Assert.Contains(found.Notes, note => note.StartsWith("1 images have no prediction", StringComparison.Ordinal));
    }

    // Their mean must be the jackknife estimate, and each the leave-one-out formula: AP with all images and without one, by the command itself.
    [Fact]
    public async Task ValuesForComparison_ArePseudovaluesOfTheAveragePrecision()
    {
        const string ap = "coco.averagePrecision.box@0.50:0.95.all.max100";
        string[] predictions =
        [
            """{"image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 9], "score": 0.9}""", """{"image_id": 2, "category_id": 1, "bbox": [20, 20, 10, 7], "score": 0.7}""",
            """{"image_id": 3, "category_id": 1, "bbox": [0, 0, 3, 3], "score": 0.8}""",
        ];
        _folder.Write("reference.json", Two);
        _folder.Write("prediction.json", $"[{string.Join(',', predictions)}]");
        var whole = await _folder.Run("detection", "reference.json", "prediction.json");
        _folder.Write("without.json", Two.Replace(""", {"id": 3, "file_name": "a/P3.png"}""", "", StringComparison.Ordinal));
        _folder.Write("two.json", $"[{string.Join(',', predictions[..2])}]");
        var without = await _folder.Run("detection", "without.json", "two.json");
        Assert.Equal(3 * whole.Overall(ap) - 2 * without.Overall(ap), whole.Value("a/P3", "jackknife." + ap)!.Value, 12);
    }

    [Theory]
    [InlineData("--kind", "sphere")]
    [InlineData("--iou", "1.5")]
    [InlineData("--iou", "0.33")]
    [InlineData("--labels", "liver")]
    [InlineData("--sigmas", "0.1,x")]
    public async Task Options_ThatCannotBe_EndWithTwoAndSayWhatCan(string option, string value)
    {
        _folder.Write("reference.json", Two);
        _folder.Write("prediction.json", """[{"image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 9], "score": 0.9}]""");
        var found = await _folder.Run("detection", "reference.json", "prediction.json", option, value);
        Assert.Equal((2, false), (found.Code, found.Json.HasValue));
        Assert.Contains(value.Split(',')[0], found.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keypoints_OfAnotherCountThanAPersons_AskForSigmas()
    {
        var points = string.Join(',', Enumerable.Range(0, 3).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}, {i}, 2")));
        _folder.Write("reference.json", $$"""{"images": [{"id": 1, "file_name": "P1.png"}], "categories": [{"id": 1, "name": "wing"}], "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 40, 40], "area": 1600, "iscrowd": 0, "keypoints": [{{points}}], "num_keypoints": 3}]}""");
        _folder.Write("prediction.json", $$"""[{"image_id": 1, "category_id": 1, "score": 0.9, "keypoints": [{{points}}]}]""");
        var refused = await _folder.Run("detection", "reference.json", "prediction.json", "--kind", "keypoints");
        Assert.Equal(2, refused.Code);
        Assert.Contains("--sigmas", refused.Errors, StringComparison.Ordinal);
        var found = await _folder.Run("detection", "reference.json", "prediction.json", "--kind", "keypoints", "--sigmas", "0.1,0.1,0.1");
        Assert.Equal(1, found.Overall("coco.averagePrecision.keypoints@0.50:0.95.all.max20"), 12);
    }
}
