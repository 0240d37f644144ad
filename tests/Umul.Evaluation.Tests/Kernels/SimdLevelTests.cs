using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Umul.Evaluation.Kernels;
using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Tests.Kernels;

/// <summary>
/// The same bits at every SIMD level. The whole suite is run four times: as is, and with DOTNET_EnableAVX512=0, DOTNET_EnableAVX2=0
/// and DOTNET_EnableHWIntrinsic=0; the first test makes sure that such a run is what it says.
/// </summary>
public class SimdLevelTests
{
    [Fact]
    public void Level_VariableSaysOff_IsReallyOff()
    {
        if (IsOff("DOTNET_EnableAVX512"))
            Assert.False(Vector512.IsHardwareAccelerated);
        if (IsOff("DOTNET_EnableAVX2"))
            Assert.False(Avx2.IsSupported || Vector256.IsHardwareAccelerated);
        if (IsOff("DOTNET_EnableHWIntrinsic"))
            Assert.False(Sse42.IsSupported || Avx2.IsSupported || Vector256.IsHardwareAccelerated);
    }

    /// <summary>Values recorded at AVX-512. Any other level must give these very bits.</summary>
    [Fact]
    public void Evaluate_AnyLevel_GivesTheRecordedBits()
    {
        var grid = Grid.Volume(30, 60, 150, 1.1, 0.7, 0.586);
        var (reference, prediction) = (new byte[grid.VoxelCount], new byte[grid.VoxelCount]);
        for (var i = 0; i < reference.Length; i++)
        {
            // Two rough shapes and scattered voxels, in integers only: no library function may differ between machines.
            var (z, y, x) = (i / 9000, i / 150 % 60, i % 150);
            reference[i] = (byte)(((z - 14) * (z - 14) * 9) + ((y - 25) * (y - 25) * 3) + ((x - 60) * (x - 60)) + (i % 97) < 1400 ? 1 : 0);
            prediction[i] = (byte)(((z - 15) * (z - 15) * 8) + ((y - 30) * (y - 30) * 3) + ((x - 66) * (x - 66)) + (i % 89) < 1300 || i % 7919 == 0 ? 1 : 0);
        }

        var result = SegmentationEvaluation.Evaluate(
            reference, prediction, grid, new SegmentationOptions { Metrics = SegmentationMetrics.All, TolerancesMm = [1, 2] }).Regions[0];
        var actual = result.Values.Select(value => $"{value.Definition} {BitConverter.DoubleToInt64Bits(value.Value):X16}");
        Assert.Equal(Recorded, string.Join('\n', actual));
    }

    [Fact]
    public void Of_AnyLength_EqualsEightLanesAddedByHand()
    {
        var random = new Random(11);
        for (var length = 0; length < 70; length++)
        {
            var values = new double[length];
            for (var i = 0; i < length; i++)
                values[i] = random.NextDouble() * Math.Pow(10, random.Next(-8, 8));
            var lanes = new double[8];
            for (var i = 0; i < length; i++)
                lanes[i & 7] += values[i];
            var expected = ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(LaneSum.Of(values)));
        }
    }

    [Fact]
    public void Select_RandomAndHostileOrders_EqualsSorting()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var values = Enumerable.Range(0, random.Next(1, 400)).Select(i => round % 3 == 0 ? i : (double)random.Next(1 + (round % 50))).ToArray();
            var k = random.Next(values.Length);
            var sorted = values.Order().ToArray();
            Assert.Equal(sorted[k], OrderStatistic.Select(values, k));
            Assert.Equal(sorted, values.Order());
        }
    }

    private static bool IsOff(string variable) => Environment.GetEnvironmentVariable(variable) is "0";

    private const string Recorded =
        """
        dice 3FE8BD4DCABC755B
        iou 3FE42A12A4AB63BD
        sensitivity 3FE826D9A1376A48
        specificity 3FEEE62E8550CABA
        precision 3FE95B4336DAB10B
        volumeSimilarity 3FEF38A7CE9554D8
        volumeError.signed C08ACE275CD0BB6F
        volumeError.relative BFA8537BF745D638
        volumeSimilarity.signed BFA8EB062D5564FE
        dice.bothEmptyIsOne 3FE8BD4DCABC755B
        dice.ignoreEmptyReference 3FE8BD4DCABC755B
        hausdorffDistance 40426799471D76F5
        hausdorffDistance95.maxOfDirected 4012BC7E4EC891AD
        hausdorffDistance95.pooled 4011DF726CAD490A
        averageSymmetricSurfaceDistance 4000A90D31F025AE
        meanAverageSurfaceDistance 4000A7394B22908C
        averageSurfaceDistance.referenceToPrediction 4000E8FCCF33A20E
        averageSurfaceDistance.predictionToReference 40006575C7117F0B
        normalizedSurfaceDistance.voxel@1mm 3FCDE316577698B9
        normalizedSurfaceDistance.voxel@2mm 3FDFB03DA1D46781
        normalizedSurfaceDistance.panoptica@0.586mm 3FC47E3F8FA767E6
        normalizedSurfaceDistance.surfel@1mm 3FD10A4198520D0D
        normalizedSurfaceDistance.surfel@2mm 3FE089530A95C22B
        hausdorffDistance95.areaWeighted 4012365B5DE56004
        hausdorffDistance.surfel 40426799471D76F5
        averageSurfaceDistance.areaWeighted.referenceToPrediction 40001CB175F24398
        averageSurfaceDistance.areaWeighted.predictionToReference 3FFFA35C52DA739E
        boundaryIou@2voxels 3FC2B515AE2C3827
        clDice.lee 3FE854A0CB1B810E
        centroidDistance 40145118B272ADDF
        """;
}
