namespace Umul.Web.Texts;

/// <summary>Kinds of errors, curves, labels, and what is written into a hypothesis.</summary>
internal sealed partial class WhyTexts
{
    // 8 segmentation, 9 detection
    public string Kind(string kind) => kind switch
    {
        "missedObject" => Say("Missed objects", "놓친 대상"),
        "missedBoundary" => Say("Missed boundary", "놓친 경계"),
        "missedInterior" => Say("Missed interior", "놓친 내부"),
        "spuriousObject" => Say("Spurious objects", "없는 대상을 표시"),
        "spuriousBoundary" => Say("Boundary drawn too wide", "넓게 그린 경계"),
        "leak" => Say("Leaks beyond the boundary", "경계 밖으로 번짐"),
        "localisation" => Say("Badly placed", "위치 오류"),
        "wrongClass" => Say("Wrong class", "클래스 오류"),
        "wrongClassAndLocalisation" => Say("Badly placed and wrong class", "위치와 클래스 오류"),
        "falseAlarms" => Say("False alarms", "오경보"),
        "duplicate" => Say("Duplicates", "중복"),
        "background" => Say("Background taken for an object", "배경을 대상으로 오인"),
        "missed" => Say("Missed objects", "놓친 대상"),
        "substitutions" => Say("Substitutions", "대체"),
        "deletions" => Say("Deletions", "삭제"),
        "insertions" => Say("Insertions", "삽입"),
        _ => kind,
    };
    public string KindChanged(string kind, (string Baseline, string Idea) counts, string change, string interval, string p, int kinds) => Say(
        $"{kind}: from {counts.Baseline} to {counts.Idea} per case (difference {change}, 95 % CI {interval}; {p}, corrected over {kinds} kinds of error). Fewer is better.",
        $"{kind}: 케이스당 {counts.Baseline}에서 {counts.Idea}(으)로 (차이 {change}, 95 % 신뢰구간 {interval}; {p}, 오류 종류 {kinds}개에 대해 보정). 적을수록 좋습니다.");
    public string KindsNone(int kinds) => Say($"None of {kinds} kinds of error changed beyond chance after correction.", $"오류 종류 {kinds}개 중 보정 후에도 우연을 넘어 변한 것은 없습니다.");
    public string KindsFound(int standing, int kinds, string largest) => Say(
        $"{standing} of {kinds} kinds of error changed after correction; the largest share of the idea's errors: {largest}.", $"오류 종류 {kinds}개 중 {standing}개가 보정 후에도 변했습니다. 아이디어의 오류에서 가장 큰 몫: {largest}.");
    public string OracleGains(string list) => Say(
        $"Dice that putting right one kind alone would add, baseline → idea (the gains do not add up): {list}.", $"한 종류만 고쳤을 때 늘어날 Dice, 기준선 → 아이디어(더할 수 없음): {list}.");
    public string NoSegmentationErrors => Say("No decomposition of the errors is stored for these runs.", "이 실행들에 저장된 오류 분해가 없습니다.");
    public string NoSegmentationErrorsRemedy(string split) => Say(
        $"For each run: umul evaluate segmentation --errors --run RUN, with the references and predictions of {split}.", $"실행마다: {split}의 기준과 예측으로 umul evaluate segmentation --errors --run RUN");
    public string NoDetectionErrors => Say("No types of detection errors are stored for these runs.", "이 실행들에 저장된 검출 오류 유형이 없습니다.");
    public string NoDetectionErrorsRemedy(string split) => Say(
        $"For each run: umul evaluate detection --run RUN, with the references and predictions of {split}.", $"실행마다: {split}의 기준과 예측으로 umul evaluate detection --run RUN");
    public string DoesNotApply(string metric) => Say($"Does not apply: ideas are judged by {metric}, and nothing of this kind was recorded.", $"해당 없음: {metric}(으)로 판정하며 이런 기록이 없습니다.");
    public string TooFewUnits => Say("Fewer than two units have it in every run.", "모든 실행에 값이 있는 단위가 둘보다 적습니다.");

