namespace Umul.Ideas;

/// <summary>What is known of the baseline's newest run, to restore it from.</summary>
/// <param name="RunId">The run.</param>
/// <param name="RunName">Its name.</param>
/// <param name="Commit">Commit of its code; null if none was recorded.</param>
/// <param name="Repository">Remote of the repository.</param>
/// <param name="Directory">Folder that it was started in.</param>
/// <param name="Command">How it was started.</param>
/// <param name="IsDirty">Whether there were uncommitted changes.</param>
/// <param name="Files">Recorded files, by their path below <c>provenance/</c>, base64.</param>
/// <param name="Data">Fingerprint of its data; "" if unknown.</param>
internal sealed record BaselineRecord(
    string RunId, string RunName, string? Commit, string? Repository, string? Directory, string? Command, bool IsDirty, IReadOnlyDictionary<string, byte[]> Files, string Data)
{
    /// <summary>Folder below the top of the repository in which the command was started; "" for the top.</summary>
    public string StartedIn { get; init; } = "";
}
