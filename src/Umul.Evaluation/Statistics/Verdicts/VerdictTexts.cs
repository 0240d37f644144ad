using static Umul.Evaluation.Statistics.SentenceKey;

namespace Umul.Evaluation.Statistics;

/// <summary>The templates of verdict sentences, English and Korean side by side. A test greps them for words that claim too much.</summary>
internal static partial class VerdictTexts
{
    /// <summary>Every template.</summary>
    public static IReadOnlyDictionary<SentenceKey, (string English, string Korean)> All { get; } =
        Labels().Concat(Headlines()).Concat(Consequences()).Concat(Plans()).Concat(Scopes()).Concat(Guards())
            .ToDictionary(t => t.Key, t => (t.English, t.Korean));

    /// <summary>Fills a template; every placeholder must be given.</summary>
    public static string Fill(SentenceKey key, Language language, IReadOnlyDictionary<string, string> values)
    {
        var (english, korean) = All[key];
        string text = language == Language.Korean ? korean : english;
        foreach (var (name, value) in values)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }

    private static IEnumerable<(SentenceKey Key, string English, string Korean)> Labels() =>
    [
        (LabelNotAssessable, "Not assessable", "판단 불가"),
        (LabelBetterByAtLeast, "Better by at least {worthwhile}", "{worthwhile} 이상 더 나음"),
        (LabelBetter, "Better, size uncertain", "더 나음, 크기는 불확실"),
        (LabelBetterSmaller, "Better, but by less than {worthwhile}", "더 낫지만 {worthwhile} 미만"),
        (LabelWorse, "Worse", "더 나쁨"),
        (LabelWorseByLess, "Worse, but by less than {worthwhile}", "더 나쁘지만 {worthwhile} 미만"),
        (LabelPromising, "Promising, not confirmed", "유망하나 아직 확인되지 않음"),
        (LabelSame, "Practically the same", "사실상 같음"),
        (LabelNotWorse, "Not worse by more than {worthwhile}", "{worthwhile} 넘게 나쁘지는 않음"),
        (LabelUndecided, "Undecided", "미결"),
        (ProposalNone, "Repair the comparison first.", "먼저 비교를 바로잡으세요."),
        (ProposalKeep, "Proposal: keep.", "제안: 채택."),
        (ProposalConsider, "Proposal: keep, if the size is enough for you.", "제안: 크기가 충분하다고 보면 채택."),
        (ProposalDropUnlessFree, "Proposal: drop, unless it costs nothing.", "제안: 비용이 들지 않는 경우가 아니면 버림."),
        (ProposalDrop, "Proposal: drop.", "제안: 버림."),
        (ProposalConfirm, "Proposal: confirm on fresh seeds before keeping.", "제안: 채택하기 전에 새로운 시드로 확인."),
        (ProposalDropUnlessCheaper, "Proposal: drop, unless it is cheaper.", "제안: 더 저렴하지 않다면 버림."),
        (ProposalPlan, "Proposal: follow the plan.", "제안: 계획대로 더 실행."),
    ];

    private static IEnumerable<(SentenceKey Key, string English, string Korean)> Headlines() =>
    [
        (RecipeHigher,
            "{idea} scored higher: mean {metric} {delta} (95 % CI {low} to {high}; {design}; {p}).",
            "{idea}: 점수가 더 높았습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; {p})."),
        (RecipeHigherFamily,
            "{idea} scored higher: mean {metric} {delta} (95 % CI {low} to {high}; {design}; {adjustment}-adjusted over {family} ideas {p}).",
            "{idea}: 점수가 더 높았습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; 아이디어 {family}개에 대한 {adjustment} 보정 {p})."),
        (RecipeLower,
            "{idea} scored lower: mean {metric} {delta} (95 % CI {low} to {high}; {design}; {p}).",
            "{idea}: 점수가 더 낮았습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; {p})."),
        (RecipeLowerFamily,
            "{idea} scored lower: mean {metric} {delta} (95 % CI {low} to {high}; {design}; {adjustment}-adjusted over {family} ideas {p}).",
            "{idea}: 점수가 더 낮았습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; 아이디어 {family}개에 대한 {adjustment} 보정 {p})."),
        (RecipeLowerIsBetter,
            "{idea} scored lower, and lower is better here: mean {metric} {delta} (95 % CI {low} to {high}; {design}; {p}).",
            "{idea}: 값이 더 낮았고, 이 지표는 낮을수록 좋습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; {p})."),
        (RecipeLowerIsBetterFamily,
            "{idea} scored lower, and lower is better here: mean {metric} {delta} (95 % CI {low} to {high}; {design}; {adjustment}-adjusted over {family} ideas {p}).",
            "{idea}: 값이 더 낮았고, 이 지표는 낮을수록 좋습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; 아이디어 {family}개에 대한 {adjustment} 보정 {p})."),
        (RecipeHigherIsWorse,
            "{idea} scored higher, and lower is better here: mean {metric} {delta} (95 % CI {low} to {high}; {design}; {p}).",
            "{idea}: 값이 더 높았고, 이 지표는 낮을수록 좋습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; {p})."),
        (RecipeHigherIsWorseFamily,
            "{idea} scored higher, and lower is better here: mean {metric} {delta} (95 % CI {low} to {high}; {design}; {adjustment}-adjusted over {family} ideas {p}).",
            "{idea}: 값이 더 높았고, 이 지표는 낮을수록 좋습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; 아이디어 {family}개에 대한 {adjustment} 보정 {p})."),
        (RecipeOpen,
            "{idea} against its baseline: mean {metric} {delta} (95 % CI {low} to {high}; {design}; {p}).",
            "{idea}, 기준선과 비교: 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; {p})."),
        (RecipeOpenFamily,
            "{idea} against its baseline: mean {metric} {delta} (95 % CI {low} to {high}; {design}; {adjustment}-adjusted over {family} ideas {p}).",
            "{idea}, 기준선과 비교: 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; 아이디어 {family}개에 대한 {adjustment} 보정 {p})."),
        .. ModelHeadlines(),
        (DesignEqual, "{runs} seeds × {units} {noun}", "시드 {runs}개 × {noun} 수 {units}"),
        (DesignUnequal, "{baselineRuns} baseline and {ideaRuns} idea seeds × {units} {noun}", "시드 기준선 {baselineRuns}개, 아이디어 {ideaRuns}개 × {noun} 수 {units}"),
        (DesignOneRun, "{baselineRuns} baseline and {ideaRuns} idea run × {units} {noun}", "실행 기준선 {baselineRuns}회, 아이디어 {ideaRuns}회 × {noun} 수 {units}"),
    ];

