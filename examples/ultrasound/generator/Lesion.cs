namespace Umul.Examples.Phantoms;

/// <summary>A lesion's outline and how it looks: a wavy ellipse, blurred at its border, darker than what surrounds it, with a shadow or an enhancement below.</summary>
internal sealed record Lesion
{
    private const int Harmonics = 7;

    public required string Kind { get; init; }

    public required double CentreYMm { get; init; }

    public required double CentreXMm { get; init; }

    public required double HalfHeightMm { get; init; }

    public required double HalfWidthMm { get; init; }

    public required double TiltRadians { get; init; }

    public required double LevelDb { get; init; }

    /// <summary>Half the width of the transition at the border.</summary>
    public required double BorderBlurMm { get; init; }

    /// <summary>Extra loss (positive: shadow) or gain (negative: enhancement) of what lies behind the lesion's middle.</summary>
    public required double PosteriorLossDb { get; init; }

    /// <summary>Echogenic rim of an infiltrating border.</summary>
    public required double HaloDb { get; init; }

    public required double TextureDb { get; init; }

    /// <summary>Sine and cosine amplitudes of the outline, as a share of the radius.</summary>
    public required double[] Waves { get; init; }

    /// <summary>Draws a lesion of the kind with the given diameter; its outline is that of the first view.</summary>
    public static Lesion Draw(RandomStream random, double diameterMm)
    {
        var kind = random.Pick(0.22, 0.40, 0.38);
        var flatness = kind switch { 0 => random.Between(0.75, 1.1), 1 => random.Between(0.5, 0.8), _ => random.Between(0.75, 1.35) };
        var roughness = kind switch { 0 => 0.02, 1 => 0.045, _ => 0.08 };
        return new Lesion
        {
            Kind = kind switch { 0 => "cyst", 1 => "smooth", _ => "irregular" },
            CentreYMm = 0,
            CentreXMm = 0,
            HalfHeightMm = diameterMm / 2 * Math.Sqrt(flatness),
            HalfWidthMm = diameterMm / 2 / Math.Sqrt(flatness),
            TiltRadians = random.Between(-0.35, 0.35),
            LevelDb = kind switch { 0 => random.Between(-30, -18), 1 => random.Between(-13, -5), _ => random.Between(-16, -6) },
            BorderBlurMm = kind switch { 0 => random.Between(0.1, 0.3), 1 => random.Between(0.15, 0.6), _ => random.Between(0.4, 1.3) },
            PosteriorLossDb = kind switch { 0 => random.Between(-8, -3), 1 => random.Between(-3, 2), _ => random.Between(2, 18) },
            HaloDb = kind == 2 ? random.Between(0, 4) : 0,
            TextureDb = random.Between(0.5, 2),
            Waves = DrawWaves(random, roughness),
        };
    }

    /// <summary>The same lesion seen from another angle: a little larger or smaller, moved, turned, with some of its outline new.</summary>
    public Lesion View(RandomStream random, double centreYMm, double centreXMm)
    {
        var other = DrawWaves(random, Kind switch { "cyst" => 0.02, "smooth" => 0.045, _ => 0.08 });
        return this with
        {
            CentreYMm = centreYMm,
            CentreXMm = centreXMm,
            HalfHeightMm = HalfHeightMm * random.Between(0.85, 1.1),
            HalfWidthMm = HalfWidthMm * random.Between(0.8, 1.1),
            TiltRadians = TiltRadians + random.Between(-0.2, 0.2),
            LevelDb = LevelDb + random.Between(-1.5, 1.5),
            PosteriorLossDb = PosteriorLossDb * random.Between(0.8, 1.2),
            Waves = [.. Waves.Zip(other, (mine, its) => (0.7 * mine) + (0.7 * its))],
        };
    }

    /// <summary>Distance to the outline in millimetres, negative inside. Near the border it is close to the true distance.</summary>
    public double SignedDistanceMm(double yMm, double xMm)
    {
        var (sin, cos) = Math.SinCos(TiltRadians);
        var y = (((yMm - CentreYMm) * cos) + ((xMm - CentreXMm) * sin)) / HalfHeightMm;
        var x = (((xMm - CentreXMm) * cos) - ((yMm - CentreYMm) * sin)) / HalfWidthMm;
        var angle = Math.Atan2(y, x);
        var radius = 1.0;
        for (var harmonic = 0; harmonic < Harmonics; harmonic++)
        {
            var (s, c) = Math.SinCos((harmonic + 2) * angle);
            radius += (Waves[2 * harmonic] * s) + (Waves[(2 * harmonic) + 1] * c);
        }

        return (Math.Sqrt((y * y) + (x * x)) - radius) * Math.Sqrt(HalfHeightMm * HalfWidthMm);
    }

    private static double[] DrawWaves(RandomStream random, double roughness)
    {
        var waves = new double[2 * Harmonics];
        for (var harmonic = 0; harmonic < Harmonics; harmonic++)
        {
            var share = roughness / Math.Sqrt(harmonic + 1);
            waves[2 * harmonic] = share * random.Normal();
            waves[(2 * harmonic) + 1] = share * random.Normal();
        }

        return waves;
    }
}
