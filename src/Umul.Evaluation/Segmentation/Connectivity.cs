namespace Umul.Evaluation.Segmentation;

/// <summary>Which voxels count as touching. The value is the number of axes on which they may differ.</summary>
public enum Connectivity
{
    /// <summary>4 neighbours in a plane, 6 in a volume (scipy's default).</summary>
    Face = 1,

    /// <summary>8 in a plane, 18 in a volume.</summary>
    Edge = 2,

    /// <summary>8 in a plane, 26 in a volume (cc3d's default). The default here.</summary>
    Corner = 3,
}