    private static IEnumerable<(SentenceKey Key, string English, string Korean)> ModelHeadlines() =>
    [
        (ModelsHigher,
            "For these trained models: {idea} scored higher, mean {metric} {delta} (95 % CI {low} to {high}; {design}; {p}).",
            "여기서 학습된 모델들에 한해, {idea}: 점수가 더 높았습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; {p})."),
        (ModelsHigherFamily,
            "For these trained models: {idea} scored higher, mean {metric} {delta} (95 % CI {low} to {high}; {design}; {adjustment}-adjusted over {family} ideas {p}).",
            "여기서 학습된 모델들에 한해, {idea}: 점수가 더 높았습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; 아이디어 {family}개에 대한 {adjustment} 보정 {p})."),
        (ModelsLower,
            "For these trained models: {idea} scored lower, mean {metric} {delta} (95 % CI {low} to {high}; {design}; {p}).",
            "여기서 학습된 모델들에 한해, {idea}: 점수가 더 낮았습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; {p})."),
        (ModelsLowerFamily,
            "For these trained models: {idea} scored lower, mean {metric} {delta} (95 % CI {low} to {high}; {design}; {adjustment}-adjusted over {family} ideas {p}).",
            "여기서 학습된 모델들에 한해, {idea}: 점수가 더 낮았습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; 아이디어 {family}개에 대한 {adjustment} 보정 {p})."),
        (ModelsLowerIsBetter,
            "For these trained models: {idea} scored lower, and lower is better here, mean {metric} {delta} (95 % CI {low} to {high}; {design}; {p}).",
            "여기서 학습된 모델들에 한해, {idea}: 값이 더 낮았고, 이 지표는 낮을수록 좋습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; {p})."),
        (ModelsLowerIsBetterFamily,
            "For these trained models: {idea} scored lower, and lower is better here, mean {metric} {delta} (95 % CI {low} to {high}; {design}; {adjustment}-adjusted over {family} ideas {p}).",
            "여기서 학습된 모델들에 한해, {idea}: 값이 더 낮았고, 이 지표는 낮을수록 좋습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; 아이디어 {family}개에 대한 {adjustment} 보정 {p})."),
        (ModelsHigherIsWorse,
            "For these trained models: {idea} scored higher, and lower is better here, mean {metric} {delta} (95 % CI {low} to {high}; {design}; {p}).",
            "여기서 학습된 모델들에 한해, {idea}: 값이 더 높았고, 이 지표는 낮을수록 좋습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; {p})."),
        (ModelsHigherIsWorseFamily,
            "For these trained models: {idea} scored higher, and lower is better here, mean {metric} {delta} (95 % CI {low} to {high}; {design}; {adjustment}-adjusted over {family} ideas {p}).",
            "여기서 학습된 모델들에 한해, {idea}: 값이 더 높았고, 이 지표는 낮을수록 좋습니다. 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; 아이디어 {family}개에 대한 {adjustment} 보정 {p})."),
        (ModelsOpen,
            "For these trained models: {idea} against its baseline, mean {metric} {delta} (95 % CI {low} to {high}; {design}; {p}).",
            "여기서 학습된 모델들에 한해, {idea}, 기준선과 비교: 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; {p})."),
        (ModelsOpenFamily,
            "For these trained models: {idea} against its baseline, mean {metric} {delta} (95 % CI {low} to {high}; {design}; {adjustment}-adjusted over {family} ideas {p}).",
            "여기서 학습된 모델들에 한해, {idea}, 기준선과 비교: 평균 {metric} 차이 {delta} (95 % 신뢰구간 {low} ~ {high}; {design}; 아이디어 {family}개에 대한 {adjustment} 보정 {p})."),
    ];
}
