using FsCheck;
using FsCheck.Fluent;
using Umul.Evaluation.Kernels;
using Umul.Evaluation.Segmentation;
using Umul.Evaluation.Tests.Segmentation;

namespace Umul.Evaluation.Tests.Kernels;

public class SkeletonTests
{
    [Fact]
    public void Of_RandomMasks_LiesInTheMaskAndHasAsManyPieces() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(40),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
            {
                var (grid, mask, _) = Masks.Random(seed);
                using var pair = MaskPair.FromMasks(mask, mask, grid)!;
                using var skeleton = Skeleton.Of(pair.Reference, grid.IsPlane);
                for (var z = 0; z < pair.Box.Depth; z++)
                {
                    for (var y = 0; y < pair.Box.Height; y++)
                    {
                        for (var x = 0; x < pair.Box.Width; x++)
                            Assert.True(pair.Reference[z, y, x] || !skeleton[z, y, x]);
                    }
                }

                Assert.Equal(new Components(pair.Reference, 3).Sizes.Length, new Components(skeleton, 3).Sizes.Length);
            }));

    [Fact]
    public void Of_StraightTube_IsALineAlongItsAxis()
    {
        var grid = Grid.Volume(7, 7, 30);
        var tube = new byte[grid.VoxelCount];
        for (var i = 0; i < tube.Length; i++)
            tube[i] = (byte)(i / 210 is > 0 and < 6 && i / 30 % 7 is > 0 and < 6 ? 1 : 0);
        using var pair = MaskPair.FromMasks(tube, tube, grid)!;
        using var skeleton = Skeleton.Of(pair.Reference, isPlane: false);
        Assert.Single(new Components(skeleton, 3).Sizes);
        // At most one voxel a slice, in the middle.
        for (var x = 3; x < 27; x++)
            Assert.True(skeleton[2, 2, x], $"slice {x}");
        Assert.InRange(skeleton.Count(), 20, 30);
    }

    [Fact]
    public void Of_Ring_StaysARing()
    {
        var grid = Grid.Volume(5, 15, 15);
        var ring = new byte[grid.VoxelCount];
        for (var i = 0; i < ring.Length; i++)
        {
            var (z, y, x) = (i / 225, (i / 15 % 15) - 7, (i % 15) - 7);
            ring[i] = (byte)(z is > 0 and < 4 && (y * y) + (x * x) is > 12 and < 40 ? 1 : 0);
        }

        using var pair = MaskPair.FromMasks(ring, ring, grid)!;
        using var skeleton = Skeleton.Of(pair.Reference, isPlane: false);
        // Every voxel of a closed line has two neighbours, so that the background inside the ring is cut off in its plane.
        Assert.Single(new Components(skeleton, 3).Sizes);
        Assert.InRange(skeleton.Count(), 16, 40);
        var distance = ShapeMetrics.CentroidDistance(ring, ring, grid);
        Assert.Equal(0, distance.Value);
    }
}
