namespace Umul.Import.TensorBoard;

/// <summary>The event files that make one run, in the order in which they are read.</summary>
internal sealed record TensorBoardRunFiles(string Folder, string Name, IReadOnlyList<string> Files);
