using System.Diagnostics;
using System.Text.Json;

namespace Umul.Tests.Mlflow;

/// <summary>A fact that needs npm; without it the test is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute()
    {
        if (!NpmClient.IsAvailable)
            Skip = "npm is not installed, or could not install the client mlflow@2.0.7.";
    }
}

/// <summary>The npm package mlflow, installed beside the test's build output from its lock file.</summary>
internal static class NpmClient
{
    private static readonly Lazy<string?> s_folder = new(Install);

    public static bool IsAvailable => s_folder.Value is not null;

    /// <summary>Plays the session against a server; the answer is what each call gave, by its name.</summary>
    public static async Task<Dictionary<string, JsonElement>> Play(Uri server)
    {
        var (code, output) = await Run("node", s_folder.Value!, "session.js", server.ToString().TrimEnd('/'));
        Assert.True(code == 0, output);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.EnumerateArray().ToDictionary(r => r.GetProperty("name").GetString()!, r => r.Clone());
    }

    private static string? Install()
    {
        var source = Path.Combine(Scenario.Folder(), "..", "..", "npm-client");
        var target = Path.Combine(AppContext.BaseDirectory, "npm-client");
        Directory.CreateDirectory(target);
        foreach (var file in (string[])["package.json", "package-lock.json", "session.js"])
            File.Copy(Path.Combine(source, file), Path.Combine(target, file), overwrite: true);
        if (Directory.Exists(Path.Combine(target, "node_modules", "mlflow")))
            return target;
        try
        {
            return Run("npm", target, "ci", "--no-audit", "--no-fund").GetAwaiter().GetResult().Code == 0 ? target : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // there is no npm
        }
    }

    private static async Task<(int Code, string Output)> Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + await error);
    }
}
