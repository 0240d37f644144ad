using Umul.Evaluation.Detection;

namespace Umul.Evaluation.Tests.Detection;

/// <summary>Twelve images of boxes made of integers by one formula, so that anyone can rebuild them elsewhere.</summary>
internal static class IntegerScene
{
    private static readonly long[] s_categories = [2, 5, 9];

    public static DetectionData Build()
    {
        var (references, predictions) = (new List<(long Image, long Category, double[] Box, double Area, bool Crowd)>(), new List<(long Image, long Category, double[] Box, double Score)>());
        var n = 0L;
        for (var i = 0; i < 12; i++)
        {
            for (var j = 0; j < 2 + (i * 5 % 7); j++)
            {
                n++;
                var image = (3 * i) + 1;
                var (x, y, w, h) = (Hash(n, 1) % 200, Hash(n, 2) % 150, 10 + (Hash(n, 3) % 120), 10 + (Hash(n, 4) % 120));
                var category = s_categories[Hash(n, 5) % 3];
                references.Add((image, category, [x, y, w, h], w * h * (1 + (Hash(n, 7) % 4)) / 4.0, Hash(n, 6) % 11 == 0));
                for (var m = 0; m < Hash(n, 8) % 4; m++)
                {
                    predictions.Add((
                        image, Hash(n, 20 + m) % 6 != 0 ? category : 2,
                        [x + (Hash(n, 30 + m) % 5), y + (Hash(n, 40 + m) % 5), w + (Hash(n, 50 + m) % 9), h + (Hash(n, 60 + m) % 9)],
                        Hash(n, 70 + m) % 20 / 20.0));
                }

                predictions.Add((
                    image, s_categories[Hash(n, 90) % 3],
                    [Hash(n, 91) % 200, Hash(n, 92) % 150, 10 + (Hash(n, 93) % 120), 10 + (Hash(n, 94) % 120)], Hash(n, 95) % 20 / 20.0));
            }
        }

        return new DetectionData
        {
            ImageIds = [.. Enumerable.Range(0, 12).Select(i => (3L * i) + 1)],
            CategoryIds = s_categories,
            References = new ReferenceObjects
            {
                ImageIds = references.Select(item => item.Image).ToArray(),
                CategoryIds = references.Select(item => item.Category).ToArray(),
                Areas = references.Select(item => item.Area).ToArray(),
                IsCrowd = references.Select(item => item.Crowd).ToArray(),
                Shapes = new BoxShapes(references.SelectMany(item => item.Box).ToArray()),
            },
            Predictions = new PredictedObjects
            {
                ImageIds = predictions.Select(item => item.Image).ToArray(),
                CategoryIds = predictions.Select(item => item.Category).ToArray(),
                Scores = predictions.Select(item => item.Score).ToArray(),
                Shapes = new BoxShapes(predictions.SelectMany(item => item.Box).ToArray()),
            },
        };
    }

    private static long Hash(long n, long k) => ((n * 7919) + (k * 104729) + (n * n * 31)) % 1009;
}
