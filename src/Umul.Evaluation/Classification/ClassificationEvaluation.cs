namespace Umul.Evaluation.Classification;

/// <summary>Evaluates predicted classes, binary scores or class probabilities against reference classes.</summary>
public static class ClassificationEvaluation
{
    /// <summary>Predicted classes without scores.</summary>
    /// <param name="reference">Class of each case, 0 … classes − 1.</param>
    /// <param name="prediction">Predicted class of each case.</param>
    /// <param name="classes">How many classes there are, occurring or not.</param>
    public static ClassificationResult Labels(ReadOnlySpan<int> reference, ReadOnlySpan<int> prediction, int classes)
    {
        var confusion = ConfusionMatrix.Of(reference, prediction, classes);
        return new ClassificationResult(
            confusion, [.. OfLabels(confusion)], new Dictionary<string, double[]> { ["accuracy"] = Correct(reference, prediction) });
    }

    /// <summary>One score a case, higher being more likely positive.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or a probability lies outside [0, 1].</exception>
    public static ClassificationResult Binary(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores, ClassificationOptions? options = null)
    {
        options ??= new ClassificationOptions();
        ClassificationOptions.Check(options);
        var roc = RocCurve.Of(scores, positive);
        var (reference, prediction) = (new int[positive.Length], new int[positive.Length]);
        for (var i = 0; i < reference.Length; i++)
            (reference[i], prediction[i]) = (positive[i] ? 1 : 0, scores[i] >= options.Threshold ? 1 : 0);
        var confusion = ConfusionMatrix.Of(reference, prediction, 2);
        var values = OfLabels(confusion).Concat(OfCurve(roc, options)).ToList();
        var byCase = new Dictionary<string, double[]> { ["accuracy"] = Correct(reference, prediction) };
        if (!options.AreProbabilities)
            return new ClassificationResult(confusion, values, byCase) { Roc = roc, RocByClass = [roc] };
        byCase["brier.binary"] = ProbabilityScores.BrierByCase(scores, positive);
        byCase["logLoss"] = ProbabilityScores.LogLossByCase(scores, positive);
        var decisions = Classification.DecisionCurve.Of(scores, positive, options.DecisionThresholds);
        foreach (var point in decisions)
            byCase[point.NetBenefit.Definition] = Classification.DecisionCurve.ByCase(scores, positive, point.Threshold);
        values.Add(ProbabilityScores.Mean("brier.binary", byCase["brier.binary"]));
        values.Add(ProbabilityScores.Mean("logLoss", byCase["logLoss"]));
        values.AddRange(OfCalibration(scores, positive, options.CalibrationBins));
        values.AddRange(decisions.Select(point => point.NetBenefit));
        return new ClassificationResult(confusion, values, byCase)
        {
            Roc = roc,
            RocByClass = [roc],
            Calibration = Classification.Calibration.Of(scores, positive, options.CalibrationBins),
            DecisionCurve = decisions,
        };
    }

