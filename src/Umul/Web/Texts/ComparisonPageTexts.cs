namespace Umul.Web.Texts;

/// <summary>The page of a comparison: checks, figures with their captions, secondary metrics.</summary>
internal sealed class ComparisonPageTexts(Language language) : TextGroup(language)
{
    public string Title(string idea, string baseline) => Say($"{idea} against {baseline}", $"{idea}, {baseline}와(과) 비교");
    public string Open => Say("Figures and details of the comparison", "비교의 그림과 자세한 내용");
    public string NotFound => Say("There is no such comparison", "없는 비교입니다");
    public string NotFoundDo => Say("The idea may have been deleted. Start from the tree of ideas.", "아이디어가 삭제되었을 수 있습니다. 아이디어 목록에서 다시 시작해 주세요.");
    public string BackToIdea => Say("The idea's story", "아이디어의 기록");
    public string NoComparison => Say("There is no comparison to show yet.", "아직 보여 줄 비교가 없습니다.");
    public string NoComparisonDo => Say("On the idea's page stands what is missing.", "무엇이 빠졌는지는 아이디어 페이지에 있습니다.");

    public string Decide => Say("Decide", "결정하기");
    public string Reason => Say("Reason", "이유");
    public string ReasonHint => Say("One sentence that you will understand in a year.", "1년 뒤에도 이해할 한 문장.");
    public string Keep => Say("Keep", "채택");
    public string Drop => Say("Drop", "폐기");
    public string Park => Say("Park", "보류");
    public string PlanTitle => Say("What next", "다음에 할 일");
    public string ScopeTitle => Say("What it holds for", "적용 범위");
    public string NotesTitle => Say("Keep in mind", "유의할 점");

    public string Checks => Say("Are the two comparable?", "둘을 비교할 수 있나?");
    public string ChecksHold(int same, int unknown) => unknown == 0
        ? Say($"Yes: {same} checks hold.", $"예: 점검 {same}개를 통과했습니다.")
        : Say($"As far as is known: {same} checks hold, {unknown} cannot be told from what was recorded.", $"알려진 한에서는 그렇습니다: 점검 {same}개를 통과했고, {unknown}개는 기록으로 알 수 없습니다.");
    public string ChecksFail(int differ) => differ == 1
        ? Say("1 thing differs between the two arms.", "두 쪽이 다른 것이 1개 있습니다.")
        : Say($"{differ} things differ between the two arms.", $"두 쪽이 다른 것이 {differ}개 있습니다.");
    public string Check => Say("Check", "점검");
    public string OfBaseline => Say("Baseline", "기준선");
    public string OfIdea => Say("Idea", "아이디어");
    public string Result => Say("Result", "결과");
    public string Same => Say("the same", "같음");
    public string Differs => Say("differs", "다름");
    public string DiffersWith(string effect) => $"{Differs}: {Effect(effect)}";
    public string Unknown => Say("not recorded", "기록 없음");
    public string Effect(string effect) => effect switch
    {
        "Note" => Say("is said, blocks nothing", "알리기만 하고 막지 않음"),
        "BlocksBetter" => Say("blocks the verdict “better”", "“더 나음” 판정을 막음"),
        "BlocksDecision" => Say("leaves only “undecided”", "“미결”만 남김"),
        _ => Say("blocks any verdict", "모든 판정을 막음"),
    };
    public string CheckName(string kind) => kind switch
    {
        "Split" => Say("Split", "분할"),
        "Cases" => Say("Cases scored", "점수가 있는 케이스"),
        "Missing" => Say("Missing scores", "빠진 점수"),
        "Metric" => Say("How the metric was computed", "지표 계산 방법"),
        "Data" => Say("Data fingerprint", "데이터 지문"),
        "Epochs" => Say("Length of training", "학습 길이"),
        "CheckpointRule" => Say("How the checkpoint was chosen", "체크포인트 선택 방법"),
        "Finished" => Say("Runs that did not finish", "끝나지 않은 실행"),
        _ => Say("Test split used for choosing", "테스트 분할로 고름"),
    };
    public string Cases(int count) => Say(count == 1 ? "1 case" : $"{count} cases", $"케이스 {count}개");
    public string MissingOf(int missing, int all) => Say($"{missing} of {all} cases", $"케이스 {all}개 중 {missing}개");
    public string NoneMissing => Say("none", "없음");
    public string Yes => Say("yes", "예");
    public string No => Say("no", "아니요");

