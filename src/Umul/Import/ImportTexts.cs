using System.Globalization;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Import;

/// <summary>What <c>umul import</c> and <c>umul export</c> say on the terminal.</summary>
internal sealed class ImportTexts(Language language) : TextGroup(language)
{
    /// <summary>In the language of the terminal.</summary>
    public static ImportTexts OfTerminal() => new(Terminal.Language);

    public string Reading => Say("Reading", "읽는 중");

    public string NoFolder(string path) => Say(
        $"There is no folder {path}. Name the folder that holds the runs.",
        $"{path} 폴더가 없습니다. 실행이 들어 있는 폴더를 지정하세요.");

    public string NothingFound(string path) => Say(
        $"No runs were found below {path}.",
        $"{path} 아래에서 실행을 찾지 못했습니다.");

    public string Done(ImportReport report) => Say(
        $"Imported {Number(report.Runs)} new runs, {Number(report.Points)} points, {Number(report.Params)} params, {Number(report.Files)} files.",
        $"새 실행 {Number(report.Runs)}개, 점 {Number(report.Points)}개, 파라미터 {Number(report.Params)}개, 파일 {Number(report.Files)}개를 가져왔습니다.");

    public string Superseded(long count) => Say(
        $"{Number(count)} values were left out because a restarted job wrote their steps again.",
        $"다시 시작한 작업이 같은 스텝을 다시 기록하여 값 {Number(count)}개를 제외했습니다.");

    public string LeftOut(string kind, long count) => Say(
        $"Not imported: {kind} ({Number(count)} times).",
        $"가져오지 않음: {kind}({Number(count)}회).");

    public string Skipped(long count) => Say(
        $"{Number(count)} pieces could not be imported:",
        $"가져오지 못한 부분 {Number(count)}개:");

    public string SkippedMore(long count) => Say($"… and {Number(count)} more.", $"… 그 외 {Number(count)}개.");

    public string Skip(Skip skip) => Say(
        $"{skip.File}, byte {Number(skip.Offset)}: {Reason(skip.Reason)}{Detail(skip)}",
        $"{skip.File}, {Number(skip.Offset)}바이트: {Reason(skip.Reason)}{Detail(skip)}");

    public string Watching(string path) => Say(
        $"Watching {path}. Ctrl+C ends it.",
        $"{path} 감시 중. Ctrl+C로 끝냅니다.");

    public string See(Uri link) => Say($"See them at {link}", $"여기에서 볼 수 있습니다: {link}");

    private string Reason(SkipReason reason) => reason switch
    {
        SkipReason.BrokenFrame => Say("the file is damaged here and cannot be followed further", "파일이 여기서 손상되어 더 읽을 수 없습니다"),
        SkipReason.BadChecksum => Say("a record fails its checksum and was left out", "체크섬이 맞지 않는 기록을 제외했습니다"),
        SkipReason.Malformed => Say("a record is not what its format says and was left out", "형식에 맞지 않는 기록을 제외했습니다"),
        SkipReason.Truncated => Say("the file ends inside a record (a crash, or a job that is still writing)", "기록 중간에서 파일이 끝납니다(비정상 종료이거나 아직 쓰는 중)"),
        SkipReason.TooLarge => Say("too large", "너무 큽니다"),
        SkipReason.NotThisFormat => Say("not a file of this format, or an empty one", "이 형식의 파일이 아니거나 비어 있습니다"),
        SkipReason.Unreadable => Say("cannot be read", "읽을 수 없습니다"),
        _ => Say("refused", "거부되었습니다"),
    };

    private static string Detail(Skip skip) => skip.Detail is null ? "" : $" ({skip.Detail})";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
