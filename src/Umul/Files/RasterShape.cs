using System.Globalization;

namespace Umul.Files;

/// <summary>Size of a raster in C order: channels run fastest, then x, y, z. A plane has no z axis; its depth is 1.</summary>
internal readonly record struct RasterShape(int Depth, int Height, int Width, int Channels, bool IsPlane)
{
    /// <summary>Pixels or voxels.</summary>
    public long VoxelCount => (long)Depth * Height * Width;

    /// <summary>Numbers: pixels times channels.</summary>
    public long ElementCount => VoxelCount * Channels;

    public static RasterShape Plane(int height, int width, int channels = 1) => new(1, height, width, channels, true);

    public static RasterShape Volume(int depth, int height, int width, int channels = 1) => new(depth, height, width, channels, false);

    /// <summary>Such as <c>17×512×512</c>, or <c>512×512, 3 channels</c>.</summary>
    public override string ToString()
    {
        var space = IsPlane
            ? string.Create(CultureInfo.InvariantCulture, $"{Height}×{Width}")
            : string.Create(CultureInfo.InvariantCulture, $"{Depth}×{Height}×{Width}");
        return Channels == 1 ? space : string.Create(CultureInfo.InvariantCulture, $"{space}×{Channels}");
    }
}
