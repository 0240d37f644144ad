namespace Umul.Import;

/// <summary>Tells images and sounds apart by their first bytes, since sources leave the type out.</summary>
internal static class ContentTypes
{
    public static string OfImage(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G']))
            return "image/png";
        if (bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return "image/jpeg";
        if (bytes.StartsWith("GIF8"u8))
            return "image/gif";
        if (bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8))
            return "image/webp";
        return bytes.StartsWith("BM"u8) ? "image/bmp" : "application/octet-stream";
    }

    public static string OfAudio(ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when bytes.StartsWith("RIFF"u8) => "audio/wav",
        _ when bytes.StartsWith("fLaC"u8) => "audio/flac",
        _ when bytes.StartsWith("OggS"u8) => "audio/ogg",
        _ when bytes.StartsWith("ID3"u8) => "audio/mpeg",
        _ => "application/octet-stream",
    };

    /// <summary>The file ending for a type; a source's own claim of a type never decides over this list.</summary>
    public static string Ending(string contentType) => contentType switch
    {
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "image/bmp" => ".bmp",
        "audio/wav" => ".wav",
        "audio/flac" => ".flac",
        "audio/ogg" => ".ogg",
        "audio/mpeg" => ".mp3",
        "application/json" => ".json",
        "text/plain" or "text/markdown" => ".txt",
        _ => ".bin",
    };
}
