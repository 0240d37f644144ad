namespace Umul.Web.Texts;

/// <summary>Ideas: the tree, an idea's story, what ideas are judged by, and what is sealed.</summary>
internal sealed class IdeaTexts(Language language) : TextGroup(language)
{
    public string Tab => Say("Ideas", "아이디어");
    public string New => Say("New idea", "새 아이디어");
    public string None => Say(
        "No ideas yet. Write the first one down before its first run, or tag runs with umul.idea: they appear here by themselves.",
        "아직 아이디어가 없습니다. 첫 실행 전에 가설을 적어 두거나 실행에 umul.idea 태그를 달면 여기에 저절로 나타납니다.");
    public string NotFound => Say("This idea does not exist", "없는 아이디어입니다");
    public string NotFoundDo => Say("It may have been deleted. Start from the tree of ideas.", "삭제되었을 수 있습니다. 아이디어 목록에서 다시 시작해 주세요.");

    public string Name => Say("Name", "이름");
    public string NameHint => Say("What your runs will call it in the tag umul.idea.", "실행의 umul.idea 태그에 쓸 이름입니다.");
    public string Parent => Say("Changes which idea", "어떤 아이디어를 바꾼 것인지");
    public string NoParent => Say("None (a root)", "없음(최상위)");
    public string Hypothesis => Say("Hypothesis", "가설");
    public string HypothesisHint => Say("What do you expect, and why? Write it before the first run.", "무엇을, 왜 기대하나요? 첫 실행 전에 적어 주세요.");
    public string Predicted => Say("Predicted effect", "예상 효과");
    public string PredictedHint => Say("In the metric's unit, such as 0.01; empty if you expect no particular size.", "지표 단위로, 예: 0.01. 특별히 예상하는 크기가 없으면 비워 두세요.");
    public string ConfigKeys => Say("Params it changes", "바꾸는 파라미터");
    public string Files => Say("Files it changes", "바꾸는 파일");
    public string OneALine => Say("One a line.", "한 줄에 하나씩 적습니다.");
    public string NoHypothesis => Say("No hypothesis was written.", "적어 둔 가설이 없습니다.");
    public string Before => Say("Written before its first run", "첫 실행 전에 작성");
    public string After => Say("Written after its first run had begun", "첫 실행이 시작된 뒤에 작성");
    public string Predicts(string effect) => Say($"Predicted effect: {effect}", $"예상 효과: {effect}");

    public string Verdict => Say("Verdict", "판정");
    public string Difference => Say("Difference, 95 % interval", "차이, 95% 구간");
    public string DifferenceTitle => Say("Positive is better. Grey band: smaller than worthwhile.", "양수가 더 좋습니다. 회색 띠: 의미 있는 크기보다 작은 범위.");
    public string Runs => Say("Runs", "실행");
    public string RunsAndSeeds(int runs, int seeds) => Say($"{runs} runs, {seeds} seeds", $"실행 {runs}개, 시드 {seeds}개");
    public string Hours => Say("Hours", "시간");
    public string HoursTitle => Say("Run time times GPUs seen; without GPUs, run time.", "실행 시간 × 사용한 GPU 수. GPU가 없으면 실행 시간.");
    public string Decision => Say("Decision", "결정");
    public string DeadEnds(int count) => Say(count == 1 ? "1 dead end" : $"{count} dead ends", $"막다른 길 {count}개");
    public string Searched => Say("Have we tried this? Words, params, files", "해 본 적 있나요? 단어, 파라미터, 파일");
    public string Found(int count) => Say(count == 1 ? "1 idea speaks of it." : $"{count} ideas speak of it.", $"관련 아이디어 {count}개를 찾았습니다.");

    public string Why(Umul.Ideas.NoVerdict why) => why switch
    {
        Umul.Ideas.NoVerdict.IsBaseline => Say("Baseline", "기준"),
        Umul.Ideas.NoVerdict.NoMeasure => Say("Not judged: no metric chosen", "판정 없음: 지표 미정"),
        Umul.Ideas.NoVerdict.NoParent => Say("Not judged: nothing to compare with", "판정 없음: 비교 대상 없음"),
        Umul.Ideas.NoVerdict.ParentDeleted => Say("Not judged: its parent was deleted", "판정 없음: 부모가 삭제됨"),
        Umul.Ideas.NoVerdict.NoOutcomes => Say("Not judged: no results yet", "판정 없음: 아직 결과 없음"),
        Umul.Ideas.NoVerdict.NoParentOutcomes => Say("Not judged: its parent has no results", "판정 없음: 부모에 결과 없음"),
        _ => Say("Sealed", "봉인됨"),
    };

