using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Detection;

/// <summary>What makes up a cell, and in which order its rows are before predictions are sorted by score.</summary>
internal enum CellGrouping
{
    /// <summary>One image and one category; rows as given.</summary>
    ByCategory,

    /// <summary>One image, its categories one after the other (pycocotools without categories).</summary>
    Pooled,

    /// <summary>One image; rows as given, whatever their category.</summary>
    ByImage,
}

/// <summary>The objects of one image and one category: ranges of the ordered rows.</summary>
internal readonly record struct DetectionCell(int Category, int Image, Range Predictions, Range References);

/// <summary>
/// Rows of both sides ordered by category, then image, then (predictions, once sorted) falling score or (references) as given; only cells
/// that hold something exist. Category −1 rows and rows of images that are not evaluated are left out.
/// </summary>
internal sealed class DetectionCells
{
    private readonly ReadOnlyMemory<double> _scores;

    public DetectionCells(DetectionData data, CellGrouping grouping)
    {
        ImageIds = data.SortedImages();
        CategoryIds = data.SortedCategories();
        var (images, categories) = (new SortedIds(ImageIds), new SortedIds(CategoryIds));
        var references = new Side(images, categories, data.References.ImageIds.Span, data.References.CategoryIds.Span);
        var predictions = new Side(images, categories, data.Predictions.ImageIds.Span, data.Predictions.CategoryIds.Span);
        RequireKnown(predictions, data);
        OtherCategories = predictions.Categories.AsSpan().Count(-1);
        var byCategory = grouping == CellGrouping.ByCategory;
        CategoryCount = byCategory ? CategoryIds.Length : 1;
        (References, Predictions) = (references.Ordered(grouping, this), predictions.Ordered(grouping, this));
        (ReferenceCategories, PredictionCategories) = (references.Categories, predictions.Categories);
        Cells = [.. Join(predictions, references, byCategory)];
        _scores = data.Predictions.Scores;
    }

    public long[] ImageIds { get; }

    public long[] CategoryIds { get; }

    /// <summary>Number of categories told apart: 1 if they are pooled.</summary>
    public int CategoryCount { get; }

    /// <summary>Rows of reference objects in the order of the cells.</summary>
    public int[] References { get; }

    /// <summary>Rows of predictions in the order of the cells; a place in here is called a slot.</summary>
    public int[] Predictions { get; }

    public DetectionCell[] Cells { get; }

    /// <summary>Place of each reference row's category among <see cref="CategoryIds"/>, −1 for others.</summary>
    public int[] ReferenceCategories { get; }

    /// <summary>Place of each prediction row's category.</summary>
    public int[] PredictionCategories { get; }

    /// <summary>Predictions of categories that are not evaluated.</summary>
    public int OtherCategories { get; }

    /// <summary>Brings a cell's predictions into their final order. Once for each cell; cells may be sorted at the same time.</summary>
    public Span<int> SortByScore(DetectionCell cell)
    {
        var rows = Predictions.AsSpan(cell.Predictions);
        DescendingOrder.Sort(rows, _scores.Span);
        return rows;
    }

    /// <summary>Indices of the cells, those of one image together.</summary>
    public int[] CellsByImage()
    {
        int[] images = [.. Cells.Select(cell => cell.Image)];
        int[] indices = [.. Enumerable.Range(0, Cells.Length)];
        return Side.ByPlace(indices, images, ImageIds.Length);
    }

    private static void RequireKnown(Side predictions, DetectionData data)
    {
        var row = Array.IndexOf(predictions.Images, -1);
        if (row >= 0)
            throw new ArgumentException($"Prediction {row} belongs to image {data.Predictions.ImageIds.Span[row]}, which is not among the images evaluated.", nameof(data));
    }

    private IEnumerable<DetectionCell> Join(Side predictions, Side references, bool useCategories)
    {
        var (p, r) = (0, 0);
        while (p < Predictions.Length || r < References.Length)
        {
            var next = Math.Min(KeyAt(predictions, Predictions, p, useCategories), KeyAt(references, References, r, useCategories));
            var (endP, endR) = (p, r);
            while (KeyAt(predictions, Predictions, endP, useCategories) == next)
                endP++;
            while (KeyAt(references, References, endR, useCategories) == next)
                endR++;
            yield return new DetectionCell((int)(next / ImageIds.Length), (int)(next % ImageIds.Length), p..endP, r..endR);
            (p, r) = (endP, endR);
        }
    }

    private long KeyAt(Side side, int[] rows, int place, bool useCategories) =>
        place >= rows.Length
            ? long.MaxValue
            : ((useCategories ? side.Categories[rows[place]] : 0) * (long)ImageIds.Length) + side.Images[rows[place]];

    private sealed class Side(SortedIds images, SortedIds categories, ReadOnlySpan<long> imageIds, ReadOnlySpan<long> categoryIds)
    {
        public int[] Images { get; } = images.PlacesOf(imageIds);

        public int[] Categories { get; } = categories.PlacesOf(categoryIds);

        public int[] Ordered(CellGrouping grouping, DetectionCells cells)
        {
            var rows = new List<int>(Images.Length);
            for (var i = 0; i < Images.Length; i++)
            {
                if (Images[i] >= 0 && Categories[i] >= 0)
                    rows.Add(i);
            }

            // The last sort decides first; each keeps the order that it finds.
            int[] known = [.. rows];
            return grouping switch
            {
                CellGrouping.ByCategory => ByPlace(ByPlace(known, Images, cells.ImageIds.Length), Categories, cells.CategoryIds.Length),
                CellGrouping.Pooled => ByPlace(ByPlace(known, Categories, cells.CategoryIds.Length), Images, cells.ImageIds.Length),
                _ => ByPlace(known, Images, cells.ImageIds.Length),
            };
        }

        public static int[] ByPlace(int[] rows, int[] places, int count)
        {
            var starts = new int[count + 1];
            foreach (var row in rows)
                starts[places[row] + 1]++;
            for (var i = 1; i <= count; i++)
                starts[i] += starts[i - 1];
            var sorted = new int[rows.Length];
            foreach (var row in rows)
                sorted[starts[places[row]]++] = row;
            return sorted;
        }
    }
}