    /// <summary>One score a class and case, row after row; the class of the highest score is the prediction, the first of equals.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, a class or a probability lies outside.</exception>
    public static ClassificationResult Multiclass(
        ReadOnlySpan<int> reference, ReadOnlySpan<double> scores, int classes, ClassificationOptions? options = null)
    {
        options ??= new ClassificationOptions();
        ClassificationOptions.Check(options);
        if (classes < 2 || scores.Length != (long)reference.Length * classes)
            throw new ArgumentException($"{scores.Length} scores for {reference.Length} cases × {classes} classes; there are at least 2.", nameof(scores));
        if (options.AreProbabilities)
            ProbabilityScores.Check(scores, reference.Length, classes);
        var (prediction, confidences, isRight) = (new int[reference.Length], new double[reference.Length], new bool[reference.Length]);
        for (var i = 0; i < prediction.Length; i++)
        {
            prediction[i] = Highest(scores.Slice(i * classes, classes));
            (confidences[i], isRight[i]) = (scores[(i * classes) + prediction[i]], prediction[i] == reference[i]);
        }

        var confusion = ConfusionMatrix.Of(reference, prediction, classes);
        var curves = OneVersusRest.Curves(reference, scores, classes);
        var values = OfLabels(confusion).Concat(OneVersusRest.Values(curves)).ToList();
        var byCase = new Dictionary<string, double[]> { ["accuracy"] = Correct(reference, prediction) };
        if (!options.AreProbabilities)
            return new ClassificationResult(confusion, values, byCase) { RocByClass = curves };
        byCase["brier.sumOverClasses"] = ProbabilityScores.BrierByCase(scores, reference, classes);
        byCase["logLoss"] = ProbabilityScores.LogLossByCase(scores, reference, classes);
        values.Add(ProbabilityScores.Mean("brier.sumOverClasses", byCase["brier.sumOverClasses"]));
        values.Add(ProbabilityScores.Mean("logLoss", byCase["logLoss"]));
        values.AddRange(OfCalibration(confidences, isRight, options.CalibrationBins));
        values.Add(OneVersusRest.ClasswiseError(reference, scores, classes, options.CalibrationBins));
        return new ClassificationResult(confusion, values, byCase)
        {
            RocByClass = curves,
            Calibration = Classification.Calibration.Of(confidences, isRight, options.CalibrationBins),
        };
    }

    private static IEnumerable<MetricValue> OfLabels(ConfusionMatrix matrix)
    {
        yield return LabelMetrics.Accuracy(matrix);
        yield return LabelMetrics.BalancedAccuracy(matrix);
        yield return LabelMetrics.F1Macro(matrix);
        yield return LabelMetrics.F1Micro(matrix);
        yield return LabelMetrics.F1Weighted(matrix);
        yield return LabelMetrics.Matthews(matrix);
        foreach (var weights in Enum.GetValues<KappaWeights>())
            yield return LabelMetrics.Kappa(matrix, weights);
        for (var k = 0; k < matrix.Classes; k++)
        {
            yield return LabelMetrics.Sensitivity(matrix, k);
            yield return LabelMetrics.Specificity(matrix, k);
            yield return LabelMetrics.Precision(matrix, k);
            yield return LabelMetrics.F1(matrix, k);
        }
    }

    private static IEnumerable<MetricValue> OfCurve(RocCurve roc, ClassificationOptions options)
    {
        yield return roc.Auc;
        yield return roc.AucVariance;
        yield return roc.AveragePrecision;
        yield return roc.AveragePrecisionTrapezoid;
        foreach (var target in options.TargetSensitivities)
        {
            yield return OperatingPoints.SpecificityAtSensitivity(roc, target);
            yield return OperatingPoints.SpecificityAtSensitivityInterpolated(roc, target);
        }

        foreach (var target in options.TargetSpecificities)
        {
            yield return OperatingPoints.SensitivityAtSpecificity(roc, target);
            yield return OperatingPoints.SensitivityAtSpecificityInterpolated(roc, target);
        }
    }

    private static List<MetricValue> OfCalibration(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> happened, int bins)
    {
        var values = new List<MetricValue>();
        foreach (var binning in Enum.GetValues<CalibrationBinning>())
        {
            var calibration = Classification.Calibration.Of(confidences, happened, bins, binning);
            values.AddRange([calibration.ExpectedError, calibration.MaximumError, calibration.DebiasedError, calibration.SignedError]);
        }

        return values;
    }

    private static double[] Correct(ReadOnlySpan<int> reference, ReadOnlySpan<int> prediction)
    {
        var scores = new double[reference.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = reference[i] == prediction[i] ? 1 : 0;
        return scores;
    }

    private static int Highest(ReadOnlySpan<double> scores)
    {
        var best = 0;
        for (var k = 1; k < scores.Length; k++)
        {
            if (scores[k] > scores[best])
                best = k;
        }

        return best;
    }
}