    public string Paired => Say("Every unit in both arms, and the difference", "모든 단위의 두 점수와 그 차이");
    public string PairedCaption(string units, string seeds, string interval, string p, bool band) => band
        ? Say(
            $"Left: mean over seeds of each of {units} in both arms, blue lines better, orange worse; bars are means. Right: difference of the means with its 95 % interval ({interval}, over seeds and units; {p}); shaded: how well each value fits the data; grey band: smaller than worthwhile. {seeds}.",
            $"왼쪽: {units} 각각의 두 쪽 시드 평균. 파란 선은 나아짐, 주황 선은 나빠짐, 굵은 선은 평균. 오른쪽: 평균의 차이와 95 % 구간({interval}, 시드와 단위에 대한 것; {p}). 음영은 각 값이 데이터와 맞는 정도, 회색 띠는 의미 있는 크기보다 작은 범위. {seeds}.")
        : Say(
            $"Left: mean over seeds of each of {units} in both arms, blue lines better, orange worse; bars are means. Right: difference of the means with its 95 % interval ({interval}, over seeds and units; {p}); shaded: how well each value fits the data. {seeds}.",
            $"왼쪽: {units} 각각의 두 쪽 시드 평균. 파란 선은 나아짐, 주황 선은 나빠짐, 굵은 선은 평균. 오른쪽: 평균의 차이와 95 % 구간({interval}, 시드와 단위에 대한 것; {p}). 음영은 각 값이 데이터와 맞는 정도. {seeds}.");
    public string Units(int units, string? noun) => noun is null ? Say($"{units} cases", $"케이스 {units}개") : Say($"{units} {noun}", $"{noun} {units}개");
    public string UnitsOf(Umul.Comparisons.Judgement judgement) => Units(judgement.Result.Units, judgement.Result.UnitsAreGroups ? judgement.UnitNoun(Language) ?? Groups : null);
    public string Groups => Say("groups", "그룹");
    public string Seeds(int baseline, int idea) => Say($"Runs: {baseline} of the baseline, {idea} of the idea", $"실행: 기준선 {baseline}개, 아이디어 {idea}개");
    public string Difference => Say("difference", "차이");
    public string Magnified(string factor) => Say($"magnified {factor}×", $"{factor}배 확대");
    public string BetterUp => Say("↑ better", "↑ 나음");
    public string BetterDown => Say("↓ better", "↓ 나음");
    public string Better => Say("better →", "나음 →");
    public string Worse => Say("← worse", "← 나쁨");

    public string Slopes => Say("Runs, and where the uncertainty comes from", "실행들, 그리고 불확실성의 출처");
    public string SlopesCaption(string seeds, bool matched) => matched
        ? Say($"Each dot is the mean of one run over all units; thin lines join matched seeds, the thick line joins the means of the arms. {seeds}. Bar: shares of the variance of the difference.", $"점 하나가 한 실행의 전체 평균입니다. 가는 선은 짝지은 시드, 굵은 선은 두 쪽의 평균을 잇습니다. {seeds}. 막대: 차이의 분산을 나눈 몫.")
        : Say($"Each dot is the mean of one run over all units; the thick line joins the means of the arms. Seeds are independent, so runs are not joined. {seeds}. Bar: shares of the variance of the difference.", $"점 하나가 한 실행의 전체 평균이고, 굵은 선은 두 쪽의 평균을 잇습니다. 시드가 독립이므로 실행끼리는 잇지 않습니다. {seeds}. 막대: 차이의 분산을 나눈 몫.");
    public string SharesTitle => Say("Variance of the difference", "차이의 분산");
    public string ShareCases => Say("cases", "케이스");
    public string ShareSeeds => Say("seeds", "시드");
    public string ShareRest => Say("case × seed", "케이스 × 시드");

