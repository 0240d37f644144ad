namespace Umul.Web.Texts;

/// <summary>
/// "Why": what each question found, what could not be asked, and what to do about it. Whole sentences; none claims more than its number. A
/// change is signed so that positive is better, and says so.
/// </summary>
internal sealed partial class WhyTexts(Language language) : TextGroup(language)
{
    public string Title => Say("Why", "왜 그런가");
    public string TitleOf(string idea, string baseline) => Say($"Why: {idea} against {baseline}", $"왜 그런가: {idea}, {baseline}와(과) 비교");
    public string Lead(int findings, int asked) => findings == 0
        ? Say($"{asked} questions were asked of these results, and none has an answer that stands out.", $"이 결과에 질문 {asked}개를 던졌지만 두드러진 답은 없습니다.")
        : Say($"{findings} findings, the weightiest first, from {asked} questions. A change above zero is better.", $"질문 {asked}개에서 나온 발견 {findings}개, 무게 순입니다. 변화가 0보다 크면 나아진 것입니다.");
    public string Loading => Say("Asking why…", "이유를 찾는 중…");
    public string Open => Say("Ask why: slices, errors, curves", "왜 그런지 묻기: 조각, 오류, 곡선");
    public string NotFound => Say("There is no comparison to ask about", "질문할 비교가 없습니다");
    public string NotFoundDo => Say("The idea may have been deleted, or it has no verdict yet. Start from the tree of ideas.", "아이디어가 삭제되었거나 아직 판정이 없습니다. 아이디어 목록에서 다시 시작해 주세요.");
    public string BackToComparison => Say("The comparison", "비교로 돌아가기");
    public string ShowCases => Say("Show cases", "케이스 보기");
    public string MakeHypothesis => Say("Make this a hypothesis", "가설로 만들기");
    public string Exploratory => Say("exploratory", "탐색적");
    public string Corrected => Say("corrected", "보정됨");
    public string Recorded => Say("from the records", "기록에서");
    public string Questions => Say("All questions, and what each answered", "모든 질문과 그 답");
    public string Question => Say("Question", "질문");
    public string Answered => Say("Answer", "답");
    public string UnansweredTitle => Say("Could not be asked, and what would let it", "물을 수 없었던 것과 필요한 것");
    public string Unanswered => Say("could not be asked", "물을 수 없음");
    public string AlsoFound => Say("Found as well", "그 밖의 발견");
    public string Worst => Say("Worst", "가장 나빠짐");
    public string Best => Say("Best", "가장 나아짐");
    public string Flipped => Say("Good before, worse now", "이전엔 좋았으나 나빠짐");
    public string Control => Say("Drawn at random, as a control", "대조용 무작위 추출");
    public string Gallery => Say("Cases to look at", "살펴볼 케이스");
    public string GalleryNote => Say("Extremes always look like a pattern; the random cases show what is usual.", "극단적인 케이스는 늘 규칙처럼 보입니다. 무작위 케이스가 보통이 어떤지 보여 줍니다.");
    public string None => Say("none", "없음");

    public string Step(string step) => step switch
    {
        "Comparability" => Say("Are the two comparable?", "둘을 비교할 수 있나?"),
        "Config" => Say("What else differs?", "그 밖에 무엇이 다른가?"),
        "Waterfall" => Say("Few cases or a broad shift?", "몇몇 케이스인가, 전반적인가?"),
        "Repeatable" => Say("Beyond seed noise, case by case?", "케이스별로 시드 잡음을 넘는가?"),
        "Gallery" => Say("Which cases are worth a look?", "어떤 케이스를 봐야 하나?"),
        "Slices" => Say("Which slices changed differently?", "어떤 조각이 다르게 변했나?"),
        "Tree" => Say("Which combination of properties?", "어떤 속성의 조합인가?"),
        "Segmentation" => Say("Which kind of wrong voxels?", "어떤 종류의 틀린 복셀인가?"),
        "Detection" => Say("Which kind of detection error?", "어떤 종류의 검출 오류인가?"),
        "Classes" => Say("Which classes, words, probabilities?", "어떤 클래스, 단어, 확률인가?"),
        "Curves" => Say("What do the learning curves say?", "학습 곡선은 무엇을 말하나?"),
        _ => Say("Are labels suspicious?", "레이블이 의심스러운가?"),
    };

    /// <summary>A number of cases, with the groups that they belong to by what these are called.</summary>
    public string Amount(int cases, int units, Sentence noun) => units == 0
        ? Say(cases == 1 ? "1 case" : $"{cases} cases", $"케이스 {cases}개")
        : Say($"{cases} cases of {units} {noun.English}", $"케이스 {cases}개({noun.Korean} 수 {units})");

    public string Units(int units, Sentence? noun) => noun is null ? Say($"{units} cases", $"케이스 {units}개") : Say($"{units} {noun.English}", $"{noun.Korean} {units}개");

