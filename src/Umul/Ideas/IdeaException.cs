using Umul.Web;

namespace Umul.Ideas;

/// <summary>What cannot be done with an idea, in both languages.</summary>
internal sealed class IdeaException(ErrorCode code, Sentence sentence) : UmulException(code, sentence.English)
{
    public override string In(Language language) => sentence.In(language);
}
