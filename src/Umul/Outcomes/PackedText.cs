using System.IO.Compression;
using System.Text.Json;

namespace Umul.Outcomes;

/// <summary>Lists of words as deflated JSON: what <c>case_lists</c> and <c>outcome_texts</c> hold.</summary>
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

    public static byte[] Pack(CaseList cases) => Pack(new Cases([.. cases.Ids], cases.Groups?.ToArray()));

    public static CaseList UnpackCases(byte[] bytes)
    {
        var cases = Unpack<Cases>(bytes);
        return CaseList.Of(cases.Ids, cases.Groups);
    }

    private sealed record Cases(string[] Ids, string[]? Groups);
}