    // 1 comparability, 2 config
    public string CheckDiffers(string check, string baseline, string idea) => Say(
        $"{check}: {baseline} in the baseline, {idea} in the idea. The change may be this and not the idea.",
        $"{check}: 기준선은 {baseline}, 아이디어는 {idea}입니다. 변화의 원인이 아이디어가 아니라 이것일 수 있습니다.");
    public string ChecksHold(int same, int unknown) => Say(
        $"{same} checks hold; {unknown} cannot be told from the records.", $"점검 {same}개를 통과했고, {unknown}개는 기록으로 알 수 없습니다.");
    public string ChecksDiffer(int differ, string list) => Say(
        differ == 1 ? $"1 check does not hold, and may explain the change: {list}." : $"{differ} checks do not hold, and may explain the change: {list}.",
        $"점검 {differ}개를 통과하지 못했으며, 이것이 변화의 원인일 수 있습니다: {list}.");
    public string Undeclared(int count, string list) => Say(
        count == 1 ? $"1 other thing changed that the idea does not declare: {list}." : $"{count} other things changed that the idea does not declare: {list}.",
        $"아이디어가 선언하지 않은 것이 {count}개 더 바뀌었습니다: {list}.");
    public string ConfigDeclared(int declared, int undeclared, int same, int varying) => Say(
        $"Params and code: {declared} declared changes, {undeclared} undeclared, {same} the same in all runs; {varying} vary between the runs of an arm and are left out.",
        $"파라미터와 코드: 선언한 변경 {declared}개, 선언하지 않은 변경 {undeclared}개, 모든 실행에서 동일 {same}개. 한쪽의 실행끼리 다른 {varying}개는 뺐습니다.");
    public string ConfigNothingDeclared(int changed, string list, int same, int varying) => Say(
        $"The idea declares no changes, so none can be called undeclared. Different: {changed} ({list}). The same in all runs: {same}; {varying} vary between the runs of an arm and are left out.",
        $"아이디어가 변경을 선언하지 않아 선언하지 않은 변경을 가릴 수 없습니다. 다른 것: {changed}개({list}). 모든 실행에서 동일 {same}개. 한쪽의 실행끼리 다른 {varying}개는 뺐습니다.");
    public string ConfigNotRecorded => Say("The runs record neither params nor a commit.", "실행에 파라미터도 커밋도 기록되어 있지 않습니다.");
    public string ConfigRemedy => Say("Log params (mlflow.log_params, umul.py does it) and run from a git checkout.", "파라미터를 기록하고(mlflow.log_params, umul.py는 자동) git 저장소에서 실행하세요.");

    // 3 waterfall, 4 repeatable, 5 gallery
    public string FewDrive(int worst, string amount, string share) => Say(
        $"The worst {worst} of {amount} make up {share} of all loss: few drive it, so look at them first.", $"{amount} 중 가장 나빠진 {worst}개가 전체 손실의 {share}를 차지합니다. 몇몇이 이끄므로 먼저 살펴보세요.");
    public string Broad(int wins, int ties, int losses, string share, int worst) => Say(
        $"Better on {wins}, equal on {ties}, worse on {losses}; the worst {worst} make up {share} of all loss: a broad shift.",
        $"나아짐 {wins}, 같음 {ties}, 나빠짐 {losses}. 가장 나빠진 {worst}개가 전체 손실의 {share}로, 전반적인 변화입니다.");
    public string NothingLost(int wins, int ties) => Say($"Better on {wins}, equal on {ties}, worse on none.", $"나아짐 {wins}, 같음 {ties}, 나빠짐 없음.");
    public string Repeatable(int worse, int better, string amount, string chance) => Say(
        $"{worse} cases got worse and {better} better by more than three times their own seed noise, of {amount}; seed noise alone would mark about {chance}.",
        $"{amount} 중 {worse}개가 자기 시드 잡음의 세 배를 넘게 나빠지고 {better}개가 나아졌습니다. 시드 잡음만으로는 약 {chance}개가 표시됩니다.");
    public string RepeatableNone(string amount, string chance) => Say(
        $"No more of {amount} than seed noise alone would mark (about {chance}) changed by more than three times their own noise.",
        $"{amount} 중 자기 잡음의 세 배를 넘게 변한 것은 시드 잡음만으로 표시될 수(약 {chance}개)를 넘지 않습니다.");
    public string OneSeed => Say("With one run in an arm, a change of a case cannot be told from seed noise; nothing is marked.", "한쪽에 실행이 하나면 케이스의 변화를 시드 잡음과 구별할 수 없어 아무것도 표시하지 않습니다.");
    public string OneSeedRemedy => Say("Run each arm with at least two seeds.", "양쪽을 시드 두 개 이상으로 실행하세요.");
    public string FlippedCases(int count, string beyond, string amount) => Say(
        count == 1 ? $"1 case on which the baseline did well (at least its median) got worse by more than {beyond}, of {amount}." : $"{count} cases on which the baseline did well (at least its median) got worse by more than {beyond}, of {amount}.",
        $"{amount} 중 기준선이 잘하던(중앙값 이상) {count}개가 {beyond}보다 많이 나빠졌습니다.");
    public string GalleryAnswer(int worst, int best, int flipped, int control) => Say(
        $"{worst} worst, {best} best, {flipped} good before and worse now, {control} at random as a control.", $"가장 나빠진 {worst}개, 가장 나아진 {best}개, 이전엔 좋았으나 나빠진 {flipped}개, 대조용 무작위 {control}개.");

