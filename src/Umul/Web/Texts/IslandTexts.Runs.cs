namespace Umul.Web.Texts;

/// <summary>Texts of the run table and of the comparison of runs.</summary>
internal sealed partial class IslandTexts
{
    public string RunsLegend => Say("Runs in the charts", "차트에 그린 실행");
    public string RunsMore => Say("{count} more", "{count}개 더 보기");
    public string RunsShow => Say("Show", "표시");
    public string RunsHide => Say("Hide", "숨기기");
    public string RunsShowNamed => Say("Show in charts: {name}", "차트에 표시: {name}");
    public string RunsHideNamed => Say("Hide in charts: {name}", "차트에서 숨기기: {name}");
    public string RunsSolo => Say("Show only this run", "이 실행만 보기");
    public string RunsSoloNamed => Say("Show only: {name}", "이 실행만 보기: {name}");
    public string RunsShowAll => Say("Show all", "모두 표시");

    public string RunsFilter => Say("Filter runs", "실행 필터");
    public string RunsFilterExample => Say("Filter, such as  params.lr < 1e-3 and tags.stage = 'base'", "필터, 예:  params.lr < 1e-3 and tags.stage = 'base'");
    public string RunsCount => Say("{count} {count|run|runs}", "실행 {count}개");
    public string RunsCountOf => Say("{count} of {total} {total|run|runs}", "{total}개 중 {count}개 실행");
    public string RunsNone => Say("No runs yet.", "아직 실행이 없습니다.");
    public string RunsNoMatch => Say("No run matches the filter.", "필터와 일치하는 실행이 없습니다.");
    public string RunsBinEmpty => Say("The bin is empty.", "휴지통이 비어 있습니다.");

    public string RunsColumns => Say("Columns", "열");
    public string RunsSearchColumns => Say("Find a column", "열 찾기");
    public string RunsColumnsMore => Say("{count} more: type to find them", "{count}개 더 있음: 입력해서 찾기");
    public string RunsColumnName => Say("Run", "실행");
    public string RunsColumnStatus => Say("Status", "상태");
    public string RunsColumnStarted => Say("Started", "시작");
    public string RunsColumnDuration => Say("Duration", "소요 시간");
    public string RunsColumnUser => Say("By", "실행한 사람");
    public string RunsColumnNote => Say("Note", "메모");
    public string RunsParam => Say("param", "파라미터");
    public string RunsMetric => Say("metric", "지표");
    public string RunsTag => Say("tag", "태그");
    public string RunsAggregateLast => Say("last", "마지막");
    public string RunsAggregateBest => Say("best", "최적");
    public string RunsAggregateMin => Say("lowest", "최솟값");
    public string RunsAggregateMax => Say("highest", "최댓값");
    public string RunsHigherBetter => Say("higher is better", "높을수록 좋음");
    public string RunsLowerBetter => Say("lower is better", "낮을수록 좋음");
    public string RunsHigherGuessed => Say("higher is better, guessed from the name; the project’s settings decide", "높을수록 좋음(이름으로 추측함, 프로젝트 설정에서 정할 수 있음)");
    public string RunsLowerGuessed => Say("lower is better, guessed from the name; the project’s settings decide", "낮을수록 좋음(이름으로 추측함, 프로젝트 설정에서 정할 수 있음)");
    public string RunsShowLast => Say("Show the last value", "마지막 값 표시");
    public string RunsShowBest => Say("Show the best value", "가장 좋은 값 표시");
    public string RunsShowMin => Say("Show the lowest value", "최솟값 표시");
    public string RunsShowMax => Say("Show the highest value", "최댓값 표시");
    public string RunsAtStep => Say("{value} at step {step}", "스텝 {step}: {value}");
    public string RunsStatusRunning => Say("Running", "실행 중");
    public string RunsStatusScheduled => Say("Scheduled", "대기 중");
    public string RunsStatusFinished => Say("Finished", "완료");
    public string RunsStatusFailed => Say("Failed", "실패");
    public string RunsStatusKilled => Say("Stopped", "중단됨");

    public string RunsSortAscending => Say("Sort ascending", "오름차순 정렬");
    public string RunsSortDescending => Say("Sort descending", "내림차순 정렬");
    public string RunsGroupByThis => Say("Group by this", "이 열로 묶기");
    public string RunsPin => Say("Pin to the left", "왼쪽에 고정");
    public string RunsPinNamed => Say("Pin to the left: {name}", "왼쪽에 고정: {name}");
    public string RunsMoveLeft => Say("Move left", "왼쪽으로 옮기기");
    public string RunsMoveRight => Say("Move right", "오른쪽으로 옮기기");
    public string RunsHideColumn => Say("Hide this column", "이 열 숨기기");
    public string RunsMeanHint => Say(
        "Mean {mean} over {n} {n|run|runs}; ± {half} is half the 95 % t interval of the mean",
        "실행 {n}개의 평균 {mean}, ± {half}: 평균의 95% t 구간 절반 너비");
    public string RunsMeanOfOne => Say("One run: no interval can be given", "실행이 하나라 구간을 구할 수 없습니다");

