namespace Umul.Web.Texts;

/// <summary>What <c>umul doctor</c> looks at, and what it found.</summary>
internal sealed class DoctorTexts(Language language) : TextGroup(language)
{
    /// <summary>In the language of the terminal.</summary>
    public static DoctorTexts Here => new(Terminal.Language);

    public string Command => Say("Look at what usually goes wrong.", "흔히 잘못되는 것을 살펴봅니다.");
    public string Well => Say("ok", "정상");
    public string Look => Say("look", "확인");
    public string What => Say("what", "항목");
    public string Found => Say("found", "결과");
    public string Runtime => Say("runtime", "실행 환경");
    public string DataFolder => Say("data folder", "데이터 폴더");
    public string NoFolder(string folder) => Say($"{folder} does not exist yet; 'umul up' makes it.", $"{folder}이(가) 아직 없습니다. 'umul up'이 만듭니다.");
    public string Space => Say("space", "여유 공간");
    public string Free(string size, string folder) => Say($"{size} free where {folder} lies.", $"{folder}이(가) 있는 곳에 {size} 남음.");
    public string TooLittle(string size, string folder) => Say($"{size} free where {folder} lies. Make room: a full disk stops recording.", $"{folder}이(가) 있는 곳에 {size} 남음. 공간을 마련하세요. 디스크가 차면 기록이 멈춥니다.");
    public string FileSystem => Say("file system", "파일 시스템");
    public string Local => Say("local", "로컬");
    public string Network => Say(
        "The data folder lies on a network file system, where SQLite's locks cannot be relied on. Move it to a local disk.",
        "데이터 폴더가 네트워크 파일 시스템에 있습니다. 그곳에서는 SQLite의 잠금을 믿을 수 없으니 로컬 디스크로 옮기세요.");
    public string Server => Say("server", "서버");
    public string NotRunning => Say("not running; 'umul up' starts it.", "돌고 있지 않음. 'umul up'으로 시작합니다.");
    public string Answers(string link) => Say($"answers at {link}", $"{link}에서 응답함");
    public string DoesNotAnswer(string link, string why) => Say(
        $"holds the data folder but does not answer at {link} ({why}). Stop it and start it again.",
        $"데이터 폴더를 쥐고 있지만 {link}에서 응답하지 않습니다({why}). 끄고 다시 시작하세요.");
    public string Artifacts => Say("artifacts", "아티팩트");
    public string InFolder(string folder) => Say($"in {folder}", $"{folder}에 있음");
    public string InBucket(string bucket) => Say(
        $"in {bucket}, which answers. 'umul backup' fetches them from there, 'umul gc' deletes there.",
        $"{bucket}에 있고 응답함. 'umul backup'은 거기서 가져오고 'umul gc'는 거기서 지웁니다.");
    public string BucketFails(string bucket, string why) => Say($"in {bucket}: {why}", $"{bucket}에 있음: {why}");
    public string Images => Say("found: JPEG, TIFF and other images can be read.", "있음: JPEG, TIFF 등의 이미지를 읽을 수 있습니다.");
    public string NoImages => Say("not found: JPEG, TIFF and other images cannot be read. Install the package libvips42.", "없음: JPEG, TIFF 등의 이미지를 읽을 수 없습니다. libvips42 패키지를 설치하세요.");
}
