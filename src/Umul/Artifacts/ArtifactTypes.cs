namespace Umul.Artifacts;

/// <summary>
/// How a stored file may be shown. A file's name is the client's word, so only kinds that cannot run anything are ever sent as
/// themselves; all else is text or a download.
/// </summary>
internal static class ArtifactTypes
{
    private static readonly Dictionary<string, string> s_shown = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".bmp"] = "image/bmp",
        [".avif"] = "image/avif",
        [".wav"] = "audio/wav",
        [".mp3"] = "audio/mpeg",
        [".ogg"] = "audio/ogg",
        [".flac"] = "audio/flac",
        [".m4a"] = "audio/mp4",
        [".mp4"] = "video/mp4",
        [".webm"] = "video/webm",
    };

    private static readonly HashSet<string> s_text = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt", ".log", ".md", ".rst", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".json", ".jsonl", ".xml", ".py", ".ipynb", ".sh", ".slurm",
        ".cs", ".c", ".h", ".cpp", ".cu", ".js", ".ts", ".html", ".htm", ".svg", ".css", ".sql", ".r", ".m", ".jl", ".csv", ".tsv", ".patch", ".diff", ".env", ".lock",
    };

    /// <summary>What the browser is told the file is; null: a download.</summary>
    public static string? ContentType(string path) => s_shown.TryGetValue(Path.GetExtension(path), out var type)
        ? type
        : s_text.Contains(Path.GetExtension(path)) || IsTextByName(path) ? "text/plain; charset=utf-8" : null;

    /// <summary>image, audio, video, table, diff, text or none.</summary>
    public static string PreviewOf(string path)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (s_shown.TryGetValue(extension, out var type)) return type[..type.IndexOf('/')];
        if (extension is ".csv" or ".tsv") return "table";
        if (extension is ".patch" or ".diff") return "diff";
        return s_text.Contains(extension) || IsTextByName(path) ? "text" : "none";
    }

    private static bool IsTextByName(string path) => Path.GetFileName(path) is "MLmodel" or "Dockerfile" or "Makefile" or "LICENSE" or "README";
}
