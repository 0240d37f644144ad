using System.Text;
using System.Text.Unicode;

namespace Umul.Mlflow.Wire;

/// <summary>Metric names seen lately, by their UTF-8 bytes: a batch of a thousand points costs no thousand strings, and a known name no check.</summary>
/// <remarks>Slots are overwritten on collision; entries are immutable, so that readers need no lock.</remarks>
internal static class KeyCache
{
    private const int Slots = 1 << 14;
    private const int MaxCachedBytes = 256;

    private static readonly Entry?[] s_slots = new Entry?[Slots];

    /// <summary>The checked name of these bytes, or null where they need the slow way: too long, or not a valid name.</summary>
    public static string? Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxCachedBytes)
            return null;
        ref var slot = ref s_slots[Hash(utf8) & (Slots - 1)];
        if (Volatile.Read(ref slot) is { } known && utf8.SequenceEqual(known.Utf8))
            return known.Name;
        if (!Utf8.IsValid(utf8))
            return null;
        var name = Encoding.UTF8.GetString(utf8);
        if (!MlflowNames.IsKey(name))
            return null;
        Volatile.Write(ref slot, new Entry(utf8.ToArray(), name));
        return name;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = 2166136261u;
        foreach (var b in utf8)
            hash = (hash ^ b) * 16777619u;
        return hash ^ (hash >> 15);
    }

    private sealed record Entry(byte[] Utf8, string Name);
}
