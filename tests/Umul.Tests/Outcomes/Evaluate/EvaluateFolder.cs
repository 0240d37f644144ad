using System.CommandLine;
using System.Text;
using System.Text.Json;
using Umul.Outcomes;
using Umul.Web;

namespace Umul.Tests.Outcomes.Evaluate;

/// <summary>Files in a folder of their own, and <c>umul evaluate</c> run on them: its exit code, its JSON, what it says on the error stream.</summary>
internal sealed class EvaluateFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("umul-evaluate-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public string Path(string name) => System.IO.Path.Combine(_root, name);

    /// <summary>Writes a file, making its folder, and gives its path.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    /// <summary>Evaluates <c>reference</c> against <c>prediction</c>, files of this folder by name; a path is taken as it is.</summary>
    public async Task<Evaluated> Run(string kind, string reference, string prediction, params string[] more)
    {
        var json = Path("report.json");
        File.Delete(json);
        Terminal.Choose(Language.English);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        string[] arguments = [kind, "--reference", Path(reference), "--prediction", Path(prediction), "--json", json, .. more];
        var code = await EvaluateCommands.Evaluate().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
        return new Evaluated(code, File.Exists(json) ? JsonDocument.Parse(await File.ReadAllBytesAsync(json)).RootElement : null, output.ToString(), errors.ToString());
    }
}

/// <summary>What one run of the command gave.</summary>
internal sealed record Evaluated(int Code, JsonElement? Json, string Output, string Errors)
{
    private JsonElement Root => Json ?? throw new InvalidOperationException("There is no report: " + Errors);

    public IReadOnlyList<string> Cases => [.. Root.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("case").GetString()!)];

    /// <summary>A metric over all cases.</summary>
    public double Overall(string metric) => Root.GetProperty("overall").EnumerateArray().First(o => o.GetProperty("metric").GetString() == metric).GetProperty("value").GetDouble();

    public JsonElement Summary(string metric) => Root.GetProperty("summary").EnumerateArray().First(s => s.GetProperty("metric").GetString() == metric);

    public JsonElement Case(string name) => Root.GetProperty("cases").EnumerateArray().First(c => c.GetProperty("case").GetString() == name);

    /// <summary>A case's value; null if it is undefined.</summary>
    public double? Value(string name, string metric) => Case(name).GetProperty("values").TryGetProperty(metric, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    public string Problem(string name) => Case(name).GetProperty("problem").GetString() ?? "";

    public string Why(string name) => Case(name).GetProperty("undefined").GetProperty("*").GetString()!;

    public IReadOnlyList<string> Metrics => [.. Root.GetProperty("metrics").EnumerateArray().Select(m => m.GetProperty("name").GetString()!)];

    public IReadOnlyList<string> Notes => [.. Root.GetProperty("notes").EnumerateArray().Select(n => n.GetString()!)];

    public IReadOnlyList<string> Strangers => [.. Root.GetProperty("predictionsWithoutReference").EnumerateArray().Select(n => n.GetString()!)];

    public JsonElement Details => Root.GetProperty("details");
}