    public string RunsTickNamed => Say("Tick {name}", "선택: {name}");
    public string RunsMenuNamed => Say("Actions for {name}", "작업: {name}");
    public string RunsCompare => Say("Compare {count} runs", "실행 {count}개 비교");
    public string RunsCopy => Say("Copy", "복사");
    public string RunsCopyTable => Say("Copy the table", "표 복사");
    public string RunsCopyCsv => Say("Copy as CSV", "CSV로 복사");
    public string RunsSaveCsv => Say("Save as CSV", "CSV로 저장");
    public string RunsCopyLatex => Say("Copy as LaTeX", "LaTeX로 복사");
    public string RunsCopyMarkdown => Say("Copy as Markdown", "Markdown으로 복사");
    public string RunsCopyPandasRuns => Say("Copy a line for pandas: a row for each run", "pandas 코드 복사: 실행마다 한 행");
    public string RunsCopyPandasPoints => Say("Copy a line for pandas: every point", "pandas 코드 복사: 모든 점");
    public string RunsCopiedPandas => Say("Copied. Paste it into Python after: import pandas as pd", "복사했습니다. 파이썬에서 import pandas as pd 다음에 붙여 넣어 주세요.");
    public string RunsCopied => Say("{count} {count|row is|rows are} on the clipboard.", "{count}개 행을 클립보드에 복사했습니다.");

    public string RunsRename => Say("Rename", "이름 바꾸기");
    public string RunsEditNote => Say("Edit note", "메모 고치기");
    public string RunsTags => Say("Tags", "태그");
    public string RunsAddTag => Say("Add tag", "태그 추가");
    public string RunsTagExample => Say("name, or name = value", "이름 또는 이름 = 값");
    public string RunsRemoveTag => Say("Remove tag {key}", "태그 제거: {key}");
    public string RunsSave => Say("Save", "저장");
    public string RunsBin => Say("Move to bin", "휴지통으로 옮기기");
    public string RunsRestore => Say("Restore from bin", "휴지통에서 복원");
    public string RunsBinTicked => Say("Move {count} to bin", "{count}개 휴지통으로");
    public string RunsRestoreTicked => Say("Restore {count}", "{count}개 복원");
    public string RunsBinned => Say("{count} {count|run is|runs are} in the bin; nothing is lost until the bin is emptied.", "실행 {count}개를 휴지통으로 옮겼습니다. 비우기 전까지 그대로 남아 있습니다.");
    public string RunsRestored => Say("{count} {count|run is|runs are} back.", "실행 {count}개를 복원했습니다.");
    public string RunsOpenBin => Say("Bin", "휴지통");
    public string RunsLeaveBin => Say("Leave the bin", "휴지통 나가기");

    public string RunsKeys => Say("Keys", "단축키");
    public string RunsKeyMove => Say("move between cells", "칸 사이 이동");
    public string RunsKeyOpen => Say("open the run, or unfold the group", "실행 열기 또는 묶음 펼치기");
    public string RunsKeyTick => Say("tick for comparing", "비교 대상 선택");
    public string RunsKeyEye => Say("hide or show in the charts", "차트에서 숨기기/표시");
    public string RunsKeySolo => Say("show only this run", "이 실행만 보기");
    public string RunsKeyRename => Say("rename, or edit the note or tags", "이름 바꾸기, 메모·태그 고치기");
    public string RunsKeyFilter => Say("go to the filter", "필터로 이동");

    public string CompareOnlyDifferences => Say("Differences only", "차이만 보기");
    public string CompareSearch => Say("Find a row", "행 찾기");
    public string CompareCharts => Say("Charts", "차트");
    public string CompareParams => Say("Params", "파라미터");
    public string CompareMetrics => Say("Metrics", "지표");
    public string CompareTags => Say("Tags", "태그");
    public string CompareProvenance => Say("Provenance", "출처와 환경");
    public string CompareSame => Say("{same} of {total} {same|is|are} the same in all runs and not shown", "{total}개 중 {same}개는 모든 실행에서 같아 표시하지 않았습니다");
    public string CompareDiffer => Say("{differ} of {total} {differ|differs|differ}", "{total}개 중 {differ}개가 다릅니다");
    public string CompareLast => Say("Last value: {value}", "마지막 값: {value}");
}
