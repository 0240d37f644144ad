using System.Globalization;
using System.Text.Json;
using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>Reads the shared statistics data: plain numeric CSV, and the JSON tables of literals and expected values.</summary>
internal static class StatisticsData
{
    private static readonly Lazy<JsonDocument> Literals = new(() => Parse("literals/literal_cases.json"));
    private static readonly Lazy<JsonDocument> Fixtures = new(() => Parse("expected_multiplicity_power_fixtures.json"));

    public static JsonElement Expected => Fixtures.Value.RootElement;

    public static string File(string relative) => SharedData.Path("statistics/" + relative);

    public static JsonElement Literal(string name) =>
        Literals.Value.RootElement.EnumerateArray().Single(e => e.GetProperty("name").GetString() == name);

    public static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    public static double[] Doubles(JsonElement owner, string property) => Doubles(owner.GetProperty(property));

    public static double Number(JsonElement owner, params string[] path) =>
        path.Aggregate(owner, (element, name) => element.GetProperty(name)).GetDouble();

    public static double[][] Table(string relative) =>
        [.. System.IO.File.ReadLines(File(relative)).Where(l => l.Length > 0).Select(l => l.Split(',').Select(Parse1).ToArray())];

    public static ScoreMatrix Matrix(string relative) => ScoreMatrix.FromRuns(Table(relative));

    public static string[][] Rows(string relative) =>
        [.. System.IO.File.ReadLines(File(relative)).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',').Select(c => c.Trim('"')).ToArray())];

    public static double Parse1(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static JsonDocument Parse(string relative) => JsonDocument.Parse(System.IO.File.ReadAllText(File(relative)));
}
