namespace Umul.Web.Texts;

/// <summary>What the command line says: descriptions of commands, options and arguments, and their answers.</summary>
internal sealed class CommandTexts(Language language) : TextGroup(language)
{
    /// <summary>In the language of the terminal.</summary>
    public static CommandTexts Here => new(Terminal.Language);

    public string Umul => Say("Umul: the workbench for deep-learning research in small groups.", "우물: 작은 그룹의 딥러닝 연구를 위한 작업대.");
    public string Help => Say("Show help.", "도움말을 보여 줍니다.");
    public string ExitCodes => Say("Exit codes: 0 done; 1 refused, failed or nothing found; 2 a command line that was not understood.", "종료 코드: 0 완료, 1 거부·실패·찾은 것 없음, 2 이해하지 못한 명령줄.");
    public string LanguageOption => Say("Language of this command: en or ko.", "이 명령의 언어: en 또는 ko.");
    public string DataOption => Say("Folder that holds everything Umul stores.", "Umul이 저장하는 모든 것이 있는 폴더.");
    public string UriOption => Say("Link of the Umul server; the one of the data folder if not given.", "Umul 서버의 링크. 없으면 데이터 폴더의 서버를 씁니다.");
    public string JsonOption => Say("Answer as JSON.", "JSON으로 답합니다.");
    public string DatabaseOption => Say("PostgreSQL link, postgres://USER:PASSWORD@HOST/DATABASE; the embedded database if not given.", "PostgreSQL 링크 postgres://사용자:비밀번호@호스트/데이터베이스. 없으면 내장 데이터베이스를 씁니다.");
    public string YesRefused(string question) => Say($"{question} Give --yes to go on without being asked.", $"{question} 묻지 않고 계속하려면 --yes를 주세요.");

    public string Up => Say("Start Umul and print its link.", "Umul을 시작하고 링크를 보여 줍니다.");
    public string HostOption => Say("Address to listen on. Any but a loopback address needs an account first: umul user add.", "들을 주소. 루프백이 아니면 먼저 계정이 필요합니다: umul user add.");
    public string PortOption => Say("Port to listen on.", "들을 포트.");
    public string ArtifactsOption => Say(
        "Bucket for the bytes of files, s3://BUCKET/PREFIX?endpoint=LINK&region=NAME, with the keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; said once, the data folder remembers it. Without it files lie in the data folder.",
        "파일 내용을 둘 버킷 s3://버킷/접두사?endpoint=링크&region=이름. 키는 AWS_ACCESS_KEY_ID와 AWS_SECRET_ACCESS_KEY에서 읽습니다. 한 번 주면 데이터 폴더가 기억합니다. 없으면 파일은 데이터 폴더에 둡니다.");
    public string NoSampleOption => Say("Start an empty data folder without the sample project.", "빈 데이터 폴더를 예제 프로젝트 없이 시작합니다.");
    public string SampleFailed(string why) => Say($"The sample project could not be loaded; everything else works. {why}", $"예제 프로젝트를 불러오지 못했습니다. 나머지는 모두 동작합니다. {why}");
    public string PortTaken(int port, string? owner, int free) => owner is null
        ? Say($"Port {port} is taken. Port {free} is free: start with --port {free}.", $"{port}번 포트는 사용 중입니다. {free}번 포트가 비어 있습니다: --port {free}로 시작하세요.")
        : Say($"Port {port} is taken by {owner}. Port {free} is free: start with --port {free}.", $"{port}번 포트는 {owner}이(가) 쓰고 있습니다. {free}번 포트가 비어 있습니다: --port {free}로 시작하세요.");

    public string Runs => Say("List runs, newest first.", "실행을 최신순으로 보여 줍니다.");
    public string ProjectArgument => Say("Name of a project; all projects if not given.", "프로젝트 이름. 없으면 모든 프로젝트.");
    public string FilterOption => Say("Such as \"params.lr < 1e-3 and metrics.dice > 0.8\".", "예: \"params.lr < 1e-3 and metrics.dice > 0.8\".");
    public string LimitOption => Say("At most so many, newest first.", "최신순으로 보여 줄 최대 개수.");
    public string Show => Say("Show a run: params, metrics, tags.", "실행의 파라미터, 메트릭, 태그를 보여 줍니다.");
    public string RunArgument => Say("Id of a run, the beginning of one (4 letters or more), or a run's name.", "실행의 id, id의 앞부분(4자 이상) 또는 실행 이름.");
    public string Run => Say("run", "실행");
    public string Name => Say("name", "이름");
    public string Project => Say("project", "프로젝트");
    public string Status => Say("status", "상태");
    public string Started => Say("started (UTC)", "시작(UTC)");
    public string Ended => Say("ended (UTC)", "끝(UTC)");
    public string What => Say("what", "항목");
    public string Value => Say("value", "값");
    public string Param(string name) => Say($"param {name}", $"파라미터 {name}");
    public string Metric(string name) => Say($"metric {name}", $"메트릭 {name}");
    public string Tag(string name) => Say($"tag {name}", $"태그 {name}");
    public string NoNumber => Say("NaN or ∞", "NaN 또는 ∞");
    public string MetricSummary(string last, long step, string least, string greatest, long points, long nan) => nan == 0
        ? Say($"last {last} at step {step}, least {least}, greatest {greatest}, points: {points}", $"마지막 {last}(스텝 {step}), 최소 {least}, 최대 {greatest}, 점 {points}개")
        : Say($"last {last} at step {step}, least {least}, greatest {greatest}, points: {points}, of which NaN: {nan}", $"마지막 {last}(스텝 {step}), 최소 {least}, 최대 {greatest}, 점 {points}개(NaN {nan}개)");

