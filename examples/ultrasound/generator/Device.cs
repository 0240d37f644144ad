namespace Umul.Examples.Phantoms;

/// <summary>An ultrasound scanner's point spread, noise and display; lengths in millimetres, levels in decibels relative to gland tissue at the skin.</summary>
internal sealed record Device(string Name)
{
    public required double AxialSigmaMm { get; init; }

    public required double LateralSigmaMm { get; init; }

    public required double FocusDepthMm { get; init; }

    /// <summary>Depth away from the focus at which the beam is √2 times as wide.</summary>
    public required double FocusRangeMm { get; init; }

    public required double NoiseDb { get; init; }

    /// <summary>How fast the time-gain compensation raises the noise with depth.</summary>
    public required double NoiseRiseDbPerMm { get; init; }

    /// <summary>Attenuation that the time-gain compensation leaves uncorrected.</summary>
    public required double ResidualDbPerMm { get; init; }

    public required double DynamicRangeDb { get; init; }

    /// <summary>Grey level, 0 to 1, at which gland tissue is displayed.</summary>
    public required double MidGrey { get; init; }

    /// <summary>A sharp, well compensated scanner.</summary>
    public static Device A { get; } = new("A")
    {
        AxialSigmaMm = 0.17,
        LateralSigmaMm = 0.30,
        FocusDepthMm = 17,
        FocusRangeMm = 14,
        NoiseDb = -44,
        NoiseRiseDbPerMm = 0.45,
        ResidualDbPerMm = 0.12,
        DynamicRangeDb = 60,
        MidGrey = 0.62,
    };

    /// <summary>An older scanner: coarser speckle, more noise, darker and with more contrast.</summary>
    public static Device B { get; } = new("B")
    {
        AxialSigmaMm = 0.26,
        LateralSigmaMm = 0.48,
        FocusDepthMm = 22,
        FocusRangeMm = 11,
        NoiseDb = -38,
        NoiseRiseDbPerMm = 0.50,
        ResidualDbPerMm = 0.26,
        DynamicRangeDb = 50,
        MidGrey = 0.55,
    };

    public double LateralSigmaAt(double depthMm)
    {
        var away = (depthMm - FocusDepthMm) / FocusRangeMm;
        return LateralSigmaMm * Math.Sqrt(1 + (away * away));
    }
}
