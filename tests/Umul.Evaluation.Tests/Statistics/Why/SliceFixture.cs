using System.Text.Json;
using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

/// <summary>The 240 cases of 120 patients whose idea is worse only for lesions below 4 ml on device B, with what scipy and scikit-learn found.</summary>
internal static class SliceFixture
{
    private static readonly Lazy<string[][]> Rows = new(() => StatisticsData.Rows("slices/metadata_240.csv"));
    private static readonly Lazy<JsonDocument> Found = new(() => JsonDocument.Parse(File.ReadAllText(StatisticsData.File("expected_slices_segdecomp.json"))));

    public static JsonElement Expected => Found.Value.RootElement;

    public static CaseDeltas Cases() => new(Numbers(8));

    public static CaseDeltas Patients() => new(Numbers(8), [.. Rows.Value.Select(r => r[1])]);

    public static IReadOnlyList<CaseColumn> Columns() =>
        [Column("size", 2), Column("contrast", 3), Column("device", 4), Column("hospital", 5)];

    public static CaseColumn Column(string name, int at) => CaseColumn.Of(name, (IReadOnlyList<string>)[.. Rows.Value.Select(r => r[at])]);

    private static double[] Numbers(int at) => [.. Rows.Value.Select(r => StatisticsData.Parse1(r[at]))];
}
