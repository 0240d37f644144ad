namespace Umul.Web.Texts;

/// <summary>Titles, heads and sentences of a report. What was found is said by the verdict's own sentences, never again in other words.</summary>
internal sealed class ReportTexts(Language language) : TextGroup(language)
{
    public string Button => Say("Report", "보고서");
    public string ButtonTitle => Say("The whole comparison as a file: results, methods, tables, figures, cases, all ideas tried, ledger, checklist.", "비교 전체를 파일로: 결과, 방법, 표, 그림, 케이스, 시도한 모든 아이디어, 원장, 체크리스트.");
    public string As(string format) => Say($"Report as {format}", $"{format} 보고서");

    public string Title(string idea, string baseline, string project) => Say($"{idea} against {baseline} ({project})", $"{idea}, {baseline}와(과) 비교 ({project})");
    public string Results => Say("Result", "결과");
    public string Methods => Say("Methods", "방법");
    public string Numbers => Say("Numbers", "수치");
    public string Figures => Say("Figures", "그림");
    public string Why => Say("What may explain it", "이유로 볼 만한 것");
    public string WhyCaption => Say("Findings by weight. What is exploratory is a hypothesis, to be confirmed on unseen cases.", "비중 순으로 찾은 것. 탐색 결과는 가설이므로 보지 않은 케이스에서 확인해야 합니다.");
    public string Finding => Say("Finding", "찾은 것");
    public string Certainty => Say("How sure", "확실성");
    public string CasesHead => Say("Cases", "케이스");
    public string Cases => Say("Where it failed, and where it helped", "나빠진 곳과 나아진 곳");
    public string Ideas => Say("All ideas tried", "시도한 모든 아이디어");
    public string Checks => Say("Comparability", "비교 가능성");
    public string Ledger => Say("Ledger of looks at the split", "분할 열람 원장");
    public string Checklist => Say("Reproducibility checklist", "재현성 체크리스트");
    public string Decision => Say("Decision", "결정");
    public string Decided(string decision, string person, string when, string reason) => Say($"{decision}, by {person} on {when}: {reason}", $"{decision}({person}, {when}): {reason}");
    public string NotDecided => Say("Nobody has decided yet.", "아직 결정하지 않았습니다.");

    public string ResultsCaption(string units, string split) => Say(
        $"Means over runs and {units} of {split}, difference idea minus baseline with its 95 % interval, p after correction. A secondary metric without p was not tested, because the deciding one did not pass.",
        $"{split}의 {units}와 실행에 대한 평균, 아이디어에서 기준선을 뺀 차이와 95 % 구간, 보정한 p. p가 없는 부차 지표는 판정 지표가 통과하지 않아 검정하지 않았습니다.");
    public string Metric => Say("Metric", "지표");
    public string Role => Say("Role", "역할");
    public string Primary => Say("deciding", "판정 지표");
    public string Secondary => Say("secondary", "부차 지표");
    public string Better => Say("Better", "좋은 쪽");
    public string Higher => Say("higher", "높을수록");
    public string Lower => Say("lower", "낮을수록");
    public string Baseline => Say("Baseline", "기준선");
    public string Idea => Say("Idea", "아이디어");
    public string Difference => Say("Difference", "차이");
    public string Interval => Say("95 % interval", "95 % 구간");
    public string P => Say("p, corrected", "p, 보정");

    public string RunsCaption(string metric, string split) => Say(
        $"Mean {metric} of each run over the compared units of {split}.", $"비교한 {split} 단위에 대한 각 실행의 평균 {metric}.");
    public string Arm => Say("Arm", "쪽");
    public string Run => Say("Run", "실행");
    public string Seed => Say("Seed", "시드");
    public string Mean => Say("Mean", "평균");
    public string Commit => Say("Commit", "커밋");
    public string RunId => Say("Id", "번호");

    public string WorstCaption(int shown, string units) => Say($"The {shown} of {units} on which it changed most for the worse; means over seeds.", $"{units} 가운데 가장 나빠진 {shown}개. 시드 평균.");
    public string BestCaption(int shown, string units) => Say($"The {shown} of {units} on which it changed most for the better; means over seeds.", $"{units} 가운데 가장 나아진 {shown}개. 시드 평균.");
    public string Regressions(int count, string units, string delta) => Say(
        $"On {count} of {units} the idea is worse by more than {delta}, the smallest worthwhile difference.", $"{units} 가운데 {count}개에서 의미 있는 최소 차이 {delta}보다 더 나빠졌습니다.");
    public string Unit => Say("Unit", "단위");

