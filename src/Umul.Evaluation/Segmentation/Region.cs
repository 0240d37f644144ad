namespace Umul.Evaluation.Segmentation;

/// <summary>What is evaluated as one object: a label, or several labels taken together (a whole tumour is core and oedema).</summary>
public sealed record Region
{
    public Region(string name, IReadOnlyList<int> labels)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0)
            throw new ArgumentException($"Region '{name}' names no label.", nameof(labels));
        foreach (var label in labels)
        {
            if (label is < 1 or > ushort.MaxValue)
                throw new ArgumentOutOfRangeException(nameof(labels), label, $"Region '{name}': a label lies between 1 and 65535; 0 is background.");
        }

        Name = name;
        Labels = [.. labels.Distinct().Order()];
    }

    public string Name { get; }

    public IReadOnlyList<int> Labels { get; }

    public static Region Of(int label) => new(label.ToString(System.Globalization.CultureInfo.InvariantCulture), [label]);
}
