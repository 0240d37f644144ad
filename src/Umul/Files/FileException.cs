using Umul.Web;

namespace Umul.Files;

/// <summary>A file that cannot be used: the message names the file, the place and the remedy, in both languages.</summary>
internal sealed class FileException(ErrorCode code, string file, Sentence sentence, Exception? inner = null)
    : UmulException(code, sentence.English, inner)
{
    /// <summary>Name of the file as it was given.</summary>
    public string File { get; } = file;

    public Sentence Sentence { get; } = sentence;

    public override string In(Language language) => Sentence.In(language);
}
