using System.Globalization;
using System.Text;
using Umul.Metrics;
using Umul.Runs;

namespace Umul.Export;

/// <summary>Points as CSV: <c>run_id,run_name,metric,step,time_ms,value</c>. NaN and infinities are spelled as pandas reads them.</summary>
internal sealed class CsvPoints : IPointWriter
{
    private readonly StreamWriter writer;

    public CsvPoints(Stream output)
    {
        writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine("run_id,run_name,metric,step,time_ms,value");
    }

    public void Write(Run run, string key, PointColumns points)
    {
        var prefix = $"{Cell(run.Id)},{Cell(run.Name)},{Cell(key)},";
        for (var i = 0; i < points.Count; i++)
        {
            writer.Write(prefix);
            writer.Write(points.Steps[i].ToString(CultureInfo.InvariantCulture));
            writer.Write(',');
            writer.Write(points.TimesMs[i].ToString(CultureInfo.InvariantCulture));
            writer.Write(',');
            writer.WriteLine(Number(points.Values[i]));
        }
    }

    public void Complete() => writer.Flush();

    public void Dispose() => writer.Dispose();

    /// <summary>A cell that every CSV reader takes as this text. What a spreadsheet would run as a formula is left as it is: this is data.</summary>
    internal static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    internal static string Number(double value) =>
        double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : double.IsNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
}
