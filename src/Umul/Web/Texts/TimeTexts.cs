namespace Umul.Web.Texts;

/// <summary>How long ago, and how long.</summary>
internal sealed class TimeTexts(Language language) : TextGroup(language)
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;
    private const long DayMs = 24 * HourMs;

    public string Ago(long elapsedMs) => elapsedMs switch
    {
        < MinuteMs => Say("just now", "방금"),
        < HourMs => Minutes(elapsedMs / MinuteMs),
        < DayMs => Hours(elapsedMs / HourMs),
        < 60 * DayMs => Days(elapsedMs / DayMs),
        < 730 * DayMs => Months(elapsedMs / (30 * DayMs)),
        _ => Say($"{elapsedMs / (365 * DayMs)} years ago", $"{elapsedMs / (365 * DayMs)}년 전"),
    };

    /// <summary>A duration in its two largest units.</summary>
    public string Length(long lengthMs)
    {
        var seconds = Math.Max(0, lengthMs) / 1000;
        return seconds switch
        {
            < 1 => Say($"{Math.Max(0, lengthMs)} ms", $"{Math.Max(0, lengthMs)}밀리초"),
            < 60 => Say($"{seconds} s", $"{seconds}초"),
            < 3600 => Say($"{seconds / 60} min {seconds % 60} s", $"{seconds / 60}분 {seconds % 60}초"),
            < 86_400 => Say($"{seconds / 3600} h {seconds % 3600 / 60} min", $"{seconds / 3600}시간 {seconds % 3600 / 60}분"),
            _ => Say($"{seconds / 86_400} d {seconds % 86_400 / 3600} h", $"{seconds / 86_400}일 {seconds % 86_400 / 3600}시간"),
        };
    }

    private string Minutes(long n) => Say(n == 1 ? "1 minute ago" : $"{n} minutes ago", $"{n}분 전");

    private string Hours(long n) => Say(n == 1 ? "1 hour ago" : $"{n} hours ago", $"{n}시간 전");

    private string Days(long n) => Say(n == 1 ? "yesterday" : $"{n} days ago", n == 1 ? "어제" : $"{n}일 전");

    private string Months(long n) => Say(n == 1 ? "1 month ago" : $"{n} months ago", $"{n}개월 전");
}
