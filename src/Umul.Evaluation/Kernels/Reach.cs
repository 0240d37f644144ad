using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Kernels;

/// <summary>
/// How far the near search looks, and in which order: rows by their distance, and single offsets by theirs. Chosen from the spacing so
/// that about 200 rows (plane: 97) are the most that a voxel costs before the far search takes over.
/// </summary>
internal sealed class Reach
{
    private const int VolumeRows = 200;
    private const int PlaneRowsEachSide = 48;
    private const int OffsetLimit = 33;
    private const int WindowBits = 63;

    private static Reach? _last;

    private readonly (bool, double, double, double) _key;

    private Reach(Grid grid)
    {
        _key = Key(grid);
        var wish = grid.IsPlane
            ? PlaneRowsEachSide * grid.SpacingYMm
            : Math.Sqrt(VolumeRows * grid.SpacingYMm * grid.SpacingZMm / Math.PI);
        var radius = Math.Min(wish, WindowBits * grid.SpacingXMm);
        RadiusSquared = radius * radius;
        PadY = (int)(radius / grid.SpacingYMm) + 1;
        PadZ = grid.IsPlane ? 0 : (int)(radius / grid.SpacingZMm) + 1;
        StepSquared = new double[WindowBits + 2];
        for (var dx = 0; dx <= WindowBits; dx++)
            StepSquared[dx] = (dx * grid.SpacingXMm) * (dx * grid.SpacingXMm);
        StepSquared[WindowBits + 1] = double.PositiveInfinity;
        Rows = RowsWithin(grid);
        RowShells = ShellsOf(Rows);
        Offsets = OffsetsWithin(grid);
    }

    /// <summary>A distance found is the smallest one if its square is at most this.</summary>
    public double RadiusSquared { get; }

    public int PadZ { get; }

    public int PadY { get; }

    /// <summary>(dx · spacing)² for dx = 0 … 63; infinite at 64, which means that nothing was seen in the window.</summary>
    public double[] StepSquared { get; }

    public RowStep[] Rows { get; }

    /// <summary>Ranges of <see cref="Rows"/> at the same distance, nearest first.</summary>
    public RowShell[] RowShells { get; }

    /// <summary>The nearest offsets but (0, 0, 0), whole distance shells only.</summary>
    public OffsetStep[] Offsets { get; }

    /// <summary>The reach for a spacing. The last one is kept: a data set's cases mostly share theirs.</summary>
    public static Reach For(Grid grid)
    {
        var last = _last;
        return last is not null && last._key == Key(grid) ? last : _last = new Reach(grid);
    }

    private static (bool, double, double, double) Key(Grid grid) =>
        (grid.IsPlane, grid.SpacingZMm, grid.SpacingYMm, grid.SpacingXMm);

    private RowStep[] RowsWithin(Grid grid)
    {
        var rows = new List<RowStep>();
        for (var dz = -PadZ; dz <= PadZ; dz++)
        {
            for (var dy = -PadY; dy <= PadY; dy++)
            {
                var squared = Square(dz * grid.SpacingZMm) + Square(dy * grid.SpacingYMm);
                if (squared <= RadiusSquared)
                    rows.Add(new RowStep(dz, dy, squared));
            }
        }

        return [.. rows.OrderBy(row => row.Squared).ThenBy(row => row.Dz).ThenBy(row => row.Dy)];
    }

    private static RowShell[] ShellsOf(RowStep[] rows)
    {
        var shells = new List<RowShell>();
        for (var first = 0; first < rows.Length; first = shells[^1].End)
        {
            var end = first + 1;
            while (end < rows.Length && rows[end].Squared == rows[first].Squared)
                end++;
            shells.Add(new RowShell(rows[first].Squared, first, end));
        }

        return [.. shells];
    }

    private OffsetStep[] OffsetsWithin(Grid grid)
    {
        var near = new List<OffsetStep>();
        foreach (var row in Rows)
        {
            for (var dx = -3; dx <= 3; dx++)
            {
                var squared = row.Squared + StepSquared[Math.Abs(dx)];
                if ((row.Dz, row.Dy, dx) != (0, 0, 0) && squared <= RadiusSquared)
                    near.Add(new OffsetStep(row.Dz, row.Dy, dx, squared));
            }
        }

        // Shells that dx = ±4 or a row out of reach would belong to are incomplete: stop before them.
        var complete = Math.Min(RadiusSquared, Square(3.999 * grid.SpacingXMm));
        var sorted = near.Where(offset => offset.Squared <= complete)
            .OrderBy(offset => offset.Squared).ThenBy(offset => offset.Dz).ThenBy(offset => offset.Dy).ThenBy(offset => offset.Dx)
            .ToArray();
        var take = Math.Min(OffsetLimit, sorted.Length);
        while (take > 0 && take < sorted.Length && sorted[take].Squared == sorted[take - 1].Squared)
            take--;
        return sorted[..take];
    }

    private static double Square(double value) => value * value;

    internal readonly record struct RowStep(int Dz, int Dy, double Squared);

    internal readonly record struct RowShell(double Squared, int First, int End);

    internal readonly record struct OffsetStep(int Dz, int Dy, int Dx, double Squared);
}
