namespace Umul.Evaluation.Text;

/// <summary>What a relevance grade is worth in nDCG. The discount is log2(rank + 1) with either.</summary>
public enum RetrievalGain
{
    /// <summary>The grade itself, as trec_eval and scikit-learn have it: <c>ndcg.linear</c>.</summary>
    Linear,

    /// <summary>2^grade − 1, as Burges et al. 2005: <c>ndcg.exponential</c>. The same for grades 0 and 1.</summary>
    Exponential,
}
