using Umul.Web;

namespace Umul.Files.Nrrd;

/// <summary>Shape, spacing and place of an NRRD file. Directions are turned to R, A, S from whichever of the three spaces the file names.</summary>
internal sealed record NrrdGeometry(RasterShape Shape, SpacingMm Spacing, bool HasSpacing, Affine? Affine, List<Sentence> Notes)
{
    public static NrrdGeometry Of(Dictionary<string, string> fields, int[] sizes, string file)
    {
        var notes = new List<Sentence>();
        var axes = Axes(fields, sizes.Length);
        // An axis without a direction, or one that its kind calls colours or vectors, counts channels; it can only be the first.
        var hasChannels = sizes.Length > 1 && (axes is not null ? axes[0] is null : IsChannelKind(fields) || sizes.Length == 4);
        var space = hasChannels ? sizes[1..] : sizes;
        while (space.Length > 3 && space[^1] == 1) space = space[..^1];
        if (space.Length > 3) throw FileFaults.NotOneImage(file, string.Join('×', sizes));
        var shape = new RasterShape(
            space.Length > 2 ? space[2] : 1, space.Length > 1 ? space[1] : 1, space[0], hasChannels ? sizes[0] : 1, space.Length < 3);
        var directions = axes?.Skip(hasChannels ? 1 : 0).Take(space.Length).ToArray();
        if (directions is not null && directions.All(direction => direction is { Length: 3 } or { Length: 2 }))
            return WithDirections(fields, shape, directions!, notes);
        var spacings = fields.TryGetValue("spacings", out var text) ? HeaderText.Numbers(text.Replace("nan", "1", StringComparison.OrdinalIgnoreCase)) : null;
        if (spacings is null) return new NrrdGeometry(shape, SpacingMm.One, false, null, notes);
        var own = spacings.Skip(hasChannels ? 1 : 0).ToArray();
        return new NrrdGeometry(shape, new SpacingMm(Valid(own, 2), Valid(own, 1), Valid(own, 0)), true, null, notes);
    }

    private static NrrdGeometry WithDirections(Dictionary<string, string> fields, RasterShape shape, double[][] directions, List<Sentence> notes)
    {
        var lengths = directions.Select(direction => Math.Sqrt(direction.Sum(d => d * d))).ToArray();
        if (!lengths.All(SpacingMm.IsValid))
        {
            notes.Add(new("The header's space directions have no length (zeros or NaN) and were left out.", "헤더의 space directions 길이가 0이나 NaN이라 제외했습니다."));
            return new NrrdGeometry(shape, SpacingMm.One, false, null, notes);
        }
        var spacing = new SpacingMm(lengths.Length > 2 ? lengths[2] : 1, lengths.Length > 1 ? lengths[1] : 1, lengths[0]);
        var signs = Signs(fields.GetValueOrDefault("space", ""));
        var isWhole = directions.Length == 3 && directions.All(direction => direction.Length == 3);
        if (signs is null || !isWhole) return new NrrdGeometry(shape, spacing, true, null, notes);
        var origin = fields.TryGetValue("space origin", out var text) ? HeaderText.Numbers(text.Trim('(', ')', ' ').Replace(',', ' ')) ?? [] : [];
        var rows = new double[12];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 3; column++) rows[row * 4 + column] = signs[row] * directions[column][row];
            rows[row * 4 + 3] = signs[row] * (origin.Length == 3 ? origin[row] : 0);
        }
        var affine = new Affine(rows);
        return new NrrdGeometry(shape, spacing, true, affine.IsUsable ? affine : null, notes);
    }

    private static double[]? Signs(string space) => space.ToLowerInvariant() switch
    {
        "left-posterior-superior" or "lps" => [-1, -1, 1],
        "right-anterior-superior" or "ras" => [1, 1, 1],
        "left-anterior-superior" or "las" => [-1, 1, 1],
        _ => null,
    };

    // "(1,0,0) none (0,1,0)": null where an axis is no direction in space.
    private static double[]?[]? Axes(Dictionary<string, string> fields, int count)
    {
        if (!fields.TryGetValue("space directions", out var text)) return null;
        var parts = new List<double[]?>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var end = text.IndexOf(text[at] == '(' ? ')' : ' ', at);
            if (end < 0) end = text.Length - 1;
            var part = text[at..(end + 1)].Trim();
            parts.Add(part.StartsWith('(') ? HeaderText.Numbers(part.Trim('(', ')').Replace(',', ' ')) : null);
            at = end + 1;
        }
        return parts.Count == count ? [.. parts] : null;
    }

    private static bool IsChannelKind(Dictionary<string, string> fields) =>
        fields.TryGetValue("kinds", out var kinds) && kinds.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() is
            "vector" or "list" or "RGB-color" or "RGBA-color" or "3-color" or "4-color" or "covariant-vector";

    private static double Valid(double[] spacings, int axis) => axis < spacings.Length && SpacingMm.IsValid(Math.Abs(spacings[axis])) ? Math.Abs(spacings[axis]) : 1;
}
