using Umul.Sample;

namespace Umul.Tests.Sample;

public sealed class RecordedCsvTests
{
    [Fact]
    public void Points_SoundTable_KeepsOrderAndNonFiniteValues()
    {
        var points = RecordedCsv.Points("key,step,time_ms,value\ntrain/loss,1,1000,0.5\ntrain/loss,2,1010,nan\nval/dice,-1,1020,inf\nval/dice,3,1030,-inf\n", "m");

        Assert.Equal(
            [
                new RecordedPoint("train/loss", 1, 1000, 0.5),
                new RecordedPoint("train/loss", 2, 1010, double.NaN),
                new RecordedPoint("val/dice", -1, 1020, double.PositiveInfinity),
                new RecordedPoint("val/dice", 3, 1030, double.NegativeInfinity),
            ],
            points);
        Assert.Same(points[0].Key, points[1].Key);
    }

    [Theory]
    [InlineData("key,step,value\n", 1)]
    [InlineData("key,step,time_ms,value\nloss,1,1000,abc\n", 2)]
    [InlineData("key,step,time_ms,value\nloss,1,1000,1\nloss,x,1000,1\n", 3)]
    [InlineData("key,step,time_ms,value\nloss,1,1000\n", 2)]
    [InlineData("key,step,time_ms,value\nloss,1,1000,1,2\n", 2)]
    [InlineData("key,step,time_ms,value\n,1,1000,1\n", 2)]
    [InlineData("key,step,time_ms,value\nloss,99999999999999999999,1000,1\n", 2)]
    public void Points_DamagedTable_NamesFileAndLine(string text, int line)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => RecordedCsv.Points(text, "runs/x/metrics.csv"));

        Assert.Equal($"'runs/x/metrics.csv' in the archive cannot be read at line {line}.", refusal.Message);
    }
}