    public string Decided(Umul.Ideas.IdeaDecision decision) => decision switch
    {
        Umul.Ideas.IdeaDecision.Keep => Say("Keep", "채택"),
        Umul.Ideas.IdeaDecision.Drop => Say("Drop", "폐기"),
        Umul.Ideas.IdeaDecision.Park => Say("Park", "보류"),
        _ => Say("Undecided", "미결정"),
    };

    public string Measure => Say("What ideas are judged by", "판정 기준");
    public string MeasureSuggested => Say("A suggestion from your results. Look at it once and save it.", "결과를 바탕으로 한 제안입니다. 한 번 확인하고 저장해 주세요.");
    public string Metric => Say("Metric", "지표");
    public string Split => Say("Split", "분할");
    public string Worthwhile => Say("Smallest worthwhile difference", "의미 있는 최소 차이");
    public string WorthwhileHint => Say(
        "Which difference would make you change your method, or a reviewer care? Take more than the noise floor; half a point of Dice is rarely convincing.",
        "어느 정도의 차이면 방법을 바꾸거나 심사위원이 관심을 가질까요? 잡음 수준보다 크게 잡으세요. Dice 0.005로 설득되는 경우는 드뭅니다.");
    public string NoiseFloor => Say("Noise floor", "잡음 수준");
    public string NoiseFloorIs(string deviation, int runs) => Say($"{deviation} (standard deviation over {runs} baseline runs)", $"{deviation}(기준 실행 {runs}개의 표준편차)");
    public string NoiseFloorUnknown => Say("Unknown: run the baseline with at least two seeds.", "알 수 없음: 기준을 시드 두 개 이상으로 실행해 주세요.");
    public string Matched => Say("Seeds are matched: run s of two ideas shares split, initialisation and data order", "시드 짝 맞춤: 두 아이디어의 s번째 실행은 분할, 초기화, 데이터 순서가 같음");
    public string CheckpointRule => Say("Checkpoint rule", "체크포인트 규칙");
    public string Baseline => Say("Baseline", "기준");
    public string BaselineVersion(long version) => Say($"Version {version}", $"버전 {version}");
    public string BaselineVersionTitle => Say("Version", "버전");
    public string NotSet => Say("Not set", "미정");

    public string Sealed => Say(
        "The results of this idea on the test split are sealed. Daily work belongs on a development split; unseal them when you are ready to decide.",
        "이 아이디어의 테스트 분할 결과는 봉인되어 있습니다. 평소 작업은 개발 분할로 하고, 결정할 준비가 되었을 때 열어 주세요.");
    public string Unseal => Say("Unseal for a decision", "결정을 위해 열기");
    public string UnsealWhy => Say("Why now?", "왜 지금 여나요?");
    public string GateReleased(string gain, string step) => Say(
        $"Ladder: the gain is beyond one step of {step}; {gain} of it may be shown on a leaderboard.",
        $"사다리: 향상이 한 단계({step})를 넘습니다. 순위표에는 {gain}까지 표시할 수 있습니다.");
    public string GateHeld(string step) => Say(
        $"Ladder: the gain is not beyond one step of {step}, so on a leaderboard it counts as none.",
        $"사다리: 향상이 한 단계({step})를 넘지 않아 순위표에서는 향상으로 치지 않습니다.");

