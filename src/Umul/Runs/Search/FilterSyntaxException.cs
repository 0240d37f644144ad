using Umul.Web;

namespace Umul.Runs.Search;

/// <summary>A filter or an order that cannot be read. The message is in the words that MLflow's clients know; readers are told the place too.</summary>
internal sealed class FilterSyntaxException(FilterProblem problem, string found, int position, string message) : UmulException(ErrorCode.Invalid, message)
{
    public FilterProblem Problem { get; } = problem;

    /// <summary>The text that could not be used, as it was written.</summary>
    public string Found { get; } = found;

    /// <summary>Where it begins, in characters from the start of the filter.</summary>
    public int Position { get; } = position;

    public override string In(Language language) => language == Language.Korean ? Korean : English;

    private string English => Problem is FilterProblem.Order or FilterProblem.OrderRepeated or FilterProblem.TooLong ? Message : $"{Message} (from character {Position + 1})";

    private string Korean => Problem switch
    {
        FilterProblem.Clause => $"필터의 {Position + 1}번째 글자부터 읽을 수 없습니다: {Found}",
        FilterProblem.Entity => $"'{Found}'은(는) 알 수 없는 종류입니다({Position + 1}번째 글자). metrics, params, tags, attributes 가운데 하나여야 합니다.",
        FilterProblem.Attribute => $"'{Found}'이라는 속성은 없습니다({Position + 1}번째 글자).",
        FilterProblem.Comparator => $"여기에는 비교 연산자 '{Found}'을(를) 쓸 수 없습니다({Position + 1}번째 글자).",
        FilterProblem.NumberExpected => $"숫자가 와야 하는데 '{Found}'이(가) 있습니다({Position + 1}번째 글자).",
        FilterProblem.TextExpected => $"따옴표로 묶은 글이 와야 하는데 '{Found}'이(가) 있습니다({Position + 1}번째 글자).",
        FilterProblem.ListExpected => $"괄호로 묶은 목록이 와야 하는데 '{Found}'이(가) 있습니다({Position + 1}번째 글자).",
        FilterProblem.PresenceNotSupported => $"IS NULL과 IS NOT NULL은 태그와 파라미터에만 쓸 수 있습니다: '{Found}'({Position + 1}번째 글자).",
        FilterProblem.Order => $"정렬 기준 '{Found}'을(를) 읽을 수 없습니다.",
        FilterProblem.OrderRepeated => $"정렬 기준 '{Found}'이(가) 두 번 나옵니다.",
        _ => $"필터가 {Position}자보다 깁니다.",
    };
}

internal enum FilterProblem
{
    Clause,
    Entity,
    Attribute,
    Comparator,
    NumberExpected,
    TextExpected,
    ListExpected,
    PresenceNotSupported,
    Order,
    OrderRepeated,
    TooLong,
}
