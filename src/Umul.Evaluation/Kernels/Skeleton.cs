namespace Umul.Evaluation.Kernels;

/// <summary>
/// The centre line of a mask. Planes: Zhang and Suen 1984 (two subiterations), save that knees go and squares
/// do not vanish, as in scikit-image, from which it may still differ by single pixels. Volumes: Lee, Kashyap and Chu 1994, six directions a
/// round, where a voxel goes if it is simple for 26-connected foreground and 6-connected background and no end of a line; candidates
/// of a direction are tested again one after the other.
/// </summary>
internal static class Skeleton
{
    public static BitVolume Of(BitVolume mask, bool isPlane)
    {
        var cells = new SkeletonCells(mask, isPlane);
        if (isPlane)
            ZhangSuen(cells);
        else
            Lee(cells);
        return cells.ToBits();
    }

    private static void ZhangSuen(SkeletonCells cells)
    {
        var goes = new List<int>();
        bool changed;
        do
        {
            changed = false;
            for (var half = 0; half < 2; half++)
            {
                goes.Clear();
                for (var i = 0; i < cells.Foreground.Count; i++)
                {
                    if (ZhangSuenDeletes(cells, cells.Foreground[i], half))
                        goes.Add(cells.Foreground[i]);
                }

                foreach (var at in goes)
                    cells.Values[at] = 0;
                changed |= goes.Count > 0;
                cells.Sweep();
            }
        }
        while (changed);
    }

    private static bool ZhangSuenDeletes(SkeletonCells cells, int at, int half)
    {
        // P2 … P9 of the paper: from north, clockwise.
        var v = cells.Values;
        var s = cells.RowStride;
        ReadOnlySpan<byte> ring = [v[at - s], v[at - s + 1], v[at + 1], v[at + s + 1], v[at + s], v[at + s - 1], v[at - 1], v[at - s - 1]];
        int sum = 0, rises = 0;
        for (var i = 0; i < 8; i++)
        {
            sum += ring[i];
            rises += ring[i] < ring[(i + 1) & 7] ? 1 : 0;
        }

        // The knee of a right angle keeps nothing together: its two neighbours touch at their corners.
        if (sum == 2 && rises == 2)
            return (ring[0] ^ ring[4]) + (ring[2] ^ ring[6]) == 2;
        if (sum is < 2 or > 6 || rises != 1)
            return false;
        var (north, east, south, west) = (ring[0], ring[2], ring[4], ring[6]);
        if (sum <= 3 && IsCorner(ring, sum))
            return (half == 0) == (north + ring[1] + ring[7] > south + ring[3] + ring[5]);
        return half == 0
            ? north * east * south == 0 && east * south * west == 0
            : north * east * west == 0 && north * south * west == 0;
    }

    /// <summary>
    /// Two adjacent neighbours, or the three that complete a square: such pixels face each other, and the paper's rule would take a
    /// 2×2 square away at once. They go from the south in the first half and from the north in the second.
    /// </summary>
    private static bool IsCorner(ReadOnlySpan<byte> ring, int sum)
    {
        if (sum == 2)
            return true;
        for (var side = 0; side < 8; side += 2)
        {
            if (ring[side] + ring[side + 1] + ring[(side + 2) & 7] == 3)
                return true;
        }

        return false;
    }

    private static void Lee(SkeletonCells cells)
    {
        // The order of directions of the paper's common implementations: up, down, south, north, east, west.
        int[] directions = [-cells.RowStride, cells.RowStride, 1, -1, cells.PlaneStride, -cells.PlaneStride];
        var candidates = new List<int>();
        var around = new byte[27];
        bool changed;
        do
        {
            changed = false;
            foreach (var direction in directions)
            {
                candidates.Clear();
                foreach (var at in cells.Foreground)
                {
                    if (cells.Values[at + direction] == 0 && CanGo(cells, at, around))
                        candidates.Add(at);
                }

                foreach (var at in candidates)
                {
                    if (!CanGo(cells, at, around))
                        continue;
                    cells.Values[at] = 0;
                    changed = true;
                }

                cells.Sweep();
            }
        }
        while (changed);
    }

    private static bool CanGo(SkeletonCells cells, int at, byte[] around)
    {
        var neighbours = 0;
        for (var i = 0; i < 27; i++)
        {
            around[i] = cells.Values[at + cells.Offset(i)];
            neighbours += around[i];
        }

        // The voxel itself is counted: one neighbour makes it an end, none an isolated point.
        return neighbours > 2 && SimplePoint.Is(around);
    }
}
