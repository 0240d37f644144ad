namespace Umul.Evaluation.Detection;

/// <summary>The shapes of a column of objects, and how far two of them overlap.</summary>
public abstract class ObjectShapes
{
    private protected ObjectShapes(int count) => Count = count;

    /// <summary>How many objects there are.</summary>
    public int Count { get; }

    /// <summary>The name that definitions carry: <c>box</c>, <c>mask</c>, <c>keypoints</c>, <c>volumeBox</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Size of one object, in the shapes' own unit squared (volume boxes: cubed).</summary>
    public abstract double Area(int row);

    /// <summary>Reference objects without anything to be found count for nothing; only keypoints know such.</summary>
    internal virtual bool IsUnlabelled(int row) => false;

    /// <summary>Overlap of each predicted (slow index) with each reference object (fast index); this object holds the references.</summary>
    internal abstract void Overlaps(ObjectPairs pairs, Span<double> overlaps);

    private protected static T Same<T>(ObjectShapes other)
        where T : ObjectShapes =>
        other as T ?? throw new ArgumentException($"Reference and prediction must be of one kind; the prediction holds {other.Kind} shapes.", nameof(other));
}

/// <summary>Rows of predicted and reference objects of one image that are compared all with all.</summary>
internal readonly ref struct ObjectPairs(
    DetectionData data, ReadOnlySpan<int> predictions, ReadOnlySpan<int> references, bool areRegions = false)
{
    public DetectionData Data { get; } = data;

    public ReadOnlySpan<int> Predictions { get; } = predictions;

    public ReadOnlySpan<int> References { get; } = references;

    /// <summary>Whether the overlap is the covered share of the prediction instead of intersection over union.</summary>
    public bool IsCrowd(int reference) => areRegions || Data.References.Crowd(reference);
}
