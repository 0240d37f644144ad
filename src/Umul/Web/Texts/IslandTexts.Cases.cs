namespace Umul.Web.Texts;

/// <summary>Texts of the page of cases and of the case viewer.</summary>
internal sealed partial class IslandTexts
{
    public string WorkWaiting => Say("What was logged for {split} is about to be evaluated.", "{split} 분할에 기록된 것을 곧 평가합니다.");
    public string WorkWorking => Say("Evaluating {split}: {done} of {total} cases.", "{split} 분할 평가 중: 케이스 {total}개 중 {done}개.");
    public string WorkRefused => Say("What was logged for {split} could not be evaluated.", "{split} 분할에 기록된 것을 평가하지 못했습니다.");
    public string WorkDone => Say("Evaluated on {split}.", "{split} 분할에서 평가했습니다.");
    public string WorkCases => Say("Cases", "케이스");
    public string CasesColumns => Say("Columns", "열");
    public string CasesByRun => Say("Each run", "실행마다");
    public string CasesByIdea => Say("Ideas (mean of runs)", "아이디어(실행 평균)");
    public string CasesSort => Say("Sort", "정렬");
    public string CasesSortWorst => Say("Worst mean first", "평균이 나쁜 순");
    public string CasesSortBest => Say("Best mean first", "평균이 좋은 순");
    public string CasesSortSpread => Say("Largest spread first", "차이가 큰 순");
    public string CasesSortName => Say("By name", "이름순");
    public string CasesSortColumn => Say("Worst first in {name}", "{name}에서 나쁜 순");
    public string CasesFilter => Say("Filter cases: part of a name, or density=dense, size_mm<10", "케이스 거르기: 이름 일부, 또는 density=dense, size_mm<10");
    public string CasesFilterUnknown => Say("There is no metadata column “{name}”. There are: {columns}.", "메타데이터 열 ‘{name}’이(가) 없습니다. 있는 열: {columns}.");
    public string CasesCount => Say("{shown} of {all} cases, {columns} {columns|column|columns}", "케이스 {all}개 중 {shown}개, 열 {columns}개");
    public string CasesMap => Say("Heat map of {cases} cases by {columns} columns. Arrow keys move, Enter opens the case.", "케이스 {cases}개와 열 {columns}개의 열 지도입니다. 화살표 키로 이동하고 Enter로 케이스를 엽니다.");
    public string CasesMean => Say("mean", "평균");
    public string CasesSpread => Say("spread", "차이");
    public string CasesMeanOf => Say("mean of {defined} of {runs} {runs|run|runs}", "실행 {runs}개 중 {defined}개의 평균");
    public string CasesUndefined => Say("undefined: {reason}", "정의되지 않음: {reason}");
    public string CasesWorse => Say("worse", "나쁨");
    public string CasesBetter => Say("better", "좋음");
    public string CasesLow => Say("low", "낮음");
    public string CasesHigh => Say("high", "높음");
    public string CasesLegendUndefined => Say("undefined", "정의되지 않음");
    public string CasesLegendMissing => Say("not evaluated", "평가하지 않음");
    public string CasesHistogram => Say("Histogram: {name}", "히스토그램: {name}");
    public string CasesEcdf => Say("Share of cases at or below a value (ECDF): {name} and the others", "값 이하인 케이스의 비율(ECDF): {name}과(와) 나머지");
    public string CasesShownColumn => Say("Distribution of", "분포");
    public string CasesMeanColumn => Say("mean over columns, case by case", "케이스마다 모든 열의 평균");
    public string CasesDefined => Say("{defined} of {all} defined", "{all}개 중 {defined}개 정의됨");
    public string CasesAll => Say("Show all cases", "모든 케이스 보기");
    public string CasesWorst => Say("Worst cases first", "나쁜 케이스부터");
    public string CasesNone => Say("No case fits the filter.", "조건에 맞는 케이스가 없습니다.");
    public string CasesBin => Say("{count} {count|case|cases} from {low} to {high}", "{low}부터 {high}까지 케이스 {count}개");

    public string CaseImage => Say("Image", "영상");
    public string CaseReference => Say("Reference", "기준");
    public string CasePrediction => Say("Prediction", "예측");
    public string CaseContours => Say("Contours", "윤곽선");
    public string CaseFills => Say("Fills", "채우기");
    public string CaseDifference => Say("Difference", "차이");
    public string CaseLevel => Say("Level", "밝기 중심");
    public string CaseWidth => Say("Width", "밝기 폭");
    public string CaseThreshold => Say("Threshold", "문턱값");
    public string CaseReset => Say("Reset view", "처음 보기로");
    public string CaseAreas => Say("Agreed {same}, missed {missed}, spurious {spurious} pixels", "일치 {same}, 놓침 {missed}, 과검출 {spurious} 화소");
    public string CaseNoPrediction => Say("This run logged no prediction file for the case.", "이 실행은 이 케이스의 예측 파일을 기록하지 않았습니다.");
    public string CaseNoFiles => Say("No dataset of the project has files for this case.", "이 케이스의 파일이 있는 데이터셋이 없습니다.");
    public string CaseMeasured => Say("Measured: {length}", "잰 거리: {length}");
    public string CaseUnder => Say("x {x}, y {y} · image {value} · reference {reference} · prediction {prediction}", "x {x}, y {y} · 영상 {value} · 기준 {reference} · 예측 {prediction}");
    public string CaseKeys => Say(
        "Drag moves, Shift and drag measures, Alt or right button and drag sets the window; the wheel zooms a picture and goes through the slices of a volume (Ctrl and wheel zooms). A click in a volume brings all planes there. Keys: 1 2 3 layers, m mode, n p next and previous case, + − zoom, 0 reset, Page Up and Down slices, arrows move the cross. Orange is the reference, and what was missed; blue is the prediction, and what is spurious.",
        "끌면 이동, Shift를 누르고 끌면 거리 재기, Alt나 오른쪽 버튼으로 끌면 밝기 조절입니다. 휠은 영상에서는 확대, 볼륨에서는 단면 이동(Ctrl과 휠은 확대)이고, 볼륨을 누르면 모든 단면이 그 자리로 갑니다. 키: 1 2 3 층 켜고 끄기, m 표시 방식, n p 다음·이전 케이스, + − 확대, 0 처음으로, Page Up·Down 단면, 화살표 십자 이동. 주황은 기준과 놓친 부분, 파랑은 예측과 과검출입니다.");
}
