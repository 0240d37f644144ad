using Umul.Files;
using Umul.Files.Masks;

namespace Umul.Tests.Files;

/// <summary>Two grids agree, or the refusal shows both; nearest-voxel resampling brings one onto the other.</summary>
public sealed class GeometryCheckTests
{
    private static readonly Affine s_affine = new([-0.5, 0, 0, 10, 0, -0.75, 0, 20, 0, 0, 3.3, -30]);

    [Fact]
    public void Compare_SameWithinFloat32_Agrees()
    {
        var single = new Affine([(float)-0.5, 0, 0, (float)10.001, 0, (float)-0.75, 0, 20, 0, 0, (float)3.3, -30]);
        Assert.True(GeometryCheck.Compare(Grid(), Grid() with { Spacing = new SpacingMm((float)3.3, 0.7505, 0.5), Affine = single }).Agrees);
    }

    [Fact]
    public void Compare_WhatDiffers_IsNamed()
    {
        Assert.Equal([GeometryDifference.Shape], Differences(Grid() with { Shape = RasterShape.Volume(3, 5, 4) }));
        Assert.Equal([GeometryDifference.Spacing], Differences(Grid() with { Spacing = new SpacingMm(3.31, 0.75, 0.5) }));
        Assert.Equal([GeometryDifference.Orientation], Differences(Grid() with { Affine = new Affine([0.5, 0, 0, 10, 0, -0.75, 0, 20, 0, 0, 3.3, -30]) }));
        Assert.Equal([GeometryDifference.Origin], Differences(Grid() with { Affine = new Affine([-0.5, 0, 0, 10.1, 0, -0.75, 0, 20, 0, 0, 3.3, -30]) }));
    }

    [Fact]
    public void Compare_Refusal_ShowsBothGridsInBothLanguages()
    {
        var refusal = GeometryCheck.Compare(Grid(), Grid() with { Spacing = new SpacingMm(1, 1, 1) }).Refusal!;
        Assert.Contains("Reference 3×4×5, 3.3×0.75×0.5 mm, LPS, origin (10, 20, -30); prediction 3×4×5, 1×1×1 mm, LPS", refusal.English, StringComparison.Ordinal);
        Assert.Contains("기준 3×4×5, 3.3×0.75×0.5 mm", refusal.Korean, StringComparison.Ordinal);
        Assert.Contains("--resample nearest", refusal.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_PredictionWithoutSpacing_TakesTheReferencesAndSaysSo()
    {
        var agreement = GeometryCheck.Compare(Grid(), new Geometry("p.npy", RasterShape.Volume(3, 4, 5), SpacingMm.One, false, null));
        Assert.True(agreement.Agrees);
        Assert.Equal("The prediction says nothing about spacing; the reference's was used.", Assert.Single(agreement.Notes).English);
    }

    [Fact]
    public void Nearest_FlippedAxis_ComesBackInPlace()
    {
        var shape = RasterShape.Plane(1, 4);
        var right = new Affine([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
        var left = new Affine([-1, 0, 0, 3, 0, 1, 0, 0, 0, 0, 1, 0]);
        var mask = new LabelMask { Geometry = new Geometry("p", shape, SpacingMm.One, true, left), Bytes = [1, 2, 3, 4], Kind = MaskKind.Labels, Found = [], Notes = [] };
        var resampled = Resampling.Nearest(mask, new Geometry("r", shape, SpacingMm.One, true, right));
        Assert.Equal([4, 3, 2, 1], resampled.Bytes);
        Assert.StartsWith("Resampled to the reference's grid (nearest voxel)", Assert.Single(resampled.Notes).English, StringComparison.Ordinal);
    }

    [Fact]
    public void Nearest_WithoutPlaces_StretchesEdgeToEdge()
    {
        var mask = new LabelMask { Geometry = new Geometry("p", RasterShape.Plane(1, 2), SpacingMm.One, false, null), Bytes = [1, 2], Kind = MaskKind.Labels, Found = [], Notes = [] };
        Assert.Equal([1, 1, 2, 2], Resampling.Nearest(mask, new Geometry("r", RasterShape.Plane(1, 4), SpacingMm.One, false, null)).Bytes);
    }

    [Theory]
    [InlineData("PSL")]
    [InlineData("RAS")]
    public void Inverse_TakesPlacesBackToVoxels(string code)
    {
        var affine = code == "RAS" ? new Affine([1, 0.01, 0, 3, 0, 2, 0, 4, 0, 0, 3, 5]) : new Affine([0, 0, -3.3, 10, -0.5, 0, 0, 20, 0, 0.75, 0, -30]);
        Assert.Equal(code, affine.Code);
        var (r, a, s) = affine.At(3, 5, 7);
        var (x, y, z) = affine.Inverse().At(r, a, s);
        Assert.Equal((3, 5, 7), (Math.Round(x, 9), Math.Round(y, 9), Math.Round(z, 9)));
    }

    private static IReadOnlyList<GeometryDifference> Differences(Geometry prediction) => GeometryCheck.Compare(Grid(), prediction).Differences;

    private static Geometry Grid() => new("a.nii.gz", RasterShape.Volume(3, 4, 5), new SpacingMm(3.3, 0.75, 0.5), true, s_affine);
}
