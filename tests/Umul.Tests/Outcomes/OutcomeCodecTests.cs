using FsCheck;
using FsCheck.Fluent;
using Umul.Evaluation;
using Umul.Evaluation.Segmentation;
using Umul.Outcomes;

namespace Umul.Tests.Outcomes;

public sealed class OutcomeCodecTests
{
    private static readonly OutcomeMetric s_dice = OutcomeMetric.Of("dice");

    [Fact]
    public void Decode_AnyValues_AreTheSameToTheBit() => Check.QuickThrowOnFailure(Prop.ForAll<double[]>(values =>
    {
        var column = OutcomeColumn.Of(s_dice, values);
        var read = OutcomeCodec.Decode(OutcomeCodec.Encode(column), s_dice);
        Assert.Equal(column.Values.Select(BitConverter.DoubleToInt64Bits), read.Values.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(column.Reasons, read.Reasons);
    }));

    [Fact]
    public void Decode_Decimals_AreTheSameToTheBit() => Check.QuickThrowOnFailure(Prop.ForAll<int[], byte>((whole, decimals) =>
    {
        var values = whole.Select(w => w / Math.Pow(10, decimals % 6)).ToArray();
        Assert.Equal(values, OutcomeCodec.Decode(OutcomeCodec.Encode(OutcomeColumn.Of(s_dice, values)), s_dice).Values);
    }));

    [Fact]
    public void Decode_Ratios_KeepBothPartsAndReasons()
    {
        MetricValue[] values = [Overlap.Dice(new OverlapCounts(3, 1, 2, 94)), Overlap.Dice(new OverlapCounts(0, 0, 0, 100)), MetricValue.Undefined("dice", UndefinedReason.PredictionMissing)];
        var read = OutcomeCodec.Decode(OutcomeCodec.Encode(OutcomeColumn.Of(s_dice, values)), s_dice);

        Assert.Equal([6.0 / 9, double.NaN, double.NaN], read.Values);
        Assert.Equal([UndefinedReason.None, UndefinedReason.BothEmpty, UndefinedReason.PredictionMissing], read.Reasons!);
        Assert.Equal([6, 0, double.NaN], read.Numerators!);
        Assert.Equal([9, 0, double.NaN], read.Denominators!);
    }

    [Fact]
    public void Decode_MoreCasesThanOneBlock_AreAllThere()
    {
        var values = Enumerable.Range(0, 10_001).Select(i => Math.Sqrt(i)).ToArray();
        Assert.Equal(values, OutcomeCodec.Decode(OutcomeCodec.Encode(OutcomeColumn.Of(s_dice, values)), s_dice).Values);
    }

    [Fact]
    public void Decode_CutOff_IsRefused()
    {
        var bytes = OutcomeCodec.Encode(OutcomeColumn.Of(s_dice, [0.1, 1.0 / 3, 2.0 / 7]));
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => OutcomeCodec.Decode(bytes.AsSpan(0, length), s_dice));
    }
}
