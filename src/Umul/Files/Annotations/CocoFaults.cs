namespace Umul.Files.Annotations;

/// <summary>What can be missing in an annotation file, with the object named by its place in the list.</summary>
internal static class CocoFaults
{
    public static FileException NoField(string file, int row, string field) => FileFaults.Because(file, new(
        $"{file}: object {row + 1:N0} has no {field}. Write the field, or choose another kind of evaluation.",
        $"{file}: {row + 1:N0}번째 객체에 {field} 항목이 없습니다. 항목을 넣거나 다른 평가 종류를 고르세요."));

    public static FileException SomeLack(string file, string field, int with, int of) => FileFaults.Because(file, new(
        $"{file}: only {with:N0} of {of:N0} objects have {field}. Give it to all of them, or to none.",
        $"{file}: 객체 {of:N0}개 가운데 {with:N0}개에만 {field} 항목이 있습니다. 모두에 넣거나 모두에서 빼세요."));

    public static FileException WrongCount(string file, int row, string field, int found, string wanted) => FileFaults.Because(file, new(
        $"{file}: object {row + 1:N0} has {found:N0} numbers in {field}; there must be {wanted}.",
        $"{file}: {row + 1:N0}번째 객체의 {field} 항목에 숫자가 {found:N0}개 있습니다. {wanted}이어야 합니다."));

    public static FileException BadMask(string file, int row, string why) => FileFaults.Because(file, new(
        $"{file}: the segmentation of object {row + 1:N0} cannot be read: {why} Write it again with pycocotools' encode or as polygons.",
        $"{file}: {row + 1:N0}번째 객체의 segmentation을 읽을 수 없습니다: {why} pycocotools의 encode나 다각형으로 다시 저장하세요."));

    public static FileException NotCoco(string file, string wanted) => FileFaults.Because(file, new(
        $"{file}: this is no {wanted} file of COCO: ground truth is an object with \"images\", \"annotations\" and \"categories\", results are a list of objects.",
        $"{file}: COCO의 {wanted} 파일이 아닙니다. 정답 파일은 \"images\", \"annotations\", \"categories\"가 있는 객체이고 결과 파일은 객체의 목록입니다."));
}
