using System.Globalization;
using Umul.Web;

namespace Umul.Files.Nifti;

/// <summary>Spacing and place of a NIfTI image: sform first, then qform, as NIfTI's definition and nibabel do.</summary>
internal static class NiftiGeometry
{
    private const int UnitMask = 7, Metre = 1, Micron = 3;
    private const double MostDisagreement = 1e-3;

    public static (SpacingMm Spacing, Affine? Affine) Of(NiftiHeader header, List<Sentence> notes)
    {
        var unitMm = (header.Units & UnitMask) switch { Metre => 1000.0, Micron => 0.001, _ => 1.0 };
        if (unitMm != 1)
            notes.Add(new($"Lengths were stored in {(unitMm > 1 ? "metres" : "micrometres")} and were turned into mm.", $"길이가 {(unitMm > 1 ? "미터" : "마이크로미터")} 단위로 저장되어 mm로 바꾸었습니다."));
        var spacing = new SpacingMm(Size(header, 3, unitMm, notes), Size(header, 2, unitMm, notes), Size(header, 1, unitMm, notes));
        var affine = header.MatrixCode > 0 ? new Affine(header.Matrix) : header.QuaternionCode > 0 ? FromQuaternion(header) : null;
        if (affine is null) return (spacing, null);
        if (!affine.IsUsable)
        {
            notes.Add(new("The header's orientation is no orientation (zeros or NaN) and was left out.", "헤더의 방향 정보가 0이나 NaN이라 제외했습니다."));
            return (spacing, null);
        }
        if (unitMm != 1) affine = Scaled(affine, unitMm);
        Compare(affine, spacing, notes);
        return (spacing, affine);
    }

    private static double Size(NiftiHeader header, int axis, double unitMm, List<Sentence> notes)
    {
        if (axis > header.Dimensions.Length) return 1;
        var size = Math.Abs(header.PixelSizes[axis]) * unitMm;
        if (SpacingMm.IsValid(size)) return size;
        notes.Add(new($"pixdim[{axis}] is {header.PixelSizes[axis].ToString(CultureInfo.InvariantCulture)}; 1 mm was taken.", $"pixdim[{axis}] 값이 {header.PixelSizes[axis].ToString(CultureInfo.InvariantCulture)}이라 1 mm로 보았습니다."));
        return 1;
    }

    private static void Compare(Affine affine, SpacingMm spacing, List<Sentence> notes)
    {
        var (x, y, z) = (affine.Length(0), affine.Length(1), affine.Length(2));
        if (Differ(x, spacing.X) || Differ(y, spacing.Y) || Differ(z, spacing.Z))
            notes.Add(new($"The header gives two spacings: pixdim {spacing} and sform {new SpacingMm(z, y, x)}. pixdim was used.", $"헤더에 간격이 두 가지로 적혀 있습니다: pixdim {spacing}, sform {new SpacingMm(z, y, x)}. pixdim을 사용했습니다."));
        static bool Differ(double a, double b) => Math.Abs(a - b) > MostDisagreement * b;
    }

    private static Affine FromQuaternion(NiftiHeader header)
    {
        var (b, c, d) = (header.Quaternion[0], header.Quaternion[1], header.Quaternion[2]);
        var rest = 1 - (b * b + c * c + d * d);
        // Rounding in float32 can push the sum a little above 1; the rotation is then one by 180°.
        var a = rest > 1e-7 ? Math.Sqrt(rest) : 0;
        if (a == 0 && b * b + c * c + d * d is > 0 and var sum) (b, c, d) = (b / Math.Sqrt(sum), c / Math.Sqrt(sum), d / Math.Sqrt(sum));
        var flip = header.PixelSizes[0] < 0 ? -1 : 1;
        var (x, y, z) = (Math.Abs(header.PixelSizes[1]), Math.Abs(header.PixelSizes[2]), flip * Math.Abs(header.PixelSizes[3]));
        return new Affine(
        [
            (a * a + b * b - c * c - d * d) * x, 2 * (b * c - a * d) * y, 2 * (b * d + a * c) * z, header.Quaternion[3],
            2 * (b * c + a * d) * x, (a * a + c * c - b * b - d * d) * y, 2 * (c * d - a * b) * z, header.Quaternion[4],
            2 * (b * d - a * c) * x, 2 * (c * d + a * b) * y, (a * a + d * d - c * c - b * b) * z, header.Quaternion[5],
        ]);
    }

    private static Affine Scaled(Affine affine, double factor)
    {
        var rows = new double[12];
        for (var i = 0; i < rows.Length; i++) rows[i] = affine[i / 4, i % 4] * factor;
        return new Affine(rows);
    }
}