    // 10 classes, transcripts
    public string Confused((string Reference, string Prediction) classes, (string Baseline, string Idea) counts, string interval, string p, int cells) => Say(
        $"{classes.Reference} is taken for {classes.Prediction} in {counts.Baseline} cases a run before and {counts.Idea} now (change per case, 95 % CI {interval}; {p}, corrected over {cells} cells).",
        $"{classes.Reference}을(를) {classes.Prediction}(으)로 본 케이스: 실행당 {counts.Baseline}개에서 {counts.Idea}개(으)로 (케이스당 변화 95 % 신뢰구간 {interval}; {p}, 칸 {cells}개에 대해 보정).");
    public string ClassesAnswer(int cells, int lost, int won) => Say(
        $"{cells} cells of the confusion matrix changed after correction; {lost} cases are no longer right in most runs, {won} are right now.",
        $"보정 후에도 변한 혼동 행렬의 칸 {cells}개. 대부분의 실행에서 맞던 케이스 {lost}개가 틀리게, {won}개가 맞게 되었습니다.");
    public string Lost(int count, string amount) => Say(
        count == 1 ? $"1 case is no longer right in most runs, of {amount}." : $"{count} cases are no longer right in most runs, of {amount}.", $"{amount} 중 {count}개가 더는 대부분의 실행에서 맞지 않습니다.");
    public string CalibrationChanged(string baseline, string idea, string interval, string brier, string p) => Say(
        $"Expected calibration error: {baseline} before, {idea} now (95 % CI of the change {interval}, cases drawn anew); Brier score changes by {brier} ({p}). Lower is better.",
        $"기대 보정 오차: 이전 {baseline}, 현재 {idea} (변화의 95 % 신뢰구간 {interval}, 케이스 재표집). 브라이어 점수 변화 {brier} ({p}). 낮을수록 좋습니다.");
    public string NoClasses => Say("Neither classes nor transcripts are stored beside the scores of these runs.", "이 실행들의 점수 곁에 클래스나 전사문이 저장되어 있지 않습니다.");
    public string NoClassesRemedy => Say(
        "Log one row a case with the columns case, reference and prediction (and probability): run.cases, mlflow.log_table, or umul evaluate classification|transcription --run RUN.",
        "케이스마다 case, reference, prediction(그리고 probability) 열이 있는 행을 기록하세요: run.cases, mlflow.log_table, 또는 umul evaluate classification|transcription --run RUN.");
    public string Nothing => Say("nothing", "없음");
    public string TokenConfused(string reference, string prediction, string baseline, string idea) => Say(
        $"Exploratory: {reference} becomes {prediction} {baseline} times a run before and {idea} times now.", $"탐색적: {reference} → {prediction}, 실행당 {baseline}번에서 {idea}번(으)로.");
    public string Repeating(int count, string amount) => Say(
        count == 1 ? $"1 utterance of {amount} repeats itself in the idea's transcripts alone, as recognisers do that make things up." : $"{count} utterances of {amount} repeat themselves in the idea's transcripts alone, as recognisers do that make things up.",
        $"{amount} 중 발화 {count}개가 아이디어의 전사문에서만 반복됩니다. 인식기가 없는 말을 지어낼 때 흔한 모습입니다.");
    public string TranscriptsNone => Say("Substitutions, deletions and insertions did not change beyond chance after correction.", "대체, 삭제, 삽입 모두 보정 후 우연을 넘어 변하지 않았습니다.");
    public string TranscriptsFound(int standing) => Say(
        $"{standing} of substitutions, deletions and insertions changed after correction.", $"대체, 삭제, 삽입 중 {standing}가지가 보정 후에도 변했습니다.");

