using System.Diagnostics.CodeAnalysis;

namespace Umul.Import;

/// <summary>Reads small text files of a source whole; what is larger than small has no business there.</summary>
internal static class SmallText
{
    /// <summary>False where the file is absent (silently) or cannot be read (reported).</summary>
    public static bool TryRead(string file, int largestBytes, ImportReport report, [NotNullWhen(true)] out string? text)
    {
        text = null;
        try
        {
            var info = new FileInfo(file);
            if (!info.Exists || info.LinkTarget is not null)
                return false;
            if (info.Length > largestBytes)
            {
                report.Skipped(file, 0, SkipReason.TooLarge);
                return false;
            }
            text = File.ReadAllText(file);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report.Skipped(file, 0, SkipReason.Unreadable, error.Message);
            return false;
        }
    }
}
