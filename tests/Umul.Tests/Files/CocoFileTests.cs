using System.Text;
using Umul.Evaluation.Detection;
using Umul.Files.Annotations;

namespace Umul.Tests.Files;

/// <summary>COCO's ground truth and results as columns; masks of all three kinds.</summary>
public sealed class CocoFileTests
{
    private const string Reference = """
        {"info": {"description": "a \"quoted\" [text]"}, "licenses": [],
         "images": [{"id": 7, "file_name": "한글.png", "height": 4, "width": 6, "extra": {"a": [1, {"b": null}]}}],
         "categories": [{"id": 3, "name": "lesion", "supercategory": "x"}],
         "annotations": [
          {"id": 1, "image_id": 7, "category_id": 3, "bbox": [1, 0.5, 2e0, 3], "area": 5.5, "iscrowd": 0, "segmentation": [[1, 1, 4, 1, 4, 3, 1, 3]]},
          {"category_id": 3, "iscrowd": 1, "bbox": [0, 0, 6, 4], "id": 2, "area": 24, "image_id": 7, "segmentation": {"counts": [4, 4, 16], "size": [4, 6]}},
          {"segmentation": {"size": [4, 6], "counts": "44`0"}, "id": 3, "image_id": 7.0, "category_id": 3, "bbox": [1, 0, 1, 4], "area": 4, "iscrowd": false}]}
        """;

    [Fact]
    public void ReadReference_AnyOrderOfFields_GivesColumns()
    {
        var reference = CocoFile.ReadReference(Encoding.UTF8.GetBytes(Reference), "gt.json");
        Assert.Equal(new CocoImage(7, "한글.png", 4, 6), Assert.Single(reference.Images));
        Assert.Equal(new CocoCategory(3, "lesion"), Assert.Single(reference.Categories));
        var objects = reference.Objects;
        Assert.Equal([1L, 2, 3], objects.Ids);
        Assert.Equal([7L, 7, 7], objects.ImageIds);
        Assert.Equal([1, 0.5, 2, 3, 0, 0, 6, 4, 1, 0, 1, 4], objects.Boxes);
        Assert.Equal([5.5, 24, 4], objects.Areas);
        Assert.Equal([false, true, false], objects.IsCrowd);
        Assert.Empty(objects.Scores);
        Assert.Equal([6L, 4, 4], new[] { 0, 1, 2 }.Select(row => objects.Mask(row, 4, 6).Area)); // a rectangle of 3 × 2, a column, the same column
        Assert.Equal(4, objects.Mask(1, 4, 6).Intersection(objects.Mask(2, 4, 6)));
    }

    [Fact]
    public void ReadResults_InTwoHalves_IsTheSameAsInOne()
    {
        var text = new StringBuilder("[\n");
        for (var i = 0; i < 20_000; i++)
            text.Append(i > 0 ? ",\n" : "").Append(FormattableString.Invariant($"{{\"image_id\":{i / 10},\"category_id\":{i % 5},\"bbox\":[{i},{i * 0.5},10,20],\"score\":{i / 20_000.0},\"name\":\"}},{{\"}}"));
        var objects = CocoFile.ReadResults(Encoding.UTF8.GetBytes(text.Append("\n]\n").ToString()), "dt.json");
        Assert.True(text.Length > 1 << 20);
        Assert.Equal(20_000, objects.Count);
        for (var i = 0; i < objects.Count; i++)
        {
            Assert.Equal((i / 10, i % 5, i / 20_000.0), (objects.ImageIds[i], objects.CategoryIds[i], objects.Scores[i]));
            Assert.Equal([i, i * 0.5, 10, 20], objects.Boxes[(4 * i)..(4 * i + 4)]);
        }
    }

    [Theory]
    [InlineData("[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [1,2,3], \"score\": 1}]", "object 1 has 3 numbers in bbox")]
    [InlineData("[{\"image_id\": 1, \"score\": 1}]", "object 1 has no category_id")]
    [InlineData("[{\"image_id\": 1, \"category_id\": 1, \"score\": 1},\n{\"image_id\": 1, \"category_id\": 1}]", "only 1 of 2 objects have score")]
    [InlineData("[{\"image_id\": 1,\n\"category_id\": oops}]", "line 2: \"oops}]\" was not expected")]
    [InlineData("[{\"image_id\": 1, \"category_id\": 1},]", "line 1: \"]\" was not expected")]
    [InlineData("[{\"image_id\": 1, \"category_id\": 1}] x", "\"x\" was not expected")]
    [InlineData("[{\"image_id\": 1.5, \"category_id\": 1}]", "\"1.5, ")]
    [InlineData("[{\"image_id\": 1", "the JSON ends in the middle")]
    [InlineData("{}", "no results file of COCO")]
    public void ReadResults_WhatIsWrong_IsSaidWithItsPlace(string text, string expected) =>
        Assert.Contains(expected, Fixture.Refusal(() => CocoFile.ReadResults(Encoding.UTF8.GetBytes(text), "dt.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void ReadResults_PythonsNaN_IsRead() =>
        Assert.Equal([double.NaN], CocoFile.ReadResults("[{\"image_id\": 1, \"category_id\": 1, \"bbox\": [1,2,3,4], \"score\": NaN}]"u8.ToArray(), "dt.json").Scores);

    [Fact]
    public void Mask_RunsThatDoNotCoverTheImage_AreRefused()
    {
        var objects = CocoFile.ReadResults("[{\"image_id\": 1, \"category_id\": 1, \"segmentation\": {\"size\": [4, 6], \"counts\": [1, 2]}}]"u8.ToArray(), "dt.json");
        Assert.Contains("cover 3 pixels", Fixture.Refusal(() => objects.Mask(0, 4, 6)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        var bytes = Encoding.UTF8.GetBytes(Reference);
        for (var length = 1; length < bytes.Length; length++) Fixture.Refusal(() => CocoFile.ReadReference(bytes[..length], "gt.json"));
    }

    [SharedDataFact]
    public void Read_FilesOfFasterCocoEval_ReachItsNumbers()
    {
        var reference = CocoFile.ReadReference(SharedData.Path("coco_detections/dataset/cocoapi/instances_val2014_100.json"));
        var results = CocoFile.ReadResults(SharedData.Path("coco_detections/cocoapi_results/instances_val2014_fakebbox100_results.json"));
        var objects = reference.Objects;
        var data = new DetectionData
        {
            References = new ReferenceObjects
            {
                ImageIds = objects.ImageIds,
                CategoryIds = objects.CategoryIds,
                Shapes = new BoxShapes(objects.Boxes),
                Areas = objects.Areas,
                IsCrowd = objects.IsCrowd,
                Ids = objects.Ids,
            },
            Predictions = new PredictedObjects { ImageIds = results.ImageIds, CategoryIds = results.CategoryIds, Scores = results.Scores, Shapes = new BoxShapes(results.Boxes) },
            ImageIds = [.. reference.Images.Select(image => image.Id)],
        };
        Assert.Equal(0.5045806987249628, CocoEvaluation.Evaluate(data).Stats[0]);
    }
}
