using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Umul.Comparisons;

namespace Umul.Tests.Comparisons;

/// <summary>Tables of scores in a folder of their own, and the commands that read them, answered as JSON.</summary>
internal sealed class ScoreTables : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("umul-scores-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>One file per run: the arm's mean, a part of each case's own that both arms share, and noise of run and case.</summary>
    public string[] Runs(string arm, int runs, int cases, double mean, string column = "dice") => [.. Enumerable.Range(0, runs).Select(run =>
    {
        var text = new StringBuilder($"case,patient,{column}\n");
        for (var i = 0; i < cases; i++)
            text.Append(CultureInfo.InvariantCulture, $"c{i:000},p{i / 2:000},{mean + 0.05 * Wave(i, 1) + 0.01 * Wave(i, 7 + run + arm.Sum(c => c)) + 0.002 * Wave(run, arm.Sum(c => c))}\n");
        return Write($"{arm}-{run}.csv", text.ToString());
    })];

    /// <summary>Runs a command; the answer is its exit code and, if it wrote any, its JSON.</summary>
    public async Task<(int Code, JsonElement? Json)> Run(Func<Command> command, params string[] arguments)
    {
        var json = Path.Combine(_folder, "out.json");
        File.Delete(json);
        var code = await command().Parse([.. arguments, "--json", json]).InvokeAsync();
        return (code, File.Exists(json) ? JsonDocument.Parse(await File.ReadAllTextAsync(json)).RootElement : null);
    }

    /// <summary>The first comparison of <c>umul compare</c>.</summary>
    public async Task<(int Code, JsonElement First)> Compare(params string[] arguments)
    {
        var (code, json) = await Run(CompareCommands.Compare, arguments);
        return (code, json!.Value.GetProperty("comparisons")[0]);
    }

    public static string State(JsonElement comparison) => comparison.GetProperty("verdict").GetProperty("state").GetString()!;

    public static IReadOnlyList<string> Guards(JsonElement comparison) =>
        [.. comparison.GetProperty("verdict").GetProperty("guards").EnumerateArray().Select(g => g.GetProperty("kind").GetString()!)];

    // Between −1 and 1, without a pattern, the same on every machine.
    private static double Wave(int i, int salt)
    {
        var hash = unchecked((uint)(i * 2654435761u ^ (uint)salt * 40503u * 65537u));
        hash ^= hash >> 15;
        hash *= 2246822519u;
        hash ^= hash >> 13;
        return hash / (double)uint.MaxValue * 2 - 1;
    }
}
