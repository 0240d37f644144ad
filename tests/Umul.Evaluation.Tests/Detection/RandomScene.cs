using Umul.Evaluation.Detection;

namespace Umul.Evaluation.Tests.Detection;

/// <summary>Small random scenes with ties, crowds, empty images, other categories and duplicate boxes.</summary>
internal static class RandomScene
{
    public static DetectionData Build(int seed)
    {
        var random = new Random(seed);
        var images = random.Next(1, 7);
        var references = Enumerable.Range(0, random.Next(0, 25)).Select(_ => (Image: (long)random.Next(images), Category: (long)random.Next(3), Box: Box(random))).ToList();
        var predictions = new List<(long Image, long Category, double[] Box, double Score)>();
        foreach (var (image, category, box) in references)
        {
            for (var i = random.Next(3); i > 0; i--)
            {
                double[] near = [.. box.Select(value => Math.Max(1, value + random.Next(-2, 3)))];
                predictions.Add((image, random.Next(5) == 0 ? random.Next(3) : category, near, random.Next(8) / 8.0));
            }
        }

        for (var i = random.Next(12); i > 0; i--)
            predictions.Add((random.Next(images), random.Next(4), Box(random), random.Next(8) / 8.0));
        return new DetectionData
        {
            ImageIds = [.. Enumerable.Range(0, images).Select(i => (long)i)],
            CategoryIds = [0, 1, 2],
            References = new ReferenceObjects
            {
                ImageIds = references.Select(item => item.Image).ToArray(),
                CategoryIds = references.Select(item => item.Category).ToArray(),
                IsCrowd = references.Select(_ => random.Next(8) == 0).ToArray(),
                Areas = references.Select(item => item.Box[2] * item.Box[3] * (random.Next(1, 5) / 4.0)).ToArray(),
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

    private static double[] Box(Random random) => [random.Next(1, 80), random.Next(1, 80), random.Next(1, 120), random.Next(1, 120)];
}
