using System.Diagnostics;

namespace Umul.Tests.Browser;

/// <summary>A fact that needs a real Chromium and a Python with pandas.</summary>
internal sealed class PandasFactAttribute : FactAttribute
{
    public PandasFactAttribute()
    {
        if (ChromiumFactAttribute.Executable is null) Skip = "No Chromium found. ./umul test installs it, or set UMUL_CHROMIUM to its path.";
        else if (Interpreter is null) Skip = "No Python with pandas found; install python3-pandas to see that a project loads into it.";
    }

    /// <summary>A Python that has pandas, or null.</summary>
    public static string? Interpreter { get; } = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(HasPandas);

    private static bool HasPandas(string interpreter)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(interpreter, ["-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('pandas') is None)"]));
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // not there under that name
        }
    }
}
