namespace Umul.Evaluation.Segmentation;

/// <summary>Groups of metrics by what they cost: all metrics of a group come from one computation.</summary>
[Flags]
public enum SegmentationMetrics
{
    None = 0,

    /// <summary>Dice, IoU, sensitivity, specificity, precision, volume similarity and error.</summary>
    Overlap = 1,

    /// <summary>Distances between border voxels: HD, HD95, ASSD, MASD, directed ASD, voxel and panoptica NSD.</summary>
    BorderDistances = 2,

    /// <summary>NSD by surface elements.</summary>
    SurfaceDice = 4,

    /// <summary>HD95 and mean distances weighted by the area of surface elements.</summary>
    SurfelDistances = 8,

    BoundaryIou = 16,

    CentrelineDice = 32,

    CentroidDistance = 64,

    /// <summary>What a report shows by default.</summary>
    Default = Overlap | BorderDistances | SurfaceDice,

    All = Default | SurfelDistances | BoundaryIou | CentrelineDice | CentroidDistance,
}
