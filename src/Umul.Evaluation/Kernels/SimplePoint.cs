using System.Numerics;

namespace Umul.Evaluation.Kernels;

/// <summary>
/// Whether taking away the centre of a 3×3×3 cube leaves the topology as it is: the foreground around it hangs together (26
/// neighbours) and so does the background that touches it by a face (6 neighbours, within the 18). Bertrand and Malandain 1994.
/// </summary>
internal static class SimplePoint
{
    private const int Centre = 13;

    private static readonly int[] Corner26 = Adjacency(3);
    private static readonly int[] Face6 = Adjacency(1);
    private static readonly int Around18 = Ball(2);
    private static readonly int Around6 = Ball(1);

    public static bool Is(ReadOnlySpan<byte> cube)
    {
        var set = 0;
        for (var i = 0; i < 27; i++)
            set |= cube[i] << i;
        var foreground = set & ~(1 << Centre);
        if (foreground == 0 || Flood(foreground & -foreground, foreground, Corner26) != foreground)
            return false;
        var background = ~set & Around18;
        var faces = background & Around6;
        return faces != 0 && (Flood(faces & -faces, background, Face6) & Around6) == faces;
    }

    private static int Flood(int seed, int within, int[] adjacency)
    {
        var reached = seed;
        for (var front = seed; front != 0;)
        {
            var next = 0;
            for (; front != 0; front &= front - 1)
                next |= adjacency[BitOperations.TrailingZeroCount(front)];
            front = next & within & ~reached;
            reached |= front;
        }

        return reached;
    }

    private static int[] Adjacency(int most)
    {
        var adjacency = new int[27];
        for (var a = 0; a < 27; a++)
        {
            for (var b = 0; b < 27; b++)
            {
                var (dz, dy, dx) = (Math.Abs((a / 9) - (b / 9)), Math.Abs((a / 3 % 3) - (b / 3 % 3)), Math.Abs((a % 3) - (b % 3)));
                if (a != b && Math.Max(dz, Math.Max(dy, dx)) == 1 && dz + dy + dx <= most)
                    adjacency[a] |= 1 << b;
            }
        }

        return adjacency;
    }

    private static int Ball(int most) => Adjacency(most)[Centre];
}
