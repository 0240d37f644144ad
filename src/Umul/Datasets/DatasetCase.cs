namespace Umul.Datasets;

/// <summary>A file of a case.</summary>
/// <param name="Role">What it is to the case: <see cref="FileRoles"/>, or a word of the manifest's.</param>
/// <param name="Path">Relative to the dataset's folder, with '/'.</param>
/// <param name="Hash">SHA-256 of the bytes, in hex.</param>
/// <param name="SizeBytes">Bytes.</param>
internal sealed record CaseFile(string Role, string Path, string Hash, long SizeBytes);

/// <summary>The words for the usual roles.</summary>
internal static class FileRoles
{
    /// <summary>What a model sees: an image, a volume, a recording.</summary>
    public const string Image = "image";

    /// <summary>The label that evaluation uses.</summary>
    public const string Reference = "reference";
}

/// <summary>One case: its group ("" if unknown), its metadata in the order of the dataset's columns, its files.</summary>
internal sealed record DatasetCase(string Id, string Group, IReadOnlyList<string> Metadata, IReadOnlyList<CaseFile> Files)
{
    /// <summary>The file of a role, or null.</summary>
    public CaseFile? File(string role) => Files.FirstOrDefault(file => file.Role == role);
}