    public string IdeasCaption(int count, string metric, string split) => Say(
        $"Every idea of the project, dropped and deleted ones included: {count}. Improvement in {metric} on {split} against its parent, positive is better; p corrected over the ideas of one parent.",
        $"폐기하거나 삭제한 것을 포함한 프로젝트의 모든 아이디어 {count}개. {split}에서 부모 대비 {metric}의 향상(양수가 나음). p는 같은 부모의 아이디어 전체에 대해 보정했습니다.");
    public string Parent => Say("Against", "비교 대상");
    public string Runs => Say("Runs", "실행");
    public string Improvement => Say("Improvement", "향상");
    public string Verdict => Say("Verdict", "판정");
    public string Reason => Say("Reason", "이유");
    public string Deleted => Say("deleted", "삭제됨");

    public string ChecksCaption => Say("What both arms must share for a difference to mean the idea.", "차이가 아이디어 때문이라고 말하려면 두 쪽이 같아야 하는 것.");
    public string Check => Say("Check", "점검");
    public string Outcome => Say("Result", "결과");

    public string LedgerSays(int looks, int ideas, int entries, string head) => Say(
        $"Results on this split were seen {looks} times, and {ideas} ideas came after the first look. The whole ledger has {entries} entries; its head is {head}.",
        $"이 분할의 결과를 {looks}번 열람했고, 첫 열람 뒤에 아이디어 {ideas}개가 생겼습니다. 원장 전체의 항목은 {entries}개이고 끝 해시는 {head}입니다.");
    public string LedgerWhole => Say("The chain of hashes holds.", "해시 사슬에 이상이 없습니다.");
    public string LedgerBroken(int faults) => Say($"The chain of hashes is broken in {faults} places: umul ledger verify says where.", $"해시 사슬이 {faults}곳에서 깨졌습니다. umul ledger verify로 확인하세요.");
    public string NotSealed => Say("The split is for development: looks at it are not counted.", "개발용 분할이라 열람을 세지 않습니다.");
    public string LedgerCaption(int shown, int all) => shown == all
        ? Say($"All {all} entries about this split and the ideas.", $"이 분할과 아이디어에 대한 항목 {all}개 전부.")
        : Say($"The newest {shown} of {all} entries about this split and the ideas.", $"이 분할과 아이디어에 대한 항목 {all}개 중 최근 {shown}개.");
    public string Number => Say("No.", "순번");
    public string When => Say("When", "언제");
    public string What => Say("What", "무엇");
    public string Subject => Say("About", "대상");
    public string Who => Say("Who", "누가");
    public string Hash => Say("Hash", "해시");
    public string Kind(Umul.Ledger.LedgerKind kind) => kind switch
    {
        Umul.Ledger.LedgerKind.Look => Say("results seen", "결과 열람"),
        Umul.Ledger.LedgerKind.Open => Say("split opened", "분할 개방"),
        Umul.Ledger.LedgerKind.Close => Say("split sealed", "분할 봉인"),
        Umul.Ledger.LedgerKind.Unseal => Say("unsealed for a decision", "결정을 위해 열기"),
        Umul.Ledger.LedgerKind.Idea => Say("idea written down", "아이디어 작성"),
        _ => Say("decision", "결정"),
    };

    public string ChecklistCaption(int answered, int all) => Say(
        $"{answered} of {all} items are answered from the records; the others are yours to write.", $"{all}개 항목 중 {answered}개를 기록에서 답했습니다. 나머지는 직접 적어 주세요.");
    public string Item => Say("Item", "항목");
    public string Asked => Say("Asked by", "요구하는 곳");
    public string Answer => Say("Answer", "답");
    public string Evidence => Say("Evidence", "근거");
    public string Comparison => Say("comparison page", "비교 페이지");
    public string NotRecorded => Say("not recorded", "기록 없음");
    public string Footer(string when, string version, string address) => Say(
        $"Written by Umul {version} on {when} from {address}. The numbers are those of that page; formulas and their checks are in docs/statistics.md.",
        $"Umul {version}이(가) {when}에 {address}에서 작성했습니다. 수치는 그 페이지와 같고, 식과 검증은 docs/statistics.md에 있습니다.");
}
