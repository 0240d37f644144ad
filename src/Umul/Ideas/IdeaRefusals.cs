using System.Globalization;
using Umul.Web;

namespace Umul.Ideas;

/// <summary>Why something cannot be done with an idea: every such sentence, in both languages.</summary>
internal static class IdeaRefusals
{
    public static UmulException NotFound(long id) => new(ErrorCode.NotFound, new Sentence(
        $"There is no idea {id}.",
        $"아이디어 {id}은(는) 없습니다."));

    public static UmulException NoSuchName(string name) => new(ErrorCode.NotFound, new Sentence(
        $"There is no idea named '{name}' in this project.",
        $"이 프로젝트에 '{name}'이라는 아이디어가 없습니다."));

    public static UmulException BadName(int length, int most) => new(ErrorCode.Invalid, new Sentence(
        $"An idea's name has 1 to {most} characters; this one has {length}.",
        $"아이디어 이름은 1자 이상 {most}자 이하여야 합니다. 지금은 {length}자입니다."));

    public static UmulException TooLong(int length, int most) => new(ErrorCode.Invalid, new Sentence(
        $"A text of {length} characters; at most {most} are kept.",
        $"글이 {length}자입니다. 최대 {most}자까지 저장합니다."));

    public static UmulException NotFinite() => new(ErrorCode.Invalid, new Sentence(
        "The predicted effect is a number, such as 0.01. Leave it empty if you expect no particular size.",
        "예상 효과는 0.01 같은 숫자여야 합니다. 크기를 예상하지 않는다면 비워 두세요."));

    public static UmulException NameTaken(string name) => new(ErrorCode.AlreadyExists, new Sentence(
        $"An idea named '{name}' is already there. Look at it before trying it again, or choose another name.",
        $"'{name}'이라는 아이디어가 이미 있습니다. 다시 시도하기 전에 그 기록을 확인하거나 다른 이름을 정해 주세요."));

    public static UmulException NameOfDeleted(string name) => new(ErrorCode.AlreadyExists, new Sentence(
        $"An idea named '{name}' was deleted. Restore it, or choose another name.",
        $"'{name}'이라는 아이디어는 삭제되었습니다. 복원하거나 다른 이름을 정해 주세요."));

    public static UmulException Circle(string idea, string parent) => new(ErrorCode.Invalid, new Sentence(
        $"'{parent}' descends from '{idea}', so it cannot be its parent.",
        $"'{parent}'은(는) '{idea}'에서 나온 아이디어이므로 그 부모가 될 수 없습니다."));

    public static UmulException ParentElsewhere() => new(ErrorCode.Invalid, new Sentence(
        "The parent has to be an idea of the same project that was not deleted.",
        "부모는 같은 프로젝트의 삭제되지 않은 아이디어여야 합니다."));

    public static UmulException Deleted(string name) => new(ErrorCode.WrongState, new Sentence(
        $"The idea '{name}' was deleted. Restore it first.",
        $"아이디어 '{name}'은(는) 삭제되었습니다. 먼저 복원해 주세요."));

    public static UmulException NoReason() => new(ErrorCode.Invalid, new Sentence(
        "A decision needs a reason: in a year, it is what will be looked for.",
        "결정에는 이유가 필요합니다. 1년 뒤에 찾게 될 것이 바로 그 이유입니다."));

    /// <summary>Two people changed the idea at once; the second is told what the first did.</summary>
    public static UmulException ChangedMeanwhile(Idea now) => now.DecidedMs is { } ms ? new(ErrorCode.WrongState, new Sentence(
        $"While you were writing, the idea '{now.Name}' was changed. It now stands at '{Word(now.Decision).English}', decided by {Person(now.DecidedBy).English} at {Time(ms)} UTC: {now.Reason} Nothing of yours was stored; read it, then decide again.",
        $"작성하시는 동안 아이디어 '{now.Name}'이(가) 변경되었습니다. 지금은 {Person(now.DecidedBy).Korean}이(가) {Time(ms)} UTC에 '{Word(now.Decision).Korean}'(으)로 결정한 상태입니다: {now.Reason} 작성하신 내용은 저장하지 않았으니 확인한 뒤 다시 결정해 주세요."))
        : new(ErrorCode.WrongState, new Sentence(
        $"While you were writing, the idea '{now.Name}' was changed by somebody else. Nothing of yours was stored; read it, then send it again.",
        $"작성하시는 동안 다른 사람이 아이디어 '{now.Name}'을(를) 변경했습니다. 작성하신 내용은 저장하지 않았으니 확인한 뒤 다시 보내 주세요."));

    public static UmulException MeasureChanged(string person) => new(ErrorCode.WrongState, new Sentence(
        $"While you were writing, what ideas are judged by was changed by {Person(person).English}. Nothing of yours was stored; read it, then send it again.",
        $"작성하시는 동안 {Person(person).Korean}이(가) 판정 기준을 변경했습니다. 작성하신 내용은 저장하지 않았으니 확인한 뒤 다시 보내 주세요."));

    public static UmulException NoDirection(string metric) => new(ErrorCode.Invalid, new Sentence(
        $"Say whether a higher or a lower '{metric}' is better: without that nothing can be judged.",
        $"'{metric}' 값이 높을수록 좋은지 낮을수록 좋은지 정해 주세요. 정하지 않으면 아무것도 판정할 수 없습니다."));

    public static UmulException NoMetric() => new(ErrorCode.Invalid, new Sentence(
        "Say which metric on which split decides.",
        "어느 분할의 어떤 지표로 판정할지 정해 주세요."));

    public static UmulException BadWorthwhile() => new(ErrorCode.Invalid, new Sentence(
        "The smallest worthwhile difference is a positive number in the metric's unit, such as 0.01.",
        "의미 있는 최소 차이는 지표 단위의 양수여야 합니다. 예: 0.01"));

    public static UmulException OtherProject(string run) => new(ErrorCode.Invalid, new Sentence(
        $"The run '{run}' belongs to another project than the idea.",
        $"실행 '{run}'은(는) 아이디어와 다른 프로젝트에 속합니다."));

    public static UmulException BadRule() => new(ErrorCode.Invalid, new Sentence(
        "A rule names a param and a pattern, such as loss and tversky*.",
        "규칙에는 파라미터와 패턴이 필요합니다. 예: loss, tversky*"));

    public static UmulException NoSuchVersion(long version) => new(ErrorCode.NotFound, new Sentence(
        $"The baseline has no version {version}.", $"기준에 버전 {version}이(가) 없습니다."));

    public static UmulException NoBaselineRun(long version) => new(ErrorCode.NotFound, new Sentence(
        $"The baseline has no version {version}, or no run with the code of it is left.", $"기준에 버전 {version}이(가) 없거나 그 버전의 코드로 만든 실행이 남아 있지 않습니다."));

    public static Sentence Word(IdeaDecision decision) => decision switch
    {
        IdeaDecision.Keep => new("keep", "채택"),
        IdeaDecision.Drop => new("drop", "폐기"),
        IdeaDecision.Park => new("park", "보류"),
        _ => new("undecided", "미결정"),
    };

    private static Sentence Person(string name) => name.Length == 0 ? new("somebody", "다른 사람") : new(name, name);

    private static string Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
