namespace Umul.Import.TensorBoard;

/// <summary>The event files of one folder, in the order in which they are read.</summary>
internal sealed record TensorBoardRunFiles(string Folder, string Name, IReadOnlyList<string> Files)
{
    /// <summary>The folder whose name and first file tell the run: this one, or Keras' <c>train</c> beside its <c>validation</c>.</summary>
    public required (string Folder, IReadOnlyList<string> Files) Owner { get; init; }

    /// <summary>What is put before each metric: empty, or <c>train/</c> and <c>validation/</c> where both make one run.</summary>
    public string Prefix { get; init; } = "";
}
