namespace Umul.Evaluation.Detection;

/// <summary>Reference and predicted objects of a set of images, as columns.</summary>
public sealed record DetectionData
{
    public required ReferenceObjects References { get; init; }

    public required PredictedObjects Predictions { get; init; }

    /// <summary>The images evaluated; null: those that either side mentions. An image without any object belongs in this list.</summary>
    public IReadOnlyList<long>? ImageIds { get; init; }

    /// <summary>The categories evaluated; null: those of the reference objects. Predictions of other categories count for nothing.</summary>
    public IReadOnlyList<long>? CategoryIds { get; init; }

    internal long[] SortedImages() =>
        ImageIds is null
            ? SortedIds.Of(References.ImageIds.Span, Predictions.ImageIds.Span)
            : [.. ImageIds.Distinct().Order()];

    internal long[] SortedCategories() =>
        CategoryIds is null
            ? SortedIds.Of(References.CategoryIds.Span, default)
            : [.. CategoryIds.Distinct().Order()];

    internal static void Check(DetectionData data)
    {
        var (references, predictions) = (data.References, data.Predictions);
        Columns.Check("reference", references.Count, references.Columns());
        Columns.Check("prediction", predictions.Count, predictions.Columns());
        if (references.Shapes.GetType() != predictions.Shapes.GetType())
        {
            throw new ArgumentException(
                $"The reference holds {references.Shapes.Kind} shapes, the prediction {predictions.Shapes.Kind}: they must be of one kind.",
                nameof(data));
        }

        var scores = predictions.Scores.Span;
        for (var i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i]))
                throw new ArgumentException($"The score of prediction {i} is NaN: predictions cannot be ordered.", nameof(data));
        }
    }
}

/// <summary>Reference objects: row i of every column is one object.</summary>
public sealed record ReferenceObjects
{
    public required ReadOnlyMemory<long> ImageIds { get; init; }

    public required ReadOnlyMemory<long> CategoryIds { get; init; }

    public required ObjectShapes Shapes { get; init; }

    /// <summary>Sizes that decide the area range: COCO's <c>area</c> field, which is not the box's area. Empty: the shapes' own.</summary>
    public ReadOnlyMemory<double> Areas { get; init; }

    /// <summary>Regions of many objects: any number of predictions may lie in one and count for nothing. Empty: none.</summary>
    public ReadOnlyMemory<bool> IsCrowd { get; init; }

    /// <summary>COCO's <c>ignore</c> field, which pycocotools overwrites with <see cref="IsCrowd"/>. Empty: none.</summary>
    public ReadOnlyMemory<bool> IsIgnored { get; init; }

    /// <summary>Annotation ids, only for pycocotools' treatment of id 0. Empty: no id is 0.</summary>
    public ReadOnlyMemory<long> Ids { get; init; }

    public int Count => ImageIds.Length;

    internal bool Crowd(int row) => !IsCrowd.IsEmpty && IsCrowd.Span[row];

    internal bool Ignored(int row) => !IsIgnored.IsEmpty && IsIgnored.Span[row];

    internal double Area(int row) => Areas.IsEmpty ? Shapes.Area(row) : Areas.Span[row];

    internal bool HasIdZero(int row) => !Ids.IsEmpty && Ids.Span[row] == 0;

    internal IEnumerable<(string Name, int Length)> Columns() =>
    [
        (nameof(Shapes), Shapes.Count), (nameof(CategoryIds), CategoryIds.Length), (nameof(Areas), Areas.IsEmpty ? Count : Areas.Length),
        (nameof(IsCrowd), IsCrowd.IsEmpty ? Count : IsCrowd.Length), (nameof(IsIgnored), IsIgnored.IsEmpty ? Count : IsIgnored.Length),
        (nameof(Ids), Ids.IsEmpty ? Count : Ids.Length),
    ];
}

/// <summary>Predicted objects: row i of every column is one object.</summary>
public sealed record PredictedObjects
{
    public required ReadOnlyMemory<long> ImageIds { get; init; }

    public required ReadOnlyMemory<long> CategoryIds { get; init; }

    public required ReadOnlyMemory<double> Scores { get; init; }

    public required ObjectShapes Shapes { get; init; }

    /// <summary>Sizes for the area ranges. Empty: the shapes' own. pycocotools takes the box's area of a mask result that has a box.</summary>
    public ReadOnlyMemory<double> Areas { get; init; }

    public int Count => ImageIds.Length;

    internal double Area(int row) => Areas.IsEmpty ? Shapes.Area(row) : Areas.Span[row];

    internal IEnumerable<(string Name, int Length)> Columns() =>
    [
        (nameof(Shapes), Shapes.Count), (nameof(CategoryIds), CategoryIds.Length), (nameof(Scores), Scores.Length),
        (nameof(Areas), Areas.IsEmpty ? Count : Areas.Length),
    ];
}

file static class Columns
{
    public static void Check(string data, int rows, IEnumerable<(string Name, int Length)> columns)
    {
        foreach (var (name, length) in columns)
        {
            if (length != rows)
                throw new ArgumentException($"The {data} has {rows} image ids, but {length} rows in {name}.", nameof(data));
        }
    }
}
