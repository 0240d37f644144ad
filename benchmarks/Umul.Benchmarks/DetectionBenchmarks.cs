using Umul.Evaluation.Detection;

namespace Umul.Benchmarks;

/// <summary>
/// The detection rows of the speed goals, from columns in memory: <c>detection [coco|growth]</c>. The headline is COCO AP and AR of
/// 5,000 images × 20 reference objects × 100 detections in 10 categories.
/// </summary>
internal static class DetectionBenchmarks
{
    public static int Run(string[] args)
    {
        var what = args.Length > 0 ? args[0] : "all";
        if (what is "all" or "coco")
        {
            var data = Synthetic(5000, 10);
            Time("COCO AP/AR, 5,000 × 20 × 100, 10 categories, one thread", data, 1, 9);
            Time("the same, two threads", data, 2, 9);
        }

        if (what is "all" or "growth")
        {
            foreach (var images in (int[])[625, 1250, 2500, 5000, 10000, 20000])
                Time($"growth: {images:#,##0} images", Synthetic(images, 10), 2, 5);
            foreach (var categories in (int[])[1, 10, 80, 1000])
                Time($"growth: {categories:#,##0} categories, 5,000 images", Synthetic(5000, categories), 2, 5);
        }

        return 0;
    }

    private static void Time(string name, DetectionData data, int threads, int repeats)
    {
        double ap = 0;
        Timing.Print(name, repeats, () => ap = CocoEvaluation.Evaluate(data, CocoOptions.Coco with { Threads = threads }).Values[0].Value);
        Console.WriteLine($"    AP {ap:R}, peak resident {Environment.WorkingSet / 1e6:0} MB");
    }

    /// <summary>Boxes of all sizes in 640 × 480 images; two in five predictions lie near a reference object, the others anywhere.</summary>
    public static DetectionData Synthetic(int images, int categories)
    {
        const int references = 20;
        const int detections = 100;
        var random = new Random(20240605);
        var (boxes, classes) = (new double[images * references * 4], new long[images * references]);
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = random.Next(categories);
            Draw(random, boxes.AsSpan(4 * i, 4));
        }

        var (found, guesses, scores) = (new double[images * detections * 4], new long[images * detections], new double[images * detections]);
        for (var i = 0; i < guesses.Length; i++)
        {
            var box = found.AsSpan(4 * i, 4);
            var target = (i / detections * references) + random.Next(references);
            var isNear = i % 5 < 2;
            guesses[i] = isNear && random.Next(10) > 0 ? classes[target] : random.Next(categories);
            scores[i] = Math.Round(isNear ? 0.3 + (0.7 * random.NextDouble()) : 0.7 * random.NextDouble(), 4);
            if (!isNear)
            {
                Draw(random, box);
                continue;
            }

            for (var j = 0; j < 4; j++)
                box[j] = Math.Round(boxes[(4 * target) + j] * (0.85 + (0.3 * random.NextDouble())), 2);
        }

        return new DetectionData
        {
            ImageIds = [.. Enumerable.Range(1, images).Select(id => (long)id)],
            CategoryIds = [.. Enumerable.Range(0, categories).Select(id => (long)id)],
            References = new ReferenceObjects { ImageIds = Images(images, references), CategoryIds = classes, Shapes = new BoxShapes(boxes) },
            Predictions = new PredictedObjects
            {
                ImageIds = Images(images, detections), CategoryIds = guesses, Scores = scores, Shapes = new BoxShapes(found),
            },
        };
    }

    private static long[] Images(int images, int each) => [.. Enumerable.Range(0, images * each).Select(i => (long)(i / each) + 1)];

    private static void Draw(Random random, Span<double> box)
    {
        var side = Math.Pow(2, 3 + (5.5 * random.NextDouble()));
        (box[2], box[3]) = (Math.Round(side, 2), Math.Round(side * (0.5 + random.NextDouble()), 2));
        (box[0], box[1]) = (Math.Round(random.NextDouble() * 500, 2), Math.Round(random.NextDouble() * 350, 2));
    }
}
