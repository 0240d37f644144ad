using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Umul.Evaluation.Detection;
using Umul.Files.Annotations;

namespace Umul.Benchmarks;

/// <summary>
/// The detection rows of the speed goals, from columns in memory: <c>detection [coco|errors|growth]</c>, or from files:
/// <c>write FOLDER IMAGES</c>, then <c>evaluate FOLDER</c> in a process of its own. The headline is COCO AP and AR of 5,000 images × 20
/// reference objects × 100 detections in 10 categories.
/// </summary>
internal static class DetectionBenchmarks
{
    public static int Run(string[] args)
    {
        var what = args.Length > 0 ? args[0] : "all";
        if (what == "write")
            return Write(args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
        if (what == "evaluate")
            return Evaluate(args[1]);
        if (what is "all" or "coco")
        {
            var data = Synthetic(5000, 10);
            Time("COCO AP/AR, 5,000 × 20 × 100, 10 categories, one thread", data, 1, 9);
            Time("the same, two threads", data, 2, 9);
        }

        if (what is "all" or "errors")
        {
            var data = Synthetic(5000, 10);
            Timing.Print("kinds of error, 5,000 × 20 × 100, one thread", 3, () => DetectionErrorAnalysis.Evaluate(data));
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

    /// <summary>Writes the data as COCO files, for us and for other tools.</summary>
    private static int Write(string folder, int images)
    {
        var data = Synthetic(images, 10);
        var (references, predictions) = (data.References, data.Predictions);
        var (boxes, found) = ((BoxShapes)references.Shapes, (BoxShapes)predictions.Shapes);
        File.WriteAllText(Path.Combine(folder, "reference.json"), JsonSerializer.Serialize(new
        {
            images = data.ImageIds!.Select(id => new { id }),
            categories = data.CategoryIds!.Select(id => new { id }),
            annotations = Enumerable.Range(0, references.Count).Select(i => new
            {
                id = i + 1,
                image_id = references.ImageIds.Span[i],
                category_id = references.CategoryIds.Span[i],
                iscrowd = 0,
                bbox = boxes.Box(i).ToArray(),
                area = boxes.Area(i),
            }),
        }));
        File.WriteAllText(Path.Combine(folder, "prediction.json"), JsonSerializer.Serialize(Enumerable.Range(0, predictions.Count).Select(i => new
        {
            image_id = predictions.ImageIds.Span[i],
            category_id = predictions.CategoryIds.Span[i],
            bbox = found.Box(i).ToArray(),
            score = predictions.Scores.Span[i],
        })));
        return 0;
    }

    /// <summary>Reads and evaluates COCO files; the summary is the last line.</summary>
    private static int Evaluate(string folder)
    {
        CocoEvaluation.Evaluate(Read(folder), CocoOptions.Coco with { Threads = 2 });
        Console.WriteLine($"Umul, one pass in a fresh process: peak resident {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB");
        Timing.Print("Umul, from the two files, two threads", 5, () => CocoEvaluation.Evaluate(Read(folder), CocoOptions.Coco with { Threads = 2 }));
        Console.WriteLine(JsonSerializer.Serialize(CocoEvaluation.Evaluate(Read(folder)).Stats));
        return 0;
    }

    /// <summary>Both files at once, one thread each.</summary>
    private static DetectionData Read(string folder)
    {
        CocoReference? reference = null;
        CocoObjects? found = null;
        Parallel.Invoke(
            () => reference = CocoFile.ReadReference(Path.Combine(folder, "reference.json")),
            () => found = CocoFile.ReadResults(Path.Combine(folder, "prediction.json")));
        return new DetectionData
        {
            ImageIds = [.. reference!.Images.Select(image => image.Id)],
            CategoryIds = [.. reference.Categories.Select(category => category.Id)],
            References = new ReferenceObjects
            {
                ImageIds = reference.Objects.ImageIds,
                CategoryIds = reference.Objects.CategoryIds,
                Ids = reference.Objects.Ids,
                Areas = reference.Objects.Areas,
                IsCrowd = reference.Objects.IsCrowd,
                Shapes = new BoxShapes(reference.Objects.Boxes),
            },
            Predictions = new PredictedObjects
            {
                ImageIds = found!.ImageIds,
                CategoryIds = found.CategoryIds,
                Scores = found.Scores,
                Shapes = new BoxShapes(found.Boxes),
            },
        };
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
                box[j] = Math.Round(boxes[(4 * target) + j] + (boxes[(4 * target) + 2 + (j & 1)] * 0.2 * (random.NextDouble() - 0.5)), 2);
        }

        return new DetectionData
        {
            ImageIds = [.. Enumerable.Range(1, images).Select(id => (long)id)],
            CategoryIds = [.. Enumerable.Range(0, categories).Select(id => (long)id)],
            References = new ReferenceObjects { ImageIds = Images(images, references), CategoryIds = classes, Shapes = new BoxShapes(boxes) },
            Predictions = new PredictedObjects
            {
                ImageIds = Images(images, detections),
                CategoryIds = guesses,
                Scores = scores,
                Shapes = new BoxShapes(found),
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