    public string Waterfall => Say("Where it helps and where it hurts", "나아진 곳과 나빠진 곳");
    public string WaterfallCaption(string counts, string concentration) =>
        Say($"One bar per unit, mean over seeds, sorted. {counts} {concentration}", $"막대 하나가 단위 하나(시드 평균)이며 크기 순입니다. {counts} {concentration}");
    public string BandCaption => Say("Grey band: smaller than worthwhile.", "회색 띠: 의미 있는 크기보다 작은 범위.");
    public string Counts(int wins, int ties, int losses) => Say($"Better on {wins}, equal on {ties}, worse on {losses}.", $"나아짐 {wins}, 같음 {ties}, 나빠짐 {losses}.");
    public string FewDrive(int units, string share) => Say($"The worst {units} make up {share} of all loss: few cases drive it.", $"가장 나빠진 {units}개가 전체 손실의 {share}입니다. 몇몇 케이스가 이끕니다.");
    public string Broad(int units, string share) => Say($"The worst {units} make up {share} of all loss: a broad shift.", $"가장 나빠진 {units}개가 전체 손실의 {share}입니다. 전반적인 변화입니다.");
    public string Improvement(string metric) => Say($"improvement, {metric}", $"나아진 크기, {metric}");
    public string Sorted(string units) => Say($"{units}, from worst to best", $"{units}, 나빠진 것부터");

    public string SeedTicks(bool matched) => matched
        ? Say("Thin ticks: each pair of runs.", "가는 눈금: 각 실행 쌍.")
        : Say("Thin ticks: each run of the idea, over the baseline's mean.", "가는 눈금: 아이디어의 각 실행(기준선 평균 대비).");

    public string UnitNoun(Umul.Comparisons.Judgement judgement) => !judgement.Result.UnitsAreGroups ? Say("cases", "케이스") : judgement.UnitNoun(Language) ?? Groups;
    public string Frontier => Say("What it would take to know", "알아내는 데 필요한 규모");
    public string FrontierCaption(string delta, int runs, string units) => Say(
        $"On and right of the blue line, a true difference of {delta}, the smallest worthwhile, is found with a probability of 80 % (two-sided 5 %). Dot: the present design, {runs} seeds per arm and {units}. Grey: too few, however many seeds.",
        $"파란 선 위와 오른쪽의 설계에서는 의미 있는 최소 차이 {delta}를 80 % 확률로 찾습니다(양측 5 %). 점: 현재 설계(한쪽에 시드 {runs}개, {units}). 회색: 시드가 아무리 많아도 부족한 범위.");
    public string FrontierRange => Say("Orange: the same if the noise is at the upper 80 % limit of what these runs allow.", "주황: 잡음이 이 실행들로 본 80 % 상한일 때의 같은 선.");
    public string FrontierUnits(string noun) => Say($"{noun} (logarithmic)", $"{noun} 수(로그)");
    public string FrontierRuns => Say("seeds per arm", "한쪽의 시드 수");
    public string FrontierEnough(string delta) => Say($"finds {delta} in 80 %", $"{delta}을(를) 80 % 확률로 찾음");
    public string FrontierPessimistic => Say("if noise is as bad as it may be", "잡음이 가장 나쁠 때");
    public string FrontierNow => Say("now", "현재");
    public string FrontierNever => Say("too few for any seeds", "시드로는 불가능");

