using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Umul.Mlflow.Runs;
using Umul.Mlflow.Wire;

namespace Umul.Tests.Mlflow;

/// <summary>The fast way of reading a batch gives what the slow way gives, or declines.</summary>
public class LogBatchReaderTests
{
    [Fact]
    public void TryReadBatch_WhatClientsSend_IsTakenAndAgreesWithTheSlowWay()
    {
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var body = RandomBatch(random);
            using var fast = new LogBatch();
            Assert.True(LogBatchReader.TryReadBatch(Encoding.UTF8.GetBytes(body), fast), body);
            using var slow = Slowly(body);
            Assert.Equal(slow.RunId, fast.RunId);
            Assert.Equal(slow.Points.ToArray(), fast.Points.ToArray());
            Assert.Equal(slow.Params, fast.Params);
            Assert.Equal(slow.Tags, fast.Tags);
        }
    }

    [Theory]
    [InlineData("""{"metrics":[]}""")]
    [InlineData("""{"run_id":"r","metrics":[{"key":"a","value":1,"timestamp":-1}]}""")]
    [InlineData("""{"run_id":"r","metrics":[{"key":"a","value":"1","timestamp":1}]}""")]
    [InlineData("""{"run_id":"r","metrics":[{"key":"a","value":true,"timestamp":1}]}""")]
    [InlineData("""{"run_id":"r","metrics":[{"key":"a","value":1}]}""")]
    [InlineData("""{"run_id":"r","metrics":[{"key":"a#","value":1,"timestamp":1}]}""")]
    [InlineData("""{"run_id":"r","metrics":[{"key":"\u0061","value":1,"timestamp":1}]}""")]
    [InlineData("""{"run_id":"r","metrics":[{"key":"a","value":1,"timestamp":1,"model_id":"m-1"}]}""")]
    [InlineData("""{"run_id":"r","metrics":[{"key":"a","value":1e999,"timestamp":1}]}""")]
    [InlineData("""{"run_id":"r","params":[{"key":"a"}]}""")]
    [InlineData("""{"run_id":"r","params":[{"key":"a","value":5}]}""")]
    [InlineData("""{"run_id":"r","metrics":[{"key":"a","value":1,"timestamp":1}],"metrics":[{"key":"b","value":1,"timestamp":1}]}""")]
    [InlineData("""{"run_id":"r"} x""")]
    [InlineData("""{"run_id":"\ud800"}""")]
    [InlineData("""[]""")]
    [InlineData("")]
    public void TryReadBatch_AnythingUnusual_IsLeftToTheSlowWay(string body)
    {
        using var batch = new LogBatch();
        Assert.False(LogBatchReader.TryReadBatch(Encoding.UTF8.GetBytes(body), batch) && LogBatchMessages.IsWithinLimits(batch));
    }

    [Fact]
    public void TryReadMetric_OnePoint_IsRead()
    {
        using var batch = new LogBatch();
        Assert.True(LogBatchReader.TryReadMetric("""{"run_uuid":"r","key":"acc","value":0.5,"timestamp":7,"step":1,"run_id":"r"}"""u8, batch));
        Assert.Equal("r", batch.RunId);
        Assert.Equal(new Umul.Metrics.MetricPoint("acc", 1, 7, 0.5), Assert.Single(batch.Points.ToArray()));
    }

    [Fact]
    public void KeyCache_SameBytes_GiveTheSameString()
        => Assert.Same(KeyCache.Find("train/loss"u8), KeyCache.Find("train/loss"u8));

    private static LogBatch Slowly(string body)
    {
        using var document = JsonDocument.Parse(body);
        var batch = new LogBatch();
        LogBatchMessages.Read(new MlflowCall(new DefaultHttpContext(), new MlflowFields(document.RootElement)), batch);
        return batch;
    }

    private static string RandomBatch(Random random)
    {
        var metrics = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Shuffled(random,
            $"\"key\":\"{Pick(random, "loss", "val/acc", "정확도", "a b")}\"", $"\"value\":{RandomValue(random)}",
            $"\"timestamp\":{random.NextInt64(0, long.MaxValue)}", $"\"step\":{random.NextInt64(long.MinValue, long.MaxValue)}", "\"run_id\":\"r1\"", "\"x\":[{}]"));
        var pairs = Enumerable.Range(0, random.Next(0, 5)).Select(i => $"{{\"key\":\"p{i}\",\"value\":\"v \\\"{i}\\\" 값\"}}").ToList();
        return Shuffled(random, "\"run_id\":\"r1\"", $"\"metrics\":[{string.Join(',', metrics)}]", $"\"params\":[{string.Join(',', pairs)}]",
            $"\"tags\":[{string.Join(',', pairs)}]", "\"unknown\":{\"metrics\":[1]}");
    }

    private static string RandomValue(Random random) => random.Next(6) switch
    {
        0 => "\"NaN\"",
        1 => "\"Infinity\"",
        2 => "\"-Infinity\"",
        3 => "0",
        _ => ((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300))).ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Shuffled(Random random, params string[] members)
    {
        random.Shuffle(members);
        return $"{{{string.Join(", ", members)}}}";
    }

    private static string Pick(Random random, params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