    public string Changes => Say("What changed in fact", "실제로 바뀐 것");
    public string NoChanges => Say("No param differs from the parent's runs.", "부모의 실행과 다른 파라미터가 없습니다.");
    public string Declared => Say("declared", "선언함");
    public string Undeclared => Say("not declared", "선언하지 않음");
    public string Was => Say("Was", "이전");
    public string Now => Say("Now", "현재");
    public string Decide => Say("Decide", "결정하기");
    public string Reason => Say("Reason", "이유");
    public string Cause => Say("What made it so, as far as you know", "원인(아는 만큼)");
    public string Story => Say("Story", "기록");
    public string Note => Say("Note", "메모");
    public string AddNote => Say("Add note", "메모 추가");
    public string Edit => Say("Edit what is written", "작성 내용 수정");
    public string Earlier => Say("Earlier wordings", "이전 문구");
    public string Join => Say("Join runs", "실행 연결");
    public string JoinHint => Say("Ids or names of runs, one a line.", "실행의 id나 이름을 한 줄에 하나씩 적습니다.");
    public string JoinChosen => Say("Runs of no idea yet", "아직 아이디어가 없는 실행");
    public string JoinMore(int left) => Say($"{left:N0} older ones are not listed; name them below.", $"오래된 {left:N0}개는 목록에 없습니다. 아래에 직접 적어 주세요.");
    public string Exclude => Say("Leave out", "제외");
    public string Include => Say("Count again", "다시 포함");
    public string ExcludeWhy => Say("Why is it left out? A crash or a wrong flag, not a bad number.", "왜 제외하나요? 중단이나 잘못된 옵션 등, 나쁜 수치는 이유가 아닙니다.");
    public string Excluded(string reason) => Say($"left out: {reason}", $"제외됨: {reason}");
    public string Leave => Say("Take out of the idea", "아이디어에서 빼기");
    public string Rules => Say("Rules that join runs", "실행을 연결하는 규칙");
    public string RulesHint => Say("Runs whose param is like the pattern belong to this idea, also those to come; * stands for any text. A run's tag and a person's word come first.", "파라미터가 패턴과 맞는 실행은 앞으로 생길 것까지 이 아이디어에 속합니다. *는 아무 글자나 뜻하며, 실행의 태그와 직접 연결한 것이 먼저입니다.");
    public string RuleParam => Say("Param", "파라미터");
    public string RulePattern => Say("Like", "패턴");
    public string AddRule => Say("Add rule", "규칙 추가");
    public string RemoveRule => Say("Remove", "지우기");
    public string ParentNow => Say("Changes", "바꾸는 대상");
    public string MoveParent => Say("Change the parent", "부모 바꾸기");
    public string Bin => Say("Deleted ideas", "삭제한 아이디어");
    public string Restore => Say("Restore", "복원");
    public string DeletedAt => Say("Deleted", "삭제됨");
    public string Versions => Say("What the baseline meant when", "기준이 언제 무엇을 뜻했는지");
    public string VersionsHint => Say("A change of idea, metric, split, checkpoint rule, data or code is a new version: numbers of two versions are not the same quantity.", "아이디어, 지표, 분할, 체크포인트 규칙, 데이터, 코드가 바뀌면 새 버전입니다. 버전이 다르면 수치도 같은 양이 아닙니다.");
    public string DataFingerprint => Say("Data", "데이터");
    public string Code => Say("Code", "코드");
    public string Since => Say("Since", "시작");
    public string ChooseVersion => Say("Use again", "다시 사용");
    public string Current => Say("now", "현재");
    public string Family(int assessed, int declared, int without, int dropped) => Say(
        $"Corrected over the {assessed} ideas of this parent that have results. {declared} were declared: {without} without results, {dropped} dropped.",
        $"이 부모의 아이디어 가운데 결과가 있는 {assessed}개를 두고 보정했습니다. 등록된 것은 {declared}개이며 {without}개는 결과가 없고 {dropped}개는 폐기되었습니다.");
    public string JoinedBy(Umul.Ideas.JoinedBy by) => by switch
    {
        Umul.Ideas.JoinedBy.Hand => Say("by hand", "직접"),
        Umul.Ideas.JoinedBy.Rule => Say("by rule", "규칙"),
        _ => Say("by tag", "태그"),
    };

    public string Seed => Say("Seed", "시드");
    public string NoRuns => Say("No runs yet. Tag them with this command's environment, or join them below.", "아직 실행이 없습니다. 아래 태그를 쓰거나 직접 연결해 주세요.");
    public string Delete => Say("Delete idea", "아이디어 삭제");
    public string Drift => Say("Runs of the baseline over time; grey: where the newest is expected", "시간에 따른 기준 실행. 회색: 최신 실행의 예상 범위");
    public string Reproduces(string value, string lower, string upper, int runs) => Say(
        $"The baseline still reproduces: its newest run has {value}, and {lower} to {upper} is expected from the {runs} runs before it.",
        $"기준이 여전히 재현됩니다: 최신 실행은 {value}이고, 이전 실행 {runs}개로 보아 예상 범위는 {lower} ~ {upper}입니다.");
    public string DoesNotReproduce(string value, string lower, string upper, int runs) => Say(
        $"The baseline does not reproduce: its newest run has {value}, but {lower} to {upper} is expected from the {runs} runs before it. Look for what changed before judging ideas.",
        $"기준이 재현되지 않습니다: 최신 실행은 {value}인데, 이전 실행 {runs}개로 보아 예상 범위는 {lower} ~ {upper}입니다. 아이디어를 판정하기 전에 무엇이 바뀌었는지 찾아보세요.");
    public string Return => Say("Return to the baseline", "기준으로 돌아가기");
    public string ReturnHint => Say(
        "Restores code, environment record and data fingerprint of the baseline's newest run into a new folder and prints the command.",
        "기준의 최신 실행에 기록된 코드, 환경, 데이터 지문을 새 폴더에 복원하고 실행 명령을 출력합니다.");
}
