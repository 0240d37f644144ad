namespace Umul.Tests.Browser;

/// <summary>A fact that needs a real Chromium; skipped with a clear line where there is none.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    public ChromiumFactAttribute()
    {
        if (Executable is null) Skip = "No Chromium found. ./umul test installs it, or set UMUL_CHROMIUM to its path.";
    }

    /// <summary>The browser, or null.</summary>
    public static string? Executable { get; } =
        Environment.GetEnvironmentVariable("UMUL_CHROMIUM") is { Length: > 0 } set ? set : s_places.FirstOrDefault(File.Exists);
}
