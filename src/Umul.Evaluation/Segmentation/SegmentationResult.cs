namespace Umul.Evaluation.Segmentation;

/// <summary>One case: its regions in the order asked for, and the labels that no region claims.</summary>
public sealed record SegmentationResult(IReadOnlyList<RegionResult> Regions, IReadOnlyList<int> UnclaimedLabels)
{
    public RegionResult this[string region] =>
        Regions.FirstOrDefault(result => result.Region.Name == region)
        ?? throw new ArgumentException(
            $"No region '{region}'; there is {string.Join(", ", Regions.Select(result => result.Region.Name))}.", nameof(region));
}
