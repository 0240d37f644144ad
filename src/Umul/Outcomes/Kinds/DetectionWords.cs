using Umul.Evaluation.Detection;
using Umul.Web;

namespace Umul.Outcomes.Kinds;

/// <summary>What is said of pycocotools' habits where they changed a number.</summary>
internal static class DetectionWords
{
    public static Sentence Of(CocoQuirk quirk) => quirk switch
    {
        CocoQuirk.IgnoreOverwrittenByCrowd => new(
            "As in pycocotools, the field ignore was overwritten with iscrowd; --lenient honours it.",
            "pycocotools처럼 ignore 항목을 iscrowd로 덮어썼습니다. --lenient를 주면 ignore를 지킵니다."),
        CocoQuirk.IdZeroCountsAsUnmatched => new(
            "As in pycocotools, a match with the object of id 0 counts as a false alarm; number annotations from 1, or give --lenient.",
            "pycocotools처럼 id가 0인 객체와 맞은 예측을 오검출로 세었습니다. 번호를 1부터 매기거나 --lenient를 주세요."),
        CocoQuirk.PredictionsBeyondMaxDetections => new(
            "Some images have more predictions than are looked at; those of lowest score were left out.",
            "예측이 한도보다 많은 영상이 있어 점수가 낮은 것부터 제외했습니다."),
        CocoQuirk.HeadlineNeedsHundredDetections => new(
            "The first number asks for 100 detections an image, which these settings do not have; pycocotools prints −1.",
            "첫 번째 값은 영상당 예측 100개를 기준으로 하는데 이 설정에는 없습니다. pycocotools는 −1을 출력합니다."),
        _ => throw new ArgumentOutOfRangeException(nameof(quirk), quirk, "A habit without a sentence."),
    };
}
