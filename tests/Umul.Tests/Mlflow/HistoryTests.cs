using System.Buffers;
using System.Text;
using System.Text.Json;
using Umul.Metrics;
using Umul.Mlflow.Runs;
using Umul.Mlflow.Wire;
using Umul.Runs;

namespace Umul.Tests.Mlflow;

/// <summary>A metric's history over the protocol: written byte by byte for speed, and the same bytes that the JSON writer writes.</summary>
public sealed class HistoryTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    [Theory]
    [InlineData("loss")]
    [InlineData("val/\"quoted\" \\ back")]
    [InlineData("손실 𝛼 \u0001 <&'>")]
    public async Task A_history_is_the_bytes_that_the_json_writer_writes(string key)
    {
        double[] values = [0, -0.0, 1, 0.1, (float)0.1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 1e21, -1.5e-7, 1.0 / 3];
        var run = await umul.Get<RunStore>().Create(new NewRun { ProjectId = 0 });
        var points = values.Select((v, i) => new MetricPoint(key, i == 0 ? long.MinValue : i == 1 ? long.MaxValue : i, 1_700_000_000_000 + i, v)).ToArray();
        await umul.Get<RunStore>().Append(run.Id, new RunBatch { Points = points });
        Assert.Equal(Expected(points, null), await History(run, key));
        Assert.Equal(Expected(points, run.Id), await umul.Client.GetStringAsync($"/ajax-api/2.0/mlflow/metrics/get-history-bulk?run_id={run.Id}&metric_key={Uri.EscapeDataString(key)}"));
    }

    [Fact]
    public async Task Points_that_come_between_two_questions_are_in_the_second_answer()
    {
        var run = await umul.Get<RunStore>().Create(new NewRun { ProjectId = 0 });
        for (var i = 1; i <= 3; i++)
        {
            // Each earlier than those before: the history is put in order anew.
            await umul.Get<RunStore>().Append(run.Id, new RunBatch { Points = new[] { new MetricPoint("a", i, 100 - i, i) } });
            using var answer = JsonDocument.Parse(await History(run, "a"));
            Assert.Equal(Enumerable.Range(1, i).Reverse(), answer.RootElement.GetProperty("metrics").EnumerateArray().Select(p => p.GetProperty("step").GetInt32()));
        }
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition_beyond_the_size_of_a_buffer()
    {
        var run = await umul.Get<RunStore>().Create(new NewRun { ProjectId = 0 });
        var points = Enumerable.Range(0, 9_000).Select(i => new MetricPoint("long", i, i, Math.Sqrt(i))).ToArray();
        await umul.Get<RunStore>().Append(run.Id, new RunBatch { Points = points });
        List<double> read = [];
        var token = "";
        do
        {
            using var page = JsonDocument.Parse(await History(run, "long", $"&max_results=2500{token}"));
            read.AddRange(page.RootElement.GetProperty("metrics").EnumerateArray().Select(p => p.GetProperty("value").GetDouble()));
            token = page.RootElement.TryGetProperty("next_page_token", out var next) ? $"&page_token={Uri.EscapeDataString(next.GetString()!)}" : "";
        }
        while (token.Length > 0);
        Assert.Equal(points.Select(p => p.Value), read);
        Assert.Equal("{}", await History(run, "long", $"&page_token={PageToken.Encode(9_000)}"));
    }

    private Task<string> History(Run run, string key, string more = "") =>
        umul.Client.GetStringAsync($"/api/2.0/mlflow/metrics/get-history?run_id={run.Id}&metric_key={Uri.EscapeDataString(key)}{more}");

    private static string Expected(MetricPoint[] points, string? runId)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, MlflowJson.WriteOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("metrics");
            foreach (var point in points) RunMessages.WriteMetric(writer, point.Key, point.Value, point.TimeMs, point.Step, runId);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
