namespace Umul.Examples.Phantoms;

/// <summary>What is constant in one patient: how thick the layers are and how the gland looks. Lengths in millimetres, levels in decibels relative to gland.</summary>
internal sealed record Breast
{
    public required double SkinMm { get; init; }

    public required double FatMm { get; init; }

    public required double GlandMm { get; init; }

    public required double FatDb { get; init; }

    public required double GlandTextureDb { get; init; }

    public required double LobulesPerImage { get; init; }

    public double GlandTopMm => SkinMm + FatMm;

    public double GlandBottomMm => GlandTopMm + GlandMm;

    public static Breast Draw(RandomStream random) => new()
    {
        SkinMm = random.Between(1.4, 2.4),
        FatMm = random.Between(2.5, 8),
        GlandMm = random.Between(13, 20),
        FatDb = random.Between(-11, -7),
        GlandTextureDb = random.Between(1.5, 3),
        LobulesPerImage = random.Between(0, 3),
    };
}
