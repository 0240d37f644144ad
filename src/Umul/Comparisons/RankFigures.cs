using System.Globalization;
using System.Text;
using Umul.Evaluation.Statistics;
using Umul.Web.Figures;

namespace Umul.Comparisons;

/// <summary>Figures of a ranking: how sure each rank is, and, for up to eight methods, the places on every case.</summary>
internal static class RankFigures
{
    public static IReadOnlyList<Figure> All(string metric, MethodTable table, MethodRanks ranked, ComparisonTexts texts)
    {
        var isLower = table.Data.Direction == MetricDirection.LowerIsBetter;
        List<RankBlobs> blobs = [.. ranked.Order.Select(m => new RankBlobs(
            table.Data.Methods[m], [.. Enumerable.Range(1, ranked.Bootstrap.Methods).Select(rank => (double)ranked.Bootstrap[m, rank] / ranked.Bootstrap.Resamples)],
            ranked.Bootstrap.Quantile(m, 0.5), ranked.Bootstrap.Quantile(m, 0.025), ranked.Bootstrap.Quantile(m, 0.975)))];
        var first = new Figure("ranks", texts.Blobs, texts.BlobsCaption(table.Data.Cases, ranked.Bootstrap.Resamples), RankBlobFigure.Draw(blobs, new RankBlobWords(texts.RankAxis(metric), texts.Blobs)),
            FigureCsv.Write(["method", "median", "lower95", "upper95", .. Enumerable.Range(1, blobs.Count).Select(rank => $"share_of_rank_{rank}")],
                blobs.Select(b => (IReadOnlyList<object?>)[b.Name, b.Median, b.Lower, b.Upper, .. b.Shares.Cast<object?>()])));
        if (table.Data.Methods.Count > PodiumFigure.MostMethods) return [first];
        IReadOnlyList<double>[] scores = [.. Enumerable.Range(0, table.Data.Count).Select(table.Data.Scores)];
        var podium = new Figure("podium", texts.Podium, texts.PodiumCaption(table.Data.Cases), PodiumFigure.Draw([.. table.Data.Methods], scores, isLower, new PodiumWords(texts.PodiumAxis, metric, texts.Podium)),
            FigureCsv.Write([.. table.Data.Methods], Enumerable.Range(0, table.Data.Cases).Select(i => (IReadOnlyList<object?>)[.. scores.Select(method => (object?)method[i])])));
        return [first, podium];
    }

    /// <summary>Writes each as SVG, PDF and CSV, with the captions in a text beside them.</summary>
    public static void Save(IReadOnlyList<Figure> figures, string folder)
    {
        Directory.CreateDirectory(folder);
        var captions = new StringBuilder();
        foreach (var figure in figures)
        {
            File.WriteAllText(Path.Combine(folder, figure.Name + ".svg"), figure.StandAlone());
            File.WriteAllBytes(Path.Combine(folder, figure.Name + ".pdf"), figure.Pdf());
            File.WriteAllText(Path.Combine(folder, figure.Name + ".csv"), figure.Csv);
            captions.Append(CultureInfo.InvariantCulture, $"{figure.Name}: {figure.Title}. {figure.Caption}\n");
        }
        File.WriteAllText(Path.Combine(folder, "captions.txt"), captions.ToString());
    }
}
