using Umul.Web;

namespace Umul.Files.Dicom;

/// <summary>Spacing and place of DICOM pixels. PixelSpacing counts rows first: its first number is the distance along y.</summary>
internal static class DicomGeometry
{
    private const double UnevenShare = 0.01;

    public static (SpacingMm Spacing, bool Has) Spacing(DicomData data, List<Sentence> notes)
    {
        var plane = data.Numbers(DicomTag.PixelSpacing);
        if (plane is not [> 0, > 0])
        {
            plane = data.Numbers(DicomTag.ImagerPixelSpacing);
            if (plane is not [> 0, > 0]) return (SpacingMm.One, false);
            notes.Add(new("Only the spacing at the detector is given (ImagerPixelSpacing); sizes in the patient are smaller.", "검출기 기준 간격(ImagerPixelSpacing)만 있어 환자 기준 크기는 이보다 작습니다."));
        }
        var between = data.FramePositions.Count > 1 ? Step(data, data.FramePositions, notes)
            : data.Numbers(DicomTag.SpacingBetweenSlices) is [> 0 and var b, ..] ? b
            : data.Numbers(DicomTag.SliceThickness) is [> 0 and var t, ..] ? t : 1;
        return (new SpacingMm(between, plane[0], plane[1]), true);
    }

    public static Affine? Place(DicomData data, SpacingMm spacing)
    {
        var position = data.FramePositions.Count > 0 ? data.FramePositions[0] : data.Numbers(DicomTag.Position);
        if (data.Numbers(DicomTag.Orientation) is not { Length: 6 } o || position is not { Length: 3 }) return null;
        var n = Normal(o);
        // Frames may run against the normal.
        var sign = data.FramePositions.Count > 1 && Dot(data.FramePositions[^1], n) < Dot(data.FramePositions[0], n) ? -1 : 1;
        var affine = Affine.FromLps([o[0], o[3], sign * n[0], o[1], o[4], sign * n[1], o[2], o[5], sign * n[2]], spacing, position);
        return affine.IsUsable ? affine : null;
    }

    /// <summary>The direction in which slices follow each other.</summary>
    public static double[] Normal(double[] o) => [o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]];

    public static double Dot(double[] a, double[] b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

    /// <summary>mm from slice to slice: the mean, with a note if they are not evenly spaced.</summary>
    public static double Step(IReadOnlyList<double> places, List<Sentence> notes)
    {
        var mean = Math.Abs(places[^1] - places[0]) / (places.Count - 1);
        if (!SpacingMm.IsValid(mean)) return 1;
        var worst = 0.0;
        for (var i = 1; i < places.Count; i++) worst = Math.Max(worst, Math.Abs(Math.Abs(places[i] - places[i - 1]) - mean));
        if (worst > UnevenShare * mean)
            notes.Add(new(
                FormattableString.Invariant($"Slices are not evenly spaced: {mean:0.###} mm on average, off by up to {worst:0.###} mm. A slice may be missing."),
                FormattableString.Invariant($"슬라이스 간격이 고르지 않습니다. 평균 {mean:0.###} mm, 차이 최대 {worst:0.###} mm입니다. 빠진 슬라이스가 있을 수 있습니다.")));
        return mean;
    }

    private static double Step(DicomData data, List<double[]> positions, List<Sentence> notes)
    {
        if (data.Numbers(DicomTag.Orientation) is not { Length: 6 } orientation) return 1;
        var normal = Normal(orientation);
        return Step(positions.ConvertAll(position => Dot(position, normal)), notes);
    }
}
