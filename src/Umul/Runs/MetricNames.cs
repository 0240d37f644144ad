namespace Umul.Runs;

/// <summary>What the usual names of metrics tell. A guess is only a start: a person can say otherwise in the project's settings.</summary>
internal static class MetricNames
{
    private static readonly string[] s_lower =
        ["loss", "error", "err", "wer", "cer", "mer", "wil", "ser", "hd", "hd95", "hausdorffdistance", "hausdorffdistance95", "assd", "masd", "asd", "mae", "mse", "rmse", "nll", "perplexity", "ppl", "ece", "brier", "fid", "eer"];

    private static readonly string[] s_higher =
        ["acc", "accuracy", "dice", "iou", "jaccard", "f1", "auc", "auroc", "roc_auc", "ap", "map", "precision", "recall", "sensitivity", "specificity", "bleu", "chrf", "rouge", "mcc", "kappa", "nsd", "pq", "psnr", "ssim", "r2", "mrr", "ndcg", "em"];

    /// <summary>Which way a metric of this name is better, from its words; unknown rather than wrong.</summary>
    public static MetricDirection GuessDirection(string name)
    {
        foreach (var word in name.ToLowerInvariant().Split('/', '_', '-', '.', ' ', ':').Reverse())
        {
            if (s_lower.Contains(word)) return MetricDirection.Lower;
            if (s_higher.Contains(word)) return MetricDirection.Higher;
        }
        return MetricDirection.Unknown;
    }
}
