namespace Umul.Web.Texts;

/// <summary>Everything a page may say, by feature, in the language of its reader.</summary>
internal sealed class PageTexts(Language language)
{
    public Language Language { get; } = language;

    /// <summary>The value of <c>html lang</c>.</summary>
    public string Code => Preferences.Code(Language);

    public ShellTexts Shell { get; } = new(language);
    public IslandTexts Island { get; } = new(language);
}
