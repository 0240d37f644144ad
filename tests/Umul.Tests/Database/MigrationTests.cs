using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Umul.Artifacts;
using Umul.Metrics;
using Umul.Runs;
using Umul.Server;

namespace Umul.Tests.Database;

/// <summary>
/// Data folders as earlier versions left them, killed in the middle (so that the log and the journal of points are not empty), each opened
/// by this version. schema-0030.zip was recorded over HTTP by the last program that knew migrations up to 0030.
/// </summary>
public sealed class MigrationTests : IDisposable
{
    private const string Finished = "042872a162e9bc5095eb85ad572a3898";
    private const string CutOff = "b90816cda1a22fdba9caa0098c7317b4";

    private readonly string _folder = Directory.CreateTempSubdirectory("umul-test-").FullName;

    [Fact]
    public async Task A_data_folder_of_an_earlier_schema_moves_forward_with_everything_it_held_and_goes_on()
    {
        ZipFile.ExtractToDirectory(Released("schema-0030.zip"), _folder);
        for (var start = 0; start < 2; start++)
        {
            await using var server = await UmulServer.Start(new ServerOptions { DataFolder = _folder, Port = 0, WithSample = false });
            var runs = server.Services.GetRequiredService<RunStore>();
            var finished = runs.Find(Finished)!;
            Assert.Equal("finished", finished.Name);
            Assert.Equal(["lr=0.001", "한글=값"], runs.Data([finished])[0].Params.Select(p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal));

            var metrics = server.Services.GetRequiredService<MetricStore>();
            var loss = metrics.Points(finished.ProjectId, finished.RowId, "loss")!.Value.Points.Values.ToArray();
            Assert.Equal(Enumerable.Range(0, 6000).Select(step => 1.0 / (step + 1)), loss);

            var cutOff = runs.Find(CutOff)!;
            var dice = metrics.Points(cutOff.ProjectId, cutOff.RowId, "val/dice")!.Value.Points.Values.ToArray();
            Assert.Equal([0.5, double.NaN, 0.25, 0.123, 0.124, 0.125, .. Enumerable.Repeat(0.75, start)], dice);
            await runs.Append(CutOff, new RunBatch { Points = new[] { new MetricPoint("val/dice", 6, 1700000200006, 0.75) } });

            var artifacts = server.Services.GetRequiredService<ArtifactStore>();
            using var notes = new StreamReader(artifacts.OpenRead(artifacts.Find(Finished, ArtifactPath.Parse("notes.txt"))!));
            Assert.Equal("kept", await notes.ReadToEndAsync());
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Released(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);
}
