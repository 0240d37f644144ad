namespace Umul.Web.Texts;

/// <summary>Texts of the console and of media.</summary>
internal sealed partial class IslandTexts
{
    public string ConsoleLines => Say("{count} {count|line|lines}", "{count}줄");
    public string ConsoleFound => Say("{count} of {total} {total|line|lines}", "{total}줄 중 {count}줄");

    public string MediaStep => Say("Step {step}", "스텝 {step}");
    public string MediaStepOf => Say("Step {step} ({index} of {count})", "스텝 {step} ({count}개 중 {index}번째)");
    public string MediaSlider => Say("Step of {name}", "{name}의 스텝");
    public string MediaTogether => Say("Move all sliders together", "슬라이더 함께 움직이기");
    public string MediaMask => Say("Mask", "마스크");
    public string MediaFind => Say("Find by name", "이름으로 찾기");
    public string MediaShown => Say("{count} of {total} names {count|is|are} shown.", "이름 {total}개 중 {count}개를 보여 드립니다.");
    public string MediaRows => Say("The first {count} of {total} rows are shown.", "{total}행 중 처음 {count}행만 보여 드립니다.");
    public string MediaFailed => Say("This could not be shown: {reason}", "보여 드리지 못했습니다: {reason}");
    public string MediaLarger => Say("Open at full size", "원래 크기로 열기");
}
