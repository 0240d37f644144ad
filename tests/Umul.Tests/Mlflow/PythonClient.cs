using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Umul.Tests.Mlflow;

/// <summary>A fact that needs Python packages which are not ours; where they cannot be imported the test is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonPackagesFactAttribute : FactAttribute
{
    public PythonPackagesFactAttribute(params string[] packages)
    {
        if (packages.FirstOrDefault(p => !PythonClient.HasPackage(p)) is { } missing)
            Skip = $"`{PythonClient.Interpreter} -c \"import {missing}\"` fails here; install it, or name an interpreter that has it in UMUL_TEST_PYTHON.";
    }
}

/// <summary>Runs the scripts in <c>clients/</c> with whatever clients are installed on this machine, unmodified, against a server.</summary>
internal static class PythonClient
{
    private static readonly ConcurrentDictionary<string, bool> s_packages = new(StringComparer.Ordinal);

    /// <summary>The interpreter whose packages are tried.</summary>
    public static string Interpreter { get; } = Environment.GetEnvironmentVariable("UMUL_TEST_PYTHON") is { Length: > 0 } named ? named : "python3";

    /// <summary>Whether a package can be imported.</summary>
    public static bool HasPackage(string name) => s_packages.GetOrAdd(name, package =>
    {
        try
        {
            return Run(server: null, "-c", "import " + package).GetAwaiter().GetResult().Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no Python
        }
    });

    /// <summary>Plays a script against a server; it must end with 0. The answer is the JSON of its last line.</summary>
    public static async Task<JsonElement> Play(string script, Uri server)
    {
        var (code, output) = await Run(server, "-W", "ignore", Path.Combine(Scenario.Folder(), "..", "clients", script));
        Assert.True(code == 0, output);
        using var document = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        return document.RootElement.Clone();
    }

    private static async Task<(int Code, string Output)> Run(Uri? server, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("umul-client-");
        var start = new ProcessStartInfo(Interpreter, arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MLFLOW_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["MLFLOW_TRACKING_URI"] = server?.ToString().TrimEnd('/');
        start.Environment["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] = "1"; // a refusal that clients would retry shows at once
        start.Environment["MLFLOW_DISABLE_TELEMETRY"] = "true";
        start.Environment["HF_HUB_OFFLINE"] = "1";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        folder.Delete(recursive: true);
        return (process.ExitCode, process.ExitCode == 0 ? output : output + await error);
    }
}
