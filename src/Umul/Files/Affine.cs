namespace Umul.Files;

/// <summary>
/// Where voxels lie in the patient: maps the index (x, y, z) to millimetres towards Right, Anterior, Superior (NIfTI's convention).
/// Formats that count towards Left and Posterior (DICOM, NRRD, MetaImage) are turned on reading.
/// </summary>
internal sealed class Affine
{
    private const string Positive = "RAS";
    private const string Negative = "LPI";

    private readonly double[] rows;

    /// <param name="rows">Three rows of four: R, A, S from x, y, z and 1.</param>
    public Affine(double[] rows)
    {
        if (rows.Length != 12) throw new ArgumentException($"{rows.Length} numbers are no three rows of four.", nameof(rows));
        this.rows = rows;
    }

    /// <summary>The row (0 R, 1 A, 2 S) and column (0 x, 1 y, 2 z, 3 origin).</summary>
    public double this[int row, int column] => rows[row * 4 + column];

    /// <summary>False if a number is not finite or an axis has no length: such a header says nothing.</summary>
    public bool IsUsable => Array.TrueForAll(rows, double.IsFinite) && Length(0) > 0 && Length(1) > 0 && Length(2) > 0;

    /// <summary>Where x, y and z grow to, such as RAS or PIR; nibabel's axis codes.</summary>
    public string Code
    {
        get
        {
            Span<char> code = stackalloc char[3];
            var taken = 0;
            for (var column = 0; column < 3; column++)
            {
                var best = -1;
                for (var row = 0; row < 3; row++)
                    if ((taken & (1 << row)) == 0 && (best < 0 || Math.Abs(Cosine(row, column)) > Math.Abs(Cosine(best, column)))) best = row;
                taken |= 1 << best;
                code[column] = (this[best, column] < 0 ? Negative : Positive)[best];
            }
            return new string(code);
        }
    }

    /// <summary>From direction cosines towards Left, Posterior, Superior: columns are the axes x, y, z.</summary>
    public static Affine FromLps(ReadOnlySpan<double> directions, SpacingMm spacing, ReadOnlySpan<double> origin)
    {
        ReadOnlySpan<double> steps = [spacing.X, spacing.Y, spacing.Z];
        var rows = new double[12];
        for (var row = 0; row < 3; row++)
        {
            var sign = row < 2 ? -1 : 1;
            for (var column = 0; column < 3; column++) rows[row * 4 + column] = sign * directions[row * 3 + column] * steps[column];
            rows[row * 4 + 3] = sign * origin[row];
        }
        return new Affine(rows);
    }

    /// <summary>mm of one step along x (0), y (1) or z (2).</summary>
    public double Length(int column) => Math.Sqrt(this[0, column] * this[0, column] + this[1, column] * this[1, column] + this[2, column] * this[2, column]);

    /// <summary>Direction of an axis without its length.</summary>
    public double Cosine(int row, int column) => this[row, column] / Length(column);

    /// <summary>Millimetres (R, A, S) of a place given in voxels.</summary>
    public (double R, double A, double S) At(double x, double y, double z) => (
        this[0, 0] * x + this[0, 1] * y + this[0, 2] * z + this[0, 3],
        this[1, 0] * x + this[1, 1] * y + this[1, 2] * z + this[1, 3],
        this[2, 0] * x + this[2, 1] * y + this[2, 2] * z + this[2, 3]);

    /// <summary>The way back: voxels (x, y, z) of a place in millimetres.</summary>
    public Affine Inverse()
    {
        var (a, b, c, d, e, f, g, h, i) = (this[0, 0], this[0, 1], this[0, 2], this[1, 0], this[1, 1], this[1, 2], this[2, 0], this[2, 1], this[2, 2]);
        var determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
        if (determinant == 0) throw new InvalidOperationException("The axes lie in one plane.");
        double[] m =
        [
            (e * i - f * h) / determinant, (c * h - b * i) / determinant, (b * f - c * e) / determinant,
            (f * g - d * i) / determinant, (a * i - c * g) / determinant, (c * d - a * f) / determinant,
            (d * h - e * g) / determinant, (b * g - a * h) / determinant, (a * e - b * d) / determinant,
        ];
        var (r, s, t) = (this[0, 3], this[1, 3], this[2, 3]);
        return new Affine(
        [
            m[0], m[1], m[2], -(m[0] * r + m[1] * s + m[2] * t),
            m[3], m[4], m[5], -(m[3] * r + m[4] * s + m[5] * t),
            m[6], m[7], m[8], -(m[6] * r + m[7] * s + m[8] * t),
        ]);
    }
}
