using System.Globalization;
namespace Umul.Files.Masks;

/// <summary>Why a raster is no mask, and what to do.</summary>
internal static class MaskFaults
{
    public static FileException NotFinite(string file, long count, string place) => FileFaults.Because(file, new(
        $"{file}: {count:N0} values are NaN or infinite, the first at {place}. Find out where the network became NaN; no metric is computed from such a prediction.",
        $"{file}: NaN이나 무한대인 값이 {count:N0}개 있으며 첫 위치는 {place}입니다. 신경망에서 NaN이 생긴 곳을 찾으세요. 이런 예측으로는 지표를 계산하지 않습니다."));

    public static FileException NeedsThreshold(string file, double least, double most) => FileFaults.Because(file, new(
        $"{file}: the values are no labels but soft ({Number(least)} … {Number(most)}). Say from which value on a voxel is foreground: --threshold 0.5 for probabilities, --threshold 0 for logits.",
        $"{file}: 레이블이 아닌 연속값입니다({Number(least)} … {Number(most)}). 어느 값부터 전경인지 지정하세요. 확률이면 --threshold 0.5, 로짓이면 --threshold 0."));

    public static FileException NoLabel(string file, double value) => FileFaults.Because(file, new(
        $"{file}: {Number(value)} is no label; labels are whole numbers from 0 to 65535. Renumber the labels, or store them as uint16.",
        $"{file}: {Number(value)}은(는) 레이블이 될 수 없습니다. 레이블은 0부터 65535까지의 정수입니다. 번호를 다시 매기거나 uint16으로 저장하세요."));

    public static FileException Undeclared(string file, IEnumerable<int> found, IEnumerable<int> declared) => FileFaults.Because(file, new(
        $"{file}: labels {List(found)} occur but were not declared (declared: {List(declared)}). Add them to --labels, or correct the file.",
        $"{file}: 선언되지 않은 레이블 {List(found)}이(가) 있습니다(선언: {List(declared)}). --labels에 추가하거나 파일을 고치세요."));

    public static FileException UnknownColours(string file, IEnumerable<int> colours) => FileFaults.Because(file, new(
        $"{file}: the mask has colours whose labels are not known: {Colours(colours)}. Name them, for example --colours \"{Example(colours)}\".",
        $"{file}: 레이블을 알 수 없는 색이 있습니다: {Colours(colours)}. 예를 들어 --colours \"{Example(colours)}\"처럼 지정하세요."));

    public static FileException TooManyColours(string file, int colours) => FileFaults.Because(file, new(
        $"{file}: this is a picture rather than a mask: it has more than {colours:N0} colours. Give the folder of masks, or save the mask as a palette or grey PNG without smoothing.",
        $"{file}: 색이 {colours:N0}가지가 넘어 마스크가 아니라 사진으로 보입니다. 마스크 폴더를 지정하거나, 경계를 부드럽게 하지 않은 팔레트 또는 회색조 PNG로 저장하세요."));

    public static FileException Overlap(string file, long voxels) => FileFaults.Because(file, new(
        $"{file}: {voxels:N0} voxels belong to several channels at once, so they have no one label. Save one file a channel, or an argmax.",
        $"{file}: 복셀 {voxels:N0}개가 여러 채널에 동시에 속해 레이블이 하나로 정해지지 않습니다. 채널별로 저장하거나 argmax를 저장하세요."));

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string List(IEnumerable<int> labels) => Shortened(labels.Select(label => label.ToString(CultureInfo.InvariantCulture)), 12);

    private static string Colours(IEnumerable<int> colours) => Shortened(colours.Select(Hex), 8);

    private static string Example(IEnumerable<int> colours) => string.Join(',', colours.Take(2).Select((colour, i) => string.Create(CultureInfo.InvariantCulture, $"{Hex(colour)}={i + 1}")));

    private static string Hex(int colour) => string.Create(CultureInfo.InvariantCulture, $"#{colour:x6}");

    private static string Shortened(IEnumerable<string> items, int most)
    {
        var all = items.ToList();
        return all.Count <= most ? string.Join(", ", all) : string.Join(", ", all.Take(most)) + ", …";
    }
}
