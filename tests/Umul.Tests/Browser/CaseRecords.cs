using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Umul.Artifacts;
using Umul.Datasets;
using Umul.Evaluation;
using Umul.Outcomes;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Browser;

/// <summary>
/// Four runs (two ideas, two seeds) on five cases of the split "development". Dice of a case under base is 0.5, 0.6, 0.7, 0.8, undefined;
/// under wide the same but 0.96 for case-a, so that case-a has the largest spread. Seed 1 is 0.02 above seed 0.
/// </summary>
internal sealed class CaseRecords(IServiceProvider services, string name)
{
    public static readonly string[] Cases = ["case-a", "case-b", "case-c", "case-d", "case-e"];

    private static readonly byte[] s_image = Png((x, y) => 16 * (x + y));

    // 4 × 4 pixels; the prediction lies one pixel to the right of it.
    private static readonly byte[] s_reference = Png((x, y) => x is >= 2 and <= 5 && y is >= 2 and <= 5 ? 255 : 0);
    private static readonly byte[] s_prediction = Png((x, y) => x is >= 3 and <= 6 && y is >= 2 and <= 5 ? 255 : 0);

    public long ProjectId { get; private set; }

    /// <summary>Run ids by name, such as <c>base-0</c>.</summary>
    public Dictionary<string, string> Runs { get; } = new(StringComparer.Ordinal);

    public async Task Write()
    {
        ProjectId = await services.GetRequiredService<ProjectStore>().Create(name);
        string[] density = ["dense", "dense", "fatty", "fatty", "fatty"];
        var content = DatasetContent.Of(
            ["density", "size_mm", "spacing_mm"], Cases.Select((id, i) => new DatasetCase(id, i < 2 ? "P1" : $"P{i}", [density[i], $"{5 + (5 * i)}", "0.5"], i == 1 ? Files : [])),
            [new DatasetSplit("development", SplitRole.Development, Cases)]);
        var root = DatasetFiles.Root(content.Fingerprint());
        await services.GetRequiredService<ArtifactStore>().PutAll([(root, ArtifactPath.Parse("b.png"), s_image), (root, ArtifactPath.Parse("b_mask.png"), s_reference)], ProjectId);
        await services.GetRequiredService<DatasetStore>().Add(ProjectId, new NewDataset("scans", "", IsCopied: true, content));
        foreach (var idea in (string[])["base", "wide"])
            for (var seed = 0; seed < 2; seed++) await WriteRun(idea, seed);
    }

    /// <summary>A run that was evaluated on three of the cases only.</summary>
    public async Task WriteShortRun() => await Store(await Create("short-0", "base"), Cases[..3], [0.5, 0.6, 0.7]);

    private async Task WriteRun(string idea, int seed)
    {
        var better = 0.02 * seed;
        await Store(await Create($"{idea}-{seed}", idea), Cases, [(idea == "wide" ? 0.96 : 0.5) + better, 0.6 + better, 0.7 + better, 0.8 + better, double.NaN]);
    }

    /// <summary>Gives a run a prediction of case-b as a file.</summary>
    public Task WritePrediction(string run) =>
        services.GetRequiredService<ArtifactStore>().PutAll([(Runs[run], ArtifactPath.Parse("predictions/development/case-b.png"), s_prediction)], ProjectId);

    private static CaseFile[] Files =>
    [
        new(FileRoles.Image, "b.png", Hash(s_image), s_image.Length), new(FileRoles.Reference, "b_mask.png", Hash(s_reference), s_reference.Length),
    ];

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Png(Func<int, int, int> pixel) => SmallPng.Grey(8, 8, pixel);

    private async Task<string> Create(string name, string idea)
    {
        var run = await services.GetRequiredService<RunStore>().Create(new NewRun { ProjectId = ProjectId, Name = name, Tags = [new("umul.idea", idea)] });
        return Runs[name] = run.Id;
    }

    private Task Store(string run, string[] cases, double[] dice)
    {
        MetricValue[] values = [.. dice.Select(value => double.IsNaN(value) ? MetricValue.Undefined("dice", UndefinedReason.BothEmpty) : MetricValue.Of("dice", value))];
        var distance = OutcomeColumn.Of(OutcomeMetric.Of("hausdorffDistance95.maxOfDirected"), [.. dice.Select(value => 10 * (1 - value))]);
        var pooled = OutcomeColumn.Of(OutcomeMetric.Of("hausdorffDistance95.pooled"), [.. dice.Select(value => 8 * (1 - value))]);
        var table = OutcomeTable.Of(cases, null, [OutcomeColumn.Of(OutcomeMetric.Of("dice"), values), distance, pooled], (OutcomeSource.Rest, "test"));
        return services.GetRequiredService<OutcomeStore>().Write(run, "development", table);
    }
}
