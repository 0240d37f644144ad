namespace Umul.Web.Texts;

/// <summary>
/// Texts that islands show. Handed over as JSON in the page (element <c>umul-texts</c>): one flat object whose keys are the
/// property names in camelCase. A sentence with values holds them as <c>{name}</c>, filled in by the island.
/// </summary>
internal sealed partial class IslandTexts(Language language) : TextGroup(language)
{
    public string Loading => Say("Loading…", "불러오는 중…");
}
