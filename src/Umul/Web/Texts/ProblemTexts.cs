namespace Umul.Web.Texts;

/// <summary>What a refusal of the product's rules is called, and what a reader can do about it.</summary>
internal sealed class ProblemTexts(Language language) : TextGroup(language)
{
    public string What(ErrorCode code) => code switch
    {
        ErrorCode.Invalid => Say("This cannot be done as it was asked", "요청하신 대로는 할 수 없습니다"),
        ErrorCode.NotFound => Say("This does not exist", "찾으시는 것이 없습니다"),
        ErrorCode.AlreadyExists => Say("The name is taken", "이미 쓰이는 이름입니다"),
        ErrorCode.WrongState => Say("This is not possible right now", "지금은 할 수 없습니다"),
        ErrorCode.Unauthenticated => Say("Sign in first", "먼저 로그인해 주세요"),
        ErrorCode.Forbidden => Say("Your account may not do this", "이 계정에는 권한이 없습니다"),
        ErrorCode.TooLarge => Say("This is too large", "크기가 너무 큽니다"),
        _ => Say("The disk is full or cannot be written", "디스크가 가득 찼거나 쓸 수 없습니다"),
    };

    public string Do(ErrorCode code) => code switch
    {
        ErrorCode.WrongState => Say("Nothing was changed. Go back, restore what is in the bin if need be, and try again.",
            "바뀐 것은 없습니다. 되돌아가서 필요하면 휴지통에서 복원한 뒤 다시 시도해 주세요."),
        ErrorCode.Unauthenticated => Say("Open the sign-in page, or send a token.", "로그인 페이지를 열거나 토큰을 보내 주세요."),
        ErrorCode.Forbidden => Say("Ask an administrator of the project for the right to do it.", "프로젝트 관리자에게 권한을 요청해 주세요."),
        ErrorCode.StorageFailed => Say("Nothing recorded before is harmed. Make room on the disk; Umul goes on by itself.",
            "이전 기록은 안전합니다. 디스크 공간을 확보하면 Umul이 저절로 다시 작동합니다."),
        _ => Say("Nothing was changed. Go back, correct it and try again.", "바뀐 것은 없습니다. 되돌아가서 고친 뒤 다시 시도해 주세요."),
    };
}