    public string Export => Say("Write a project's points or runs as CSV, JSON or NumPy arrays.", "프로젝트의 점이나 실행을 CSV, JSON, NumPy 배열로 씁니다.");
    public string ExportProject => Say("Name of the project.", "프로젝트 이름.");
    public string FormatOption => Say("csv, json or npz.", "csv, json, npz 가운데 하나.");
    public string TableOption => Say("points: one row a point; runs: one row a run.", "points: 점마다 한 행, runs: 실행마다 한 행.");
    public string OutputOption => Say("File to write; standard output if not given.", "쓸 파일. 없으면 표준 출력.");
    public string Exporting => Say("Export", "내보내기");

    public string Backup => Say("Write everything Umul stores into one file, while the server goes on.", "서버가 도는 동안 Umul이 저장한 모든 것을 파일 하나에 씁니다.");
    public string BackupFile => Say("The zip file to write; it must not exist yet.", "쓸 zip 파일. 아직 없어야 합니다.");
    public string BackupExists(string file) => Say($"{file} exists already. Name another file; a backup never overwrites one.", $"{file}이(가) 이미 있습니다. 다른 이름을 주세요. 백업은 덮어쓰지 않습니다.");
    public string BackupDone(string file, string size) => Say($"Backup written: {file} ({size})", $"백업을 썼습니다: {file} ({size})");
    public string BackupTitle => Say("Backup", "백업");
    public string RestoreTitle => Say("Restore", "복원");
    public string Restore => Say("Replace everything Umul stores by a backup, while the server goes on.", "서버가 도는 동안 Umul이 저장한 모든 것을 백업으로 바꿉니다.");
    public string RestoreFile => Say("A file that 'umul backup' wrote.", "'umul backup'이 쓴 파일.");
    public string YesOption => Say("Do not ask. Everything stored now is replaced.", "묻지 않습니다. 지금 저장된 것은 모두 바뀝니다.");
    public string NoFile(string file) => Say($"There is no file {file}.", $"{file} 파일이 없습니다.");
    public string RestoreQuestion => Say("Everything Umul stores now is replaced by the backup. Go on?", "지금 Umul에 저장된 모든 것이 백업으로 바뀝니다. 계속할까요?");
    public string Restored(long runs) => Say($"Restored. Runs: {runs}.", $"복원했습니다. 실행 {runs}개.");
    public string Gc => Say("Delete for good what lies in the bin, and files that nothing uses any more.", "휴지통에 있는 것과 더는 아무도 쓰지 않는 파일을 완전히 지웁니다.");
    public string DaysOption => Say("Least days in the bin.", "휴지통에 있었던 최소 일수.");
    public string DryRunOption => Say("Only say what would be freed.", "무엇이 지워질지 보여 주기만 합니다.");
    public string Deleted(long projects, long runs, long files, string size) => Say(
        $"Deleted. Projects: {projects}, runs: {runs}, files: {files} ({size}).", $"지웠습니다. 프로젝트 {projects}개, 실행 {runs}개, 파일 {files}개({size}).");
    public string WouldDelete(long projects, long runs, long files, string size) => Say(
        $"Would delete. Projects: {projects}, runs: {runs}, files: {files} ({size}).", $"지우게 될 것: 프로젝트 {projects}개, 실행 {runs}개, 파일 {files}개({size}).");

    public string Import => Say("Take over runs that other tools recorded. A second import adds nothing.", "다른 도구가 기록한 실행을 가져옵니다. 다시 가져와도 더해지는 것은 없습니다.");
    public string ImportTensorBoard => Say("Runs below a TensorBoard log folder.", "TensorBoard 로그 폴더 아래의 실행.");
    public string ImportWandb => Say("Runs below a wandb folder, from their .wandb files.", "wandb 폴더 아래 .wandb 파일의 실행.");
    public string ImportMlflow => Say("Runs of an mlruns folder, or of a running MLflow server by its link.", "mlruns 폴더의 실행, 또는 링크로 준 MLflow 서버의 실행.");
    public string PlaceArgument => Say("The folder that holds the runs.", "실행이 들어 있는 폴더.");
    public string PlaceOrLinkArgument => Say("The folder that holds the runs, or the server's link.", "실행이 들어 있는 폴더, 또는 서버의 링크.");
    public string ImportProjectOption => Say("Project that the runs go to; by default as the source says, or the folder's name.", "실행을 넣을 프로젝트. 없으면 원본이 말하는 이름이나 폴더 이름.");
    public string WatchOption => Say("Go on taking over what a running job writes, until Ctrl+C.", "도는 작업이 쓰는 것을 Ctrl+C까지 계속 가져옵니다.");
}
