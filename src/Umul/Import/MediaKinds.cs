namespace Umul.Import;

/// <summary>The words of the media table for the kinds that importers know.</summary>
internal static class MediaKinds
{
    public static string Name(MediaKind kind) => kind switch
    {
        MediaKind.Image => "image",
        MediaKind.Audio => "audio",
        MediaKind.Text => "text",
        _ => "histogram",
    };
}
