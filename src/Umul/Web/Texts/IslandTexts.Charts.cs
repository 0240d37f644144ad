namespace Umul.Web.Texts;

/// <summary>Texts of the charts.</summary>
internal sealed partial class IslandTexts
{
    public string ChartsSearch => Say("Find charts, such as val.*dice", "차트 찾기, 예: val.*dice");
    public string ChartsSearchHint => Say("A regular expression over the metrics’ names", "지표 이름에 대한 정규식입니다");
    public string ChartsXAxis => Say("X axis", "X축");
    public string ChartsXStep => Say("Step", "스텝");
    public string ChartsXRelative => Say("Time since start", "시작 후 시간");
    public string ChartsXClock => Say("Clock", "시각");
    public string ChartsLogX => Say("Logarithmic x axis", "X축 로그 눈금");
    public string ChartsLogY => Say("Logarithmic y axis", "Y축 로그 눈금");
    public string ChartsSmoothing => Say("Smoothing", "스무딩");
    public string ChartsResetZoom => Say("Reset zoom", "확대 해제");
    public string ChartsWide => Say("Full width", "전체 너비");
    public string ChartsSectionOther => Say("Metrics", "지표");
    public string ChartsNone => Say("Nothing has been logged yet. A chart appears here with the first logged value.", "아직 기록된 값이 없습니다. 첫 값이 기록되면 차트가 나타납니다.");
    public string ChartsNoMatch => Say("No chart matches the search.", "검색과 일치하는 차트가 없습니다.");
    public string ChartsFailed => Say("This could not be loaded: {reason}", "불러오지 못했습니다: {reason}");
    public string ChartsPlotLabel => Say(
        "Chart of {key}: {count} {count|curve|curves}, x from {from} to {to}. Arrow keys move along it, + zooms in, 0 resets.",
        "{key} 차트: 곡선 {count}개, x 범위 {from}~{to}. 화살표 키로 이동, +로 확대, 0으로 되돌립니다.");

    public string ChartsCap => Say("How many runs the charts draw", "차트에 그릴 실행 수");
    public string ChartsCapRuns => Say("up to {count} runs", "최대 {count}개 실행");
    public string ChartsCapped => Say("Drawing {count} of {total}", "{total}개 중 {count}개 표시");
    public string ChartsGroup => Say("Group", "묶기");
    public string ChartsGroupedBy => Say("Group: {columns}", "묶기: {columns}");
    public string ChartsAllButSeed => Say("Everything except seed", "시드를 제외한 전부");
    public string ChartsAllButSeedShort => Say("all but seed", "시드 제외 전부");
    public string ChartsNoGroup => Say("No groups", "묶지 않음");
    public string ChartsSoloGroup => Say("Show only this group", "이 묶음만 보기");
    public string ChartsGroupSize => Say("n = {n}", "n = {n}");

    public string ChartsExport => Say("Copy or save this chart", "차트 복사 또는 저장");
    public string ChartsCopyPng => Say("Copy as PNG", "PNG로 복사");
    public string ChartsSavePng => Say("Save as PNG", "PNG로 저장");
    public string ChartsSaveSvg => Say("Save as SVG", "SVG로 저장");
    public string ChartsSaveCsv => Say("Save every point as CSV", "모든 점을 CSV로 저장");
    public string ChartsCopied => Say("The chart is on the clipboard.", "차트를 클립보드에 복사했습니다.");

    public string ChartsTooltipMore => Say("and {count} more", "그 외 {count}개");
    public string ChartsTooltipRaw => Say("raw {value}", "원래 값 {value}");

    public string ChartsNoteThinned => Say(
        "Showing {shown} of {total} points; the lowest and highest behind each pixel are kept",
        "{total}개 점 중 {shown}개 표시, 픽셀마다 최저값과 최고값 유지");
    public string ChartsNoteThinnedGroups => Say(
        "Averaged over all {total} points, then thinned to {shown} for the screen",
        "{total}개 점 전체로 평균을 낸 뒤 화면에는 {shown}개만 표시");
    public string ChartsNoteGroup => Say(
        "Line: mean over runs; band: 95 % t interval of the mean; {low} to {high} runs at each x",
        "선: 실행 간 평균, 띠: 평균의 95% t 구간, x마다 실행 {low}~{high}개");
    public string ChartsNoteGroupSame => Say(
        "Line: mean over runs; band: 95 % t interval of the mean; {n} {n|run|runs} at each x",
        "선: 실행 간 평균, 띠: 평균의 95% t 구간, x마다 실행 {n}개");
    public string ChartsNoteBinned => Say(
        "The runs have different x: points were brought together in bins of {width}",
        "실행마다 x가 달라 {width} 너비의 구간으로 모았습니다");
    public string ChartsNoteNan => Say("{count} {count|value is|values are} NaN (×)", "NaN 값 {count}개(×)");
    public string ChartsNoteOdd => Say("{count} {count|value is|values are} NaN or infinite and in no mean (×)", "NaN 또는 무한대라 평균에서 뺀 값 {count}개(×)");
    public string ChartsNoteInfinite => Say("{count} {count|value is|values are} infinite (▲ ▼)", "무한대 값 {count}개(▲ ▼)");
    public string ChartsNoteSuperseded => Say(
        "{count} {count|point was|points were} logged again at the same step; the newest is drawn.",
        "같은 스텝에 다시 기록된 점 {count}개: 가장 최근 값만 표시했습니다.");
    public string ChartsNoteOlder => Say(
        "{count} {count|point was|points were} logged again at the same step; what stood there before is dotted.",
        "같은 스텝에 다시 기록된 점 {count}개: 이전 값은 점선으로 표시했습니다.");
    public string ChartsShowOlder => Say("Show the older too", "이전 값도 표시");
    public string ChartsHideOlder => Say("Hide the older", "이전 값 숨기기");
    public string ChartsStripLabel => Say(
        "{key}: {count} {count|value|values}, from {first} to {last}. Arrow keys move along them.",
        "{key}: 값 {count}개, {first}부터 {last}까지. 화살표 키로 이동합니다.");
    public string ChartsNoteOneValue => Say("One value, at step {step}", "값 하나, 스텝 {step}");
    public string ChartsNoteStrip => Say("One value a run, the highest on top", "실행마다 값 하나, 높은 값이 위");
    public string ChartsNoteStripBest => Say("One value a run, the best on top", "실행마다 값 하나, 가장 좋은 값이 위");
    public string ChartsNoteStripGroupSame => Say(
        "Dot: mean over {n} {n|run|runs}; line: 95 % t interval of the mean",
        "점: 실행 {n}개의 평균, 선: 평균의 95% t 구간");
    public string ChartsNoteStripGroup => Say(
        "Dot: mean over runs; line: 95 % t interval of the mean; {low} to {high} runs",
        "점: 실행 간 평균, 선: 평균의 95% t 구간, 실행 {low}~{high}개");
    public string ChartsNoteOffLog => Say("{count} {count|value|values} at or below 0 {count|has|have} no place on a logarithmic axis", "0 이하의 값 {count}개는 로그 축에 표시할 수 없습니다");
    public string ChartsNoteWithout => Say("{count} of {total} {total|run|runs} did not log this", "{total}개 실행 중 {count}개에는 이 지표가 없습니다");
}