    // 11 curves
    public string CurvesHealthy(string metric, int runs) => Say(
        $"Nothing stands out in {metric} of {runs} runs: no divergence, no overfitting, no unfinished rise.", $"실행 {runs}개의 {metric}에 두드러진 것이 없습니다. 발산, 과적합, 끝나지 않은 상승이 없습니다.");
    public string CurvesFound(string metric, int faults, int runs) => Say(
        faults == 1 ? $"1 thing stands out in {metric} of {runs} runs." : $"{faults} things stand out in {metric} of {runs} runs.", $"실행 {runs}개의 {metric}에서 두드러진 것이 {faults}가지 있습니다.");
    public string NoCurves(string metric) => Say(
        $"No validation curve of {metric}, nor a validation loss, was logged with five points or more in both arms.", $"양쪽 모두 다섯 점 이상 기록된 {metric}의 검증 곡선이나 검증 손실이 없습니다.");
    public string NoCurvesRemedy(string metric) => Say($"Log it during training: log_metric(\"val/{metric}\", value, step=step)", $"학습 중에 기록하세요: log_metric(\"val/{metric}\", value, step=step)");
    public string Curve(string fault, string metric, int runs, int of, string size, string held) => fault switch
    {
        "Diverged" => Say($"{runs} of {of} runs diverged in {metric}: not a number, or above three times the best for three evaluations. Try a lower learning rate or clipping, and look at the curve of the learning rate beside it.",
            $"실행 {of}개 중 {runs}개의 {metric}이(가) 발산했습니다: 수가 아니거나 세 번 연속 최솟값의 세 배를 넘었습니다. 학습률을 낮추거나 기울기를 자르고, 학습률 곡선을 나란히 보세요."),
        "NotConverged" => Say($"{runs} of {of} runs were still improving in {metric} when they ended, by {size} per tenth of the training. Train longer in both arms before judging.",
            $"실행 {of}개 중 {runs}개는 끝날 때에도 {metric}이(가) 학습 10%마다 {size}씩 나아지고 있었습니다. 판정하기 전에 양쪽을 더 오래 학습하세요."),
        "Overfit" => Say($"{runs} of {of} runs fell back from their best {metric} by {size} while training still improved. Try an earlier checkpoint in both arms, more augmentation or weight decay.",
            $"실행 {of}개 중 {runs}개는 학습이 나아지는 동안 {metric}이(가) 최고점에서 {size} 물러났습니다. 양쪽 모두 더 이른 체크포인트를 쓰거나 증강, 가중치 감쇠를 늘려 보세요."),
        "Underfit" => Say($"Training itself ended worse than the baseline's, by {size} (more than {held}, twice its standard error). Try more steps, a higher learning rate or less regularisation.",
            $"학습 자체가 기준선보다 {size}만큼 나쁘게 끝났습니다(표준오차의 두 배인 {held} 초과). 단계를 늘리거나 학습률을 높이거나 규제를 줄여 보세요."),
        "WorseOptimum" => Say($"Training ended as the baseline's, {metric} lower by {size}: it generalises less. Look at what the idea takes away from the training data's variety.",
            $"학습은 기준선과 비슷하게 끝났지만 {metric}은(는) {size} 나쁩니다. 일반화가 덜 됩니다. 아이디어가 학습 데이터의 다양성을 줄이는지 보세요."),
        _ => Say($"The idea's runs end {size} times as far apart in {metric} as the baseline's. Look at the seeds one by one; try warm-up or a lower learning rate.",
            $"아이디어의 실행들은 {metric}이(가) 기준선보다 {size}배 넓게 흩어져 끝납니다. 시드를 하나씩 보고, 워밍업이나 더 낮은 학습률을 시도하세요."),
    };

    // 12 labels
    public string SharedFailures(int count, int runs, string fence) => Say(
        count == 1 ? $"All {runs} runs of both arms are worse than {fence} on 1 case, far from the rest: look at its reference before blaming a model." : $"All {runs} runs of both arms are worse than {fence} on {count} cases, far from the rest: look at their references before blaming a model.",
        $"양쪽 실행 {runs}개 모두가 케이스 {count}개에서 {fence}보다 나빠 나머지와 동떨어져 있습니다. 모델을 탓하기 전에 기준 레이블을 확인하세요.");
    public string Disputed(int count, int runs) => Say(
        count == 1 ? $"All {runs} runs of both arms agree on 1 case and disagree with its reference: look at the label." : $"All {runs} runs of both arms agree on {count} cases and disagree with their reference: look at the labels.",
        $"양쪽 실행 {runs}개가 모두 같은 답을 냈지만 기준과 다른 케이스가 {count}개 있습니다. 레이블을 확인하세요.");
    public string NoSharedFailures(int runs) => Say($"On no case do all {runs} runs of both arms fail far beyond the rest.", $"양쪽 실행 {runs}개가 모두 나머지보다 크게 실패하는 케이스는 없습니다.");

    // what becomes of a finding
    public string Hypothesis(string finding, string split, string amount) => Say(
        $"{finding} Whatever causes this can be put right, and then these cases improve. Found on {split} ({amount}): to be confirmed on cases that did not suggest it.",
        $"{finding} 그 원인을 바로잡으면 이 케이스들이 나아질 것이다. {split}({amount})에서 찾은 것이므로, 이를 시사하지 않은 케이스에서 확인해야 한다.");
    public string Unseen(string split) => Say(
        $"A finding on {split} suggested this idea, and none of the cases compared here was among those it was found on.", $"{split}에서의 발견이 이 아이디어를 시사했으며, 여기서 비교한 케이스 중 그때 쓰인 것은 없습니다.");
    public string MustConfirm(string split, int cases) => Say(
        $"{cases} of the cases compared here are among those of {split} that suggested this idea. They cannot confirm it: use cases that did not suggest it.",
        $"여기서 비교한 케이스 중 {cases}개는 이 아이디어를 시사한 {split}의 케이스입니다. 이들로는 확인할 수 없으니, 이를 시사하지 않은 케이스를 쓰세요.");

    public string Command => Say("Why did an idea come out better or worse? Slices, kinds of errors, cases, curves, labels.", "아이디어가 왜 나아지거나 나빠졌나? 조각, 오류 종류, 케이스, 곡선, 레이블.");
    public string AllOption => Say("Tell every answer, not only the findings.", "발견뿐 아니라 모든 답을 보여 줍니다.");
}
