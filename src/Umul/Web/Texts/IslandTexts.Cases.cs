namespace Umul.Web.Texts;

/// <summary>Texts of the page of cases and of the case viewer.</summary>
internal sealed partial class IslandTexts
{
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
    public string CasesWorst => Say("Worst cases first", "나쁜 케이스부터");
    public string CasesNone => Say("No case fits the filter.", "조건에 맞는 케이스가 없습니다.");
    public string CasesBin => Say("{count} {count|case|cases} from {low} to {high}", "{low}부터 {high}까지 케이스 {count}개");
}
