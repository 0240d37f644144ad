using Umul.Web;

namespace Umul.Files;

/// <summary>
/// Whether a prediction lies on its reference's grid. Voxels are compared one by one, so shape, spacing, directions and origin must
/// agree; where one file says nothing (PNG, NPY), the other is believed and that is said.
/// </summary>
internal static class GeometryCheck
{
    /// <summary>Headers in float32 and programs that recompute spacing differ by less than this; real differences by far more.</summary>
    public const double MostRelativeSpacing = 1e-3;

    private const double MostCosine = 1e-3;
    private const double MostOriginVoxels = 0.05;

    public static GeometryAgreement Compare(Geometry reference, Geometry prediction)
    {
        var differences = new List<GeometryDifference>();
        if (!SameShape(reference.Shape, prediction.Shape)) differences.Add(GeometryDifference.Shape);
        if (reference.HasSpacing && prediction.HasSpacing && !SameSpacing(reference, prediction)) differences.Add(GeometryDifference.Spacing);
        if (reference.Affine is { } r && prediction.Affine is { } p)
        {
            if (!SameDirections(r, p)) differences.Add(GeometryDifference.Orientation);
            else if (!SameOrigin(r, p, reference.Spacing.Smallest)) differences.Add(GeometryDifference.Origin);
        }
        return new GeometryAgreement(differences, differences.Count == 0 ? Assumed(reference, prediction) : [], differences.Count == 0 ? null : Refusal(reference, prediction, differences));
    }

    private static bool SameShape(RasterShape a, RasterShape b) => (a.Depth, a.Height, a.Width) == (b.Depth, b.Height, b.Width);

    private static bool SameSpacing(Geometry a, Geometry b) =>
        Near(a.Spacing.X, b.Spacing.X) && Near(a.Spacing.Y, b.Spacing.Y) && (a.Shape.Depth == 1 || Near(a.Spacing.Z, b.Spacing.Z));

    private static bool Near(double a, double b) => Math.Abs(a - b) <= MostRelativeSpacing * Math.Max(a, b);

    private static bool SameDirections(Affine a, Affine b)
    {
        for (var row = 0; row < 3; row++)
            for (var column = 0; column < 3; column++)
                if (Math.Abs(a.Cosine(row, column) - b.Cosine(row, column)) > MostCosine) return false;
        return true;
    }

    private static bool SameOrigin(Affine a, Affine b, double voxelMm)
    {
        var (x, y, z) = (a[0, 3] - b[0, 3], a[1, 3] - b[1, 3], a[2, 3] - b[2, 3]);
        return Math.Sqrt(x * x + y * y + z * z) <= MostOriginVoxels * voxelMm;
    }

    private static List<Sentence> Assumed(Geometry reference, Geometry prediction)
    {
        var notes = new List<Sentence>();
        if (reference.HasSpacing && !prediction.HasSpacing)
            notes.Add(new("The prediction says nothing about spacing; the reference's was used.", "예측 파일에 간격이 없어 기준 파일의 간격을 사용했습니다."));
        if (!reference.HasSpacing && prediction.HasSpacing)
            notes.Add(new("The reference says nothing about spacing; the prediction's was used.", "기준 파일에 간격이 없어 예측 파일의 간격을 사용했습니다."));
        if (reference.HasSpacing && prediction.HasSpacing && (reference.Affine is null) != (prediction.Affine is null))
            notes.Add(new("Only one of both files says how the image lies in the patient; the stored order of voxels was compared.", "한쪽 파일에만 환자 기준 방향이 있어 저장된 복셀 순서대로 비교했습니다."));
        return notes;
    }

    private static Sentence Refusal(Geometry reference, Geometry prediction, List<GeometryDifference> differences) => new(
        $"{prediction.Name}: not on the reference's grid ({string.Join(", ", differences.Select(English))}). Reference {reference}; prediction {prediction}. Export the prediction on the reference's grid, or give --resample nearest.",
        $"{prediction.Name}: 기준 파일과 격자가 다릅니다({string.Join(", ", differences.Select(Korean))}). 기준 {reference}, 예측 {prediction}. 예측을 기준 격자로 내보내거나 --resample nearest를 지정하세요.");

    private static string English(GeometryDifference difference) => difference switch
    {
        GeometryDifference.Shape => "shape",
        GeometryDifference.Spacing => "spacing",
        GeometryDifference.Orientation => "orientation",
        _ => "origin",
    };

    private static string Korean(GeometryDifference difference) => difference switch
    {
        GeometryDifference.Shape => "크기",
        GeometryDifference.Spacing => "간격",
        GeometryDifference.Orientation => "방향",
        _ => "원점",
    };
}

/// <summary>In what two grids can differ.</summary>
internal enum GeometryDifference
{
    Shape,
    Spacing,
    Orientation,
    Origin,
}

/// <summary>The answer: in what they differ (nothing if they agree), what had to be assumed, and the sentence to refuse with.</summary>
internal sealed record GeometryAgreement(IReadOnlyList<GeometryDifference> Differences, IReadOnlyList<Sentence> Notes, Sentence? Refusal)
{
    public bool Agrees => Differences.Count == 0;
}
