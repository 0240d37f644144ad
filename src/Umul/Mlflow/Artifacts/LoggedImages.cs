using System.Globalization;
using Umul.Runs;

namespace Umul.Mlflow.Artifacts;

/// <summary>Knows the files of <c>mlflow.log_image(key=…, step=…)</c> by their names, so that pages show them by step like any other image.</summary>
/// <remarks>images/KEY+step+STEP+timestamp+MS+UUID.png; '%' instead of '+' in older clients; a slash in the key is written '#'.</remarks>
internal static class LoggedImages
{
    private const string Folder = "images/";

    /// <summary>The image that a path names, or null where it is an ordinary file or the small copy of an image.</summary>
    public static MediaItem? Read(string path)
    {
        if (!path.StartsWith(Folder, StringComparison.Ordinal) || !path.EndsWith(".png", StringComparison.Ordinal))
            return null;
        foreach (var separator in (ReadOnlySpan<char>)['+', '%'])
        {
            var parts = path[Folder.Length..^".png".Length].Split(separator);
            if (parts.Length >= 6 && parts[^5] == "step" && parts[^3] == "timestamp"
                && long.TryParse(parts[^4], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var step)
                && long.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var loggedMs))
            {
                return new MediaItem
                {
                    Name = string.Join(separator, parts[..^5]).Replace('#', '/'),
                    Step = step,
                    Ordinal = 0,
                    Kind = "image",
                    Path = path,
                    LoggedMs = loggedMs,
                };
            }
        }
        return null;
    }
}
