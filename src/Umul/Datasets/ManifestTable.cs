using System.Text;
using System.Text.Json;
using Umul.Files.Tables;
using Umul.Web;

namespace Umul.Datasets;

/// <summary>A manifest: one row a case. CSV, TSV, or JSON as a list of objects, alone or under "cases".</summary>
internal static class ManifestTable
{
    private static readonly string[] s_usual = ["metadata", "manifest", "cases", "dataset", "index"];

    /// <summary>The manifest that a folder has beside its files, or null.</summary>
    public static string? FindIn(string folder) => s_usual.SelectMany(name => new[] { ".csv", ".tsv", ".json" }.Select(ending => name + ending))
        .FirstOrDefault(name => File.Exists(Path.Combine(folder, name)) && !(name == "dataset.json" && IsNnunet(Path.Combine(folder, name))));

    /// <exception cref="UmulException">It is no table.</exception>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) Read(string name, byte[] bytes)
    {
        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return Delimited(name, bytes);
        try
        {
            using var document = JsonDocument.Parse(bytes.AsMemory(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("cases", out var cases)) root = cases;
            if (root.ValueKind != JsonValueKind.Array || root.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Object)) throw NoTable(name);
            List<string> columns = [.. root.EnumerateArray().SelectMany(row => row.EnumerateObject().Select(p => p.Name)).Distinct(StringComparer.Ordinal)];
            return (columns, [.. root.EnumerateArray().Select(row => (IReadOnlyList<string>)[.. columns.Select(column => row.TryGetProperty(column, out var cell) ? Text(cell) : "")])]);
        }
        catch (JsonException damage)
        {
            throw new UmulException(ErrorCode.Invalid, new Sentence($"{name}: not JSON ({damage.Message}).", $"{name}: JSON이 아닙니다({damage.Message})."), damage);
        }
    }

    private static (IReadOnlyList<string>, IReadOnlyList<IReadOnlyList<string>>) Delimited(string name, byte[] bytes)
    {
        var table = DelimitedTable.Of(TextFile.Of(bytes, name));
        return (table.Header, [.. table.Rows.Select(row => row.Cells)]);
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    // nnU-Net's dataset.json describes channels and labels, not cases.
    private static bool IsNnunet(string path) => new FileInfo(path).Length < 1 << 20 && File.ReadAllText(path).Contains("\"channel_names\"", StringComparison.Ordinal);

    private static string Text(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => cell.GetString()!,
        _ => cell.GetRawText(),
    };

    private static UmulException NoTable(string name) => new(ErrorCode.Invalid, new Sentence(
        $"{name}: not a list of cases. Write [{{\"case\": \"P1\", \"image\": \"images/P1.png\"}}, …].", $"{name}: 케이스 목록이 아닙니다. [{{\"case\": \"P1\", \"image\": \"images/P1.png\"}}, …] 형태로 쓰세요."));
}
