namespace Umul.Web;

/// <summary>One whole sentence in both languages, for what is made where the reader's language is not yet known.</summary>
internal sealed record Sentence(string English, string Korean)
{
    public string In(Language language) => language == Language.Korean ? Korean : English;

    public override string ToString() => English;
}