    // 6 slices, 7 tree
    public string Slice(string where, (string Mean, string Interval) change, string amount, string rest, string p, int slices) => Say(
        $"Where {where}: change {change.Mean} (95 % CI {change.Interval}; {amount}), elsewhere {rest}; {p} for the gap, corrected over {slices} slices.",
        $"{where}: 변화 {change.Mean} (95 % 신뢰구간 {change.Interval}; {amount}), 나머지는 {rest}. 차이의 {p} (조각 {slices}개에 대해 보정).");
    public string SliceExploratory(string where, (string Mean, string Interval) change, string amount, string rest, string p, int slices) => Say(
        $"Exploratory, where {where}: change {change.Mean} (95 % CI {change.Interval}; {amount}), elsewhere {rest}; {p} alone, which does not hold after correction over {slices} slices.",
        $"탐색적, {where}: 변화 {change.Mean} (95 % 신뢰구간 {change.Interval}; {amount}), 나머지는 {rest}. 단독 {p}이며 조각 {slices}개에 대해 보정하면 남지 않습니다.");
    public string SlicesFound(int standing, int slices, int columns) => Say(
        $"{standing} of {slices} slices of {columns} columns changed differently from the rest after correction.", $"열 {columns}개의 조각 {slices}개 중 {standing}개가 보정 후에도 나머지와 다르게 변했습니다.");
    public string SlicesNone(int slices, int columns) => Say(
        $"None of {slices} slices of {columns} columns changed differently from the rest after correction.", $"열 {columns}개의 조각 {slices}개 중 보정 후에도 나머지와 다르게 변한 것은 없습니다.");
    public string NoSliceLargeEnough(int least) => Say($"No slice holds {least} cases or more.", $"케이스가 {least}개 이상인 조각이 없습니다.");
    public string NoMetadata => Say("Nothing is recorded about these cases, so there is nothing to slice by.", "이 케이스들에 대해 기록된 속성이 없어 나눌 수 없습니다.");
    public string NoMetadataRemedy => Say(
        "Add a dataset with a column for each property (size, device, hospital, contrast): umul data add FOLDER --project PROJECT --manifest TABLE.csv", "속성(크기, 장비, 병원, 대비)마다 열이 있는 데이터셋을 추가하세요: umul data add FOLDER --project PROJECT --manifest TABLE.csv");
    public string OtherIdeas => Say("score of the other ideas", "다른 아이디어들의 점수");
    public string Leaf(string where, (string Mean, string Interval) change, string amount, string p, int leaves, int heldOut) => Say(
        $"Where {where}: change {change.Mean} (95 % CI {change.Interval}; {amount} in all), measured on units that did not find the rule ({heldOut} held out; {p} for the gap, corrected over {leaves} leaves).",
        $"{where}: 변화 {change.Mean} (95 % 신뢰구간 {change.Interval}; 모두 {amount}). 규칙을 찾는 데 쓰지 않은 단위 {heldOut}개로 쟀습니다(차이의 {p}, 잎 {leaves}개에 대해 보정).");
    public string LeafExploratory(string where, (string Mean, string Interval) change, string amount) => Say(
        $"Exploratory, where {where}: change {change.Mean} (95 % CI {change.Interval}; {amount}); the same cases found the rule, so confirm it on others.",
        $"탐색적, {where}: 변화 {change.Mean} (95 % 신뢰구간 {change.Interval}; {amount}). 규칙을 찾은 케이스로 잰 값이므로 다른 케이스에서 확인하세요.");
    public string TreeFound(int leaves, string explained) => Say(
        $"A tree of {leaves} leaves explains {explained} of the change between cases, as cross-validation over units measures it.", $"잎 {leaves}개의 나무가 케이스 사이 변화의 {explained}를 설명합니다(단위별 교차 검증).");
    public string TreeNone => Say("No combination of properties predicts the change on units that it was not grown on (cross-validated R² at most 0).", "학습에 쓰지 않은 단위에서 변화를 예측하는 속성 조합이 없습니다(교차 검증 R² 0 이하).");
}
