using Umul.Evaluation.Segmentation;

namespace Umul.Evaluation.Detection;

/// <summary>
/// Connected non-zero voxels of a sparse volume, touching at faces, edges or corners. Numbered from 1 in the order of their first voxel.
/// </summary>
internal sealed class LesionBlobs
{
    private LesionBlobs(int[] labels, List<long> sizes, List<double> highest) => (Labels, Sizes, Highest) = (labels, sizes, highest);

    /// <summary>Number of each voxel's blob, 0 for background.</summary>
    public int[] Labels { get; }

    public IReadOnlyList<long> Sizes { get; }

    /// <summary>Highest value within each blob.</summary>
    public IReadOnlyList<double> Highest { get; }

    public static LesionBlobs Of(ReadOnlySpan<float> volume, Grid grid)
    {
        var (labels, sizes, highest) = (new int[volume.Length], new List<long>(), new List<double>());
        var open = new Stack<int>();
        for (var start = 0; start < volume.Length; start++)
        {
            if (volume[start] == 0 || labels[start] != 0)
                continue;
            sizes.Add(0);
            highest.Add(double.NegativeInfinity);
            labels[start] = sizes.Count;
            open.Push(start);
            while (open.TryPop(out var voxel))
            {
                sizes[^1]++;
                highest[^1] = Math.Max(highest[^1], volume[voxel]);
                Spread(volume, grid, labels, voxel, open);
            }
        }

        return new LesionBlobs(labels, sizes, highest);
    }

    private static void Spread(ReadOnlySpan<float> volume, Grid grid, int[] labels, int voxel, Stack<int> open)
    {
        var (x, y, z) = (voxel % grid.Width, voxel / grid.Width % grid.Height, voxel / grid.Width / grid.Height);
        for (var nz = Math.Max(0, z - 1); nz <= Math.Min(grid.Depth - 1, z + 1); nz++)
        {
            for (var ny = Math.Max(0, y - 1); ny <= Math.Min(grid.Height - 1, y + 1); ny++)
            {
                for (var nx = Math.Max(0, x - 1); nx <= Math.Min(grid.Width - 1, x + 1); nx++)
                {
                    var next = (((nz * grid.Height) + ny) * grid.Width) + nx;
                    if (volume[next] == 0 || labels[next] != 0)
                        continue;
                    labels[next] = labels[voxel];
                    open.Push(next);
                }
            }
        }
    }
}