    public string MoreFigures => Say("More figures: level, failures, training", "다른 그림: 수준, 실패, 학습");
    public string MoreTitle(string idea) => Say($"More figures of {idea}", $"{idea}의 다른 그림");
    public string Back => Say("Back to the comparison", "비교로 돌아가기");
    public string Agreement => Say("Does it depend on how hard the unit is?", "어려운 단위일수록 다른가?");
    public string AgreementCaption(string units, string mean, string lower, string upper, string slope) => Say(
        $"Each dot is one of {units}: improvement against the mean of both arms' scores. Thick line: mean improvement ({mean}); dashed: 95 % of units lie between {lower} and {upper} (mean ± 1.96 standard deviations); ochre: straight line through the dots (slope {slope}).",
        $"점 하나가 {units} 중 하나입니다. 두 쪽 점수의 평균에 대한 향상. 굵은 선: 평균 향상({mean}), 점선: 단위의 95 %가 드는 범위 {lower} ~ {upper}(평균 ± 표준편차의 1.96배), 황토색: 점들을 지나는 직선(기울기 {slope}).");
    public string AgreementLevel(string metric) => Say($"mean of both arms, {metric}", $"두 쪽의 평균, {metric}");
    public string AgreementMean => Say("mean", "평균");
    public string AgreementLimit => Say("95 % of units", "단위의 95 %");
    public string Profile => Say("How many reach each value", "각 값에 이르는 비율");
    public string ProfileCaption(string units, string seeds) => Say(
        $"Share of {units} with at least each value: line, mean over runs; band, from the lowest to the highest run. {seeds}. Far left: total failures.",
        $"{units} 가운데 각 값 이상인 비율. 선: 실행 평균, 띠: 가장 낮은 실행부터 가장 높은 실행까지. {seeds}. 왼쪽 끝: 완전한 실패.");
    public string ProfileShare => Say("share of units", "단위의 비율");
    public string Curves(string metric) => Say($"Learning curves: {metric}", $"학습 곡선: {metric}");
    public string CurvesCaption(string seeds) => Say($"Thin: each run; bold: median over the runs of an arm, at steps that most of them logged. Nothing is smoothed. {seeds}.", $"가는 선: 각 실행, 굵은 선: 과반이 기록한 단계에서 한쪽 실행들의 중앙값. 평활하지 않았습니다. {seeds}.");
    public string Step => Say("step", "단계");

    public string Forest => Say("All ideas of this baseline", "이 기준선의 모든 아이디어");
    public string ForestCaption(int ideas, string correction) => Say(
        $"Ideas: {ideas}, dropped ones included (paler). Dots: mean improvement; lines: 95 % interval of each alone; p is corrected over the family ({correction}).",
        $"폐기한 것(흐리게)을 포함한 아이디어 {ideas}개. 점: 평균 향상, 선: 각각의 95 % 구간. p는 전체에 대해 보정했습니다({correction}).");
    public string NoCorrection => Say("a family of one needs none", "하나뿐이라 필요 없음");
    public string RunsOf(int runs) => Say(runs == 1 ? "1 run" : $"{runs} runs", $"실행 {runs}개");

    public string Secondary => Say("Secondary metrics", "부차 지표");
    public string SecondaryOpen => Say("The deciding metric passed, so these are tested, corrected among themselves.", "판정 지표가 통과했으므로 검정했고, 이들끼리 보정했습니다.");
    public string SecondaryShut => Say("The deciding metric decided nothing, so these are not tested: intervals stand without p.", "판정 지표로 가려지지 않았으므로 검정하지 않았습니다. 구간만 p 없이 둡니다.");
    public string NotTested => Say("not tested", "검정 안 함");
    public string Metric => Say("Metric", "지표");
    public string Interval => Say("95 % interval", "95 % 구간");
    public string P => Say("p, corrected", "p, 보정");
    public string HigherIsBetter => Say("higher is better", "높을수록 좋음");
    public string LowerIsBetter => Say("lower is better", "낮을수록 좋음");
    public string Each(string units) => Say($"All {units}, from worst to best", $"{units} 모두, 나빠진 것부터");
    public string SaveAs(string kind) => Say($"Save as {kind}", $"{kind}로 저장");
}
