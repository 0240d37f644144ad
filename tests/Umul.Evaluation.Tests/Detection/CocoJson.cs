using System.Text.Json;
using Umul.Evaluation.Detection;

namespace Umul.Evaluation.Tests.Detection;

/// <summary>COCO's reference and result files as pycocotools' <c>loadRes</c> takes them.</summary>
internal static class CocoJson
{
    public static DetectionData Read(string referencePath, string resultPath, string kind)
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(referencePath));
        using var result = JsonDocument.Parse(File.ReadAllText(resultPath));
        var root = reference.RootElement;
        var sizes = root.GetProperty("images").EnumerateArray()
            .ToDictionary(image => image.GetProperty("id").GetInt64(), image => (Height: Integer(image, "height"), Width: Integer(image, "width")));
        JsonElement[] objects = [.. root.GetProperty("annotations").EnumerateArray()];
        var list = result.RootElement.ValueKind == JsonValueKind.Array ? result.RootElement : result.RootElement.GetProperty("annotations");
        JsonElement[] found = [.. list.EnumerateArray()];
        return new DetectionData
        {
            ImageIds = [.. sizes.Keys],
            CategoryIds = [.. root.GetProperty("categories").EnumerateArray().Select(category => category.GetProperty("id").GetInt64())],
            References = new ReferenceObjects
            {
                ImageIds = Longs(objects, "image_id"),
                CategoryIds = Longs(objects, "category_id"),
                Ids = Longs(objects, "id"),
                Areas = objects.Select(item => item.GetProperty("area").GetDouble()).ToArray(),
                IsCrowd = Flags(objects, "iscrowd"),
                IsIgnored = Flags(objects, "ignore"),
                Shapes = Shapes(objects, kind, sizes),
            },
            Predictions = new PredictedObjects
            {
                ImageIds = Longs(found, "image_id"),
                CategoryIds = Longs(found, "category_id"),
                Scores = found.Select(item => item.GetProperty("score").GetDouble()).ToArray(),
                Areas = kind != "bbox" && found.All(item => item.TryGetProperty("bbox", out _))
                    ? found.Select(item => item.GetProperty("bbox")[2].GetDouble() * item.GetProperty("bbox")[3].GetDouble()).ToArray()
                    : default,
                Shapes = Shapes(found, kind, sizes),
            },
        };
    }

    private static ObjectShapes Shapes(JsonElement[] items, string kind, Dictionary<long, (int Height, int Width)> sizes) => kind switch
    {
        "bbox" => new BoxShapes(Numbers(items, "bbox")),
        "keypoints" => new KeypointShapes(Numbers(items, "keypoints"))
        {
            Boxes = items.Length > 0 && items[0].TryGetProperty("bbox", out _) ? new BoxShapes(Numbers(items, "bbox")) : null,
        },
        "segm" => new MaskShapes([.. items.Select(item => Mask(item.GetProperty("segmentation"), sizes[item.GetProperty("image_id").GetInt64()]))]),
        _ => throw new ArgumentException($"No kind {kind}.", nameof(kind)),
    };

    private static RleMask Mask(JsonElement segmentation, (int Height, int Width) size)
    {
        if (segmentation.ValueKind == JsonValueKind.Array)
            return RleMask.FromPolygons(size.Height, size.Width, [.. segmentation.EnumerateArray().Select(Doubles)]);
        var counts = segmentation.GetProperty("counts");
        var (height, width) = (segmentation.GetProperty("size")[0].GetInt32(), segmentation.GetProperty("size")[1].GetInt32());
        return counts.ValueKind == JsonValueKind.String
            ? RleMask.FromText(height, width, counts.GetString())
            : RleMask.FromRuns(height, width, [.. counts.EnumerateArray().Select(run => run.GetUInt32())]);
    }

    private static int Integer(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    private static long[] Longs(JsonElement[] items, string name) => [.. items.Select(item => item.GetProperty(name).GetInt64())];

    private static bool[] Flags(JsonElement[] items, string name) =>
        [.. items.Select(item => item.TryGetProperty(name, out var value) && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.Number && value.GetInt32() != 0)))];

    private static double[] Numbers(JsonElement[] items, string name) => [.. items.SelectMany(item => Doubles(item.GetProperty(name)))];

    private static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
