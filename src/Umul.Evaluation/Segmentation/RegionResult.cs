namespace Umul.Evaluation.Segmentation;

/// <summary>All that was computed of one region of one case.</summary>
public sealed record RegionResult(Region Region, OverlapCounts Counts, IReadOnlyList<MetricValue> Values)
{
    /// <summary>The value of a definition; asking for one that was not computed is a caller's bug.</summary>
    public MetricValue this[string definition]
    {
        get
        {
            foreach (var value in Values)
            {
                if (value.Definition == definition)
                    return value;
            }

            throw new ArgumentException(
                $"'{definition}' was not computed; there is {string.Join(", ", Values.Select(value => value.Definition))}.", nameof(definition));
        }
    }
}
