using Umul.Artifacts;

namespace Umul.Outcomes.Pages;

/// <summary>What a file of a case is to the viewer.</summary>
internal enum CaseFileKind
{
    /// <summary>An image, a volume or a mask.</summary>
    Picture,

    Audio,

    /// <summary>A transcript or a list of boxes; its content tells which.</summary>
    Text,
}

/// <summary>Tells by a file's name what it is.</summary>
internal static class CaseFileKinds
{
    private static readonly string[] s_transcripts = [".trn", ".stm", ".ctm", ".lab"];

    public static CaseFileKind Of(string path) => ArtifactTypes.PreviewOf(path) switch
    {
        "audio" => CaseFileKind.Audio,
        "text" or "table" => CaseFileKind.Text,
        _ when s_transcripts.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) => CaseFileKind.Text,
        _ => CaseFileKind.Picture,
    };
}
