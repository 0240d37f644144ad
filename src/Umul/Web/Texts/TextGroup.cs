namespace Umul.Web.Texts;

/// <summary>The texts of one feature. Each member is one whole sentence in both languages, so that neither can be forgotten.</summary>
internal abstract class TextGroup(Language language)
{
    protected Language Language { get; } = language;

    protected string Say(string english, string korean) => Language == Language.Korean ? korean : english;
}
