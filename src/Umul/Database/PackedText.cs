using System.IO.Compression;
using System.Text.Json;

namespace Umul.Database;

/// <summary>Lists of words as deflated JSON, for columns that are read whole.</summary>
internal static class PackedText
{
    public static byte[] Pack<T>(T value)
    {
        using var target = new MemoryStream();
        using (var deflate = new DeflateStream(target, CompressionLevel.Fastest)) JsonSerializer.Serialize(deflate, value);
        return target.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static T Unpack<T>(byte[] bytes)
    {
        try
        {
            using var source = new MemoryStream(bytes);
            using var inflate = new DeflateStream(source, CompressionMode.Decompress);
            return JsonSerializer.Deserialize<T>(inflate) ?? throw new InvalidDataException("A stored list is empty.");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException("A stored list is damaged.", damage);
        }
    }
}
