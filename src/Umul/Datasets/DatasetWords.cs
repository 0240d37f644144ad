using Umul.Web;

namespace Umul.Datasets;

/// <summary>What <c>umul data</c> says, in both languages.</summary>
internal static class DatasetWords
{
    public static Sentence Found(int cases, int groups, string folder) => groups == 0
        ? new($"{cases:N0} cases in {folder}; no groups are named, so each case stands for itself.", $"{folder}에서 케이스 {cases:N0}개를 찾았습니다. 그룹이 없어 케이스마다 독립으로 봅니다.")
        : new($"{cases:N0} cases of {groups:N0} groups in {folder}.", $"{folder}에서 케이스 {cases:N0}개, 그룹 {groups:N0}개를 찾았습니다.");

    public static Sentence Role(string role, int cases, int all) => new($"{role}: {cases:N0} of {all:N0} cases", $"{role}: 케이스 {all:N0}개 중 {cases:N0}개");

    public static Sentence Split(string split, int cases) => new($"split {split}: {cases:N0} cases", $"{split} 분할: 케이스 {cases:N0}개");

    public static Sentence Metadata(string columns) => new($"metadata: {columns}", $"메타데이터: {columns}");

    public static Sentence Unmatched(int count, string first) => new($"{count:N0} files belong to no case: {first}", $"케이스에 속하지 않는 파일 {count:N0}개: {first}");

    public static Sentence Missing(int count, string first) => new($"{count:N0} files that the manifest names are not there: {first}", $"목록에 있지만 없는 파일 {count:N0}개: {first}");

    public static Sentence NoManifest(string path) => new($"{path}: there is no such manifest. Check --manifest.", $"{path}: 그런 목록 파일이 없습니다. --manifest를 확인하세요.");

    public static Sentence ListHeads => new("id|name|version|cases|groups|splits|fingerprint", "번호|이름|버전|케이스|그룹|분할|지문");

    public static Sentence First => new("The first cases:", "처음 몇 케이스:");

    public static Sentence AskSave => new("Save this as a dataset?", "데이터셋으로 저장할까요?");

    public static Sentence NotSaved => new("Nothing was saved.", "저장하지 않았습니다.");

    public static Sentence SayYes => new("Nothing was saved: give --yes to save without being asked.", "저장하지 않았습니다. 묻지 않고 저장하려면 --yes를 지정하세요.");

    public static Sentence AskGroup(GroupQuestion question) => new($"Is '{question.Column}' the group?", $"'{question.Column}' 열이 그룹인가요?");

    public static Sentence Saved(string name, int version, string fingerprint) => new($"Dataset {name}, version {version}, fingerprint {fingerprint}.", $"데이터셋 {name}, 버전 {version}, 지문 {fingerprint}.");

    public static Sentence Same(int files) => new($"All {files:N0} files are as they were.", $"파일 {files:N0}개가 모두 그대로입니다.");

    public static Sentence InSeveral(int groups, string first) => new(
        $"{groups:N0} groups have cases in more than one split: {first}. A model would be tested on patients that it has seen.",
        $"그룹 {groups:N0}개의 케이스가 여러 분할에 나뉘어 있습니다: {first}. 학습한 환자로 시험하게 됩니다.");
}
