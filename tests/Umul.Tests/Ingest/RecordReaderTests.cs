using System.Text;
using Umul.Ingest;
using Umul.Runs;

namespace Umul.Tests.Ingest;

public sealed class RecordReaderTests
{
    [Fact]
    public void Read_Log_KeepsNanAndInfinitiesAndOrder()
    {
        var record = Read("""{"kind":"log","time":5,"step":-3,"metrics":{"b":1.5,"a":"NaN","c":"Infinity","d":"-Infinity","e":1e-320}}""");
        Assert.Equal(
            [new("b", -3, 5, 1.5), new("a", -3, 5, double.NaN), new("c", -3, 5, double.PositiveInfinity), new("d", -3, 5, double.NegativeInfinity), new("e", -3, 5, 1e-320)],
            record.Points);
    }

    [Fact]
    public void Read_Start_TurnsIdeaAndSeedIntoTags()
    {
        var record = Read("""{"kind":"start","time":9,"project":"유방","name":"n","user":"kim","idea":"baseline","seed":"3","primary":true,"params":{"lr":"0.1"},"tags":{"quick":""}}""");
        Assert.Equal(new RunStart("유방", "n", "kim", 9, IsPrimary: true), record.Start);
        Assert.Equal([new("umul.idea", "baseline"), new("umul.seed", "3"), new("quick", "")], record.Tags);
        Assert.Equal([new("lr", "0.1")], record.Params);
    }

    [Fact]
    public void Read_Provenance_QuotesTheCommandAsAShellNeedsIt()
    {
        var record = Read("""{"kind":"provenance","time":1,"host":"box","command":["python","my train.py","--note","it's"],"git":{"commit":"abc","branch":"main","dirty":true}}""");
        Assert.Equal(
            [
                new("umul.host", "box"), new("umul.command", """python 'my train.py' --note 'it'\''s'"""),
                new("umul.git.commit", "abc"), new("umul.git.branch", "main"), new("umul.git.dirty", "true"),
            ],
            record.Tags);
    }

    [Theory]
    [InlineData("FINISHED", RunStatus.Finished)]
    [InlineData("FAILED", RunStatus.Failed)]
    [InlineData("KILLED", RunStatus.Killed)]
    internal void Read_Finish_SaysHowAndWhen(string said, RunStatus status) =>
        Assert.Equal(new RunEnd(status, 8), Read($$"""{"kind":"finish","time":8,"status":"{{said}}"}""").End);

    [Fact]
    public void Read_AKindFromTheFuture_SaysNothing()
    {
        var record = Read("""{"kind":"hologram","time":1,"points":[1,2]}""");
        Assert.Null(record.Start);
        Assert.Empty(record.Points);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"kind":7}""")]
    [InlineData("""{"kind":"log"}""")]
    [InlineData("""{"kind":"log","time":1,"step":1.5,"metrics":{}}""")]
    [InlineData("""{"kind":"log","time":1,"step":99999999999999999999,"metrics":{}}""")]
    [InlineData("""{"kind":"log","time":1,"step":1,"metrics":{"a":"high"}}""")]
    [InlineData("""{"kind":"log","time":1,"step":1,"metrics":{"a":null}}""")]
    [InlineData("""{"kind":"log","time":1,"step":1,"metrics":[1]}""")]
    [InlineData("""{"kind":"log","time":1,"step":1}""")]
    [InlineData("""{"kind":"log","time":1,"step":1,"metrics":{"\ud800":1}}""")]
    [InlineData("""{"kind":"params","params":{"a":1}}""")]
    [InlineData("""{"kind":"tags","tags":"x"}""")]
    [InlineData("""{"kind":"console","text":"\udc00"}""")]
    [InlineData("""{"kind":"finish","time":1,"status":"TIRED"}""")]
    [InlineData("""{"kind":"cases","split":"test","rows":[{"dice":1}]}""")]
    [InlineData("""{"kind":"cases","split":"test","rows":[5]}""")]
    [InlineData("""{"kind":"cases","rows":[]}""")]
    [InlineData("""{"kind":"start","time":1,"primary":"yes"}""")]
    public void Read_WhatIsNoRecord_IsRefusedWithAReason(string json) => Assert.NotEqual("", Assert.Throws<FormatException>(() => Read(json)).Message);

    private static Umul.Ingest.Record Read(string json) => RecordReader.Read(new Frame(1, Encoding.UTF8.GetBytes(json)));
}
