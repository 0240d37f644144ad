using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Umul.Tests.Ingest;

/// <summary>Runs Python with the real <c>umul.py</c> beside it.</summary>
internal sealed class PythonClient : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("umul-python-");
    private readonly Uri _server;

    public PythonClient(Uri server) => _server = server;

    /// <summary>The client's file in the repository.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(ThisFolder(), "../../../clients/python/umul.py"));

    /// <summary>The interpreter, or null.</summary>
    public static string? Interpreter { get; } = Find();

    /// <summary>Where the scripts run.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Runs a script that has imported umul; the answer is what it printed. Must end with 0.</summary>
    public async Task<string> Run(string script, params (string Name, string Value)[] environment) =>
        await Execute(["-c", "import os, sys, time, umul\n" + script], environment);

    /// <summary>Runs a command of umul.py.</summary>
    public async Task<string> Command(params string[] arguments) => await Execute([Path, .. arguments], []);

    /// <summary>Starts a script and lets it run.</summary>
    public Process Start(IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(Interpreter!, arguments) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("UMUL_", StringComparison.Ordinal) || k.StartsWith("MLFLOW_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["PYTHONPATH"] = System.IO.Path.GetDirectoryName(Path);
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["UMUL_URI"] = _server.ToString();
        start.Environment["UMUL_SPOOL"] = System.IO.Path.Combine(Folder, "spool");
        start.Environment["UMUL_RESOURCES"] = "0";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> Execute(IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        using var process = Start(arguments, environment);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }

    private static string? Find()
    {
        foreach (var name in new[] { "python3", "python" })
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(name, ["-c", "import sys; sys.exit(sys.version_info < (3, 8))"]));
                process!.WaitForExit();
                if (process.ExitCode == 0) return name;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not there under that name.
            }
        }
        return null;
    }

    private static string ThisFolder([CallerFilePath] string path = "") => System.IO.Path.GetDirectoryName(path)!;
}

/// <summary>A test that needs Python 3.8 or newer.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (PythonClient.Interpreter is null) Skip = "python3 (3.8 or newer) is not on this machine; install it to run the tests of umul.py against the server.";
    }
}
