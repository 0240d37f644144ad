using System.Globalization;
using System.Text;
using Umul.Files;
using Umul.Files.Tables;
using Umul.Web;

namespace Umul.Outcomes.Kinds;

/// <summary>One row a case: its id, its group, and the other columns by name.</summary>
internal sealed record ClassificationRow(string Id, string? Group, int Line, IReadOnlyList<string> Cells);

/// <summary>A table of labels, predicted classes or scores, one row a case, each case once.</summary>
internal sealed class ClassificationTable
{
    private static readonly string[] s_ids = ["case", "case_id", "caseid", "id", "name", "image_id", "image", "file", "filename", "file_name", "path"];
    private static readonly string[] s_groups = ["group", "group_id", "patient", "patient_id", "subject", "subject_id"];
    private static readonly string[] s_labels = ["label", "reference", "target", "class", "y_true", "truth", "diagnosis", "ground_truth"];
    private static readonly string[] s_predictions = ["prediction", "predicted", "pred", "y_pred", "predicted_label", "predicted_class", "label", "class"];
    private static readonly string[] s_scores = ["score", "probability", "prob", "confidence", "y_score", "y_prob", "positive"];
    private static readonly string[] s_prefixes = ["", "prob_", "p_", "score_", "probability_", "logit_"];

    private readonly Dictionary<string, ClassificationRow> _rows;

    private ClassificationTable(string name, IReadOnlyList<string> header, Dictionary<string, ClassificationRow> rows, IReadOnlyList<Sentence> notes) =>
        (Name, Header, _rows, Notes) = (name, header, rows, notes);

    public string Name { get; }

    public IReadOnlyList<string> Header { get; }

    public IReadOnlyList<Sentence> Notes { get; }

    /// <summary>Ids in the order of the file.</summary>
    public IReadOnlyList<string> Ids => [.. _rows.Values.OrderBy(row => row.Line).Select(row => row.Id)];

    public bool HasLabels => Column(s_labels) >= 0;

    public ClassificationRow this[string id] => _rows[id];

    /// <exception cref="FileException">No column names the case, or a case is there twice.</exception>
    public static ClassificationTable Of(DelimitedTable table)
    {
        var at = table.Column(s_ids);
        if (at < 0) throw NoColumn(table.Name, table.Header, "case", "case");
        var group = table.Column(s_groups);
        return Of(table.Name, table.Header, table.Rows.Select(row => new ClassificationRow(row.Cells[at].Trim(), group < 0 ? null : row.Cells[group].Trim(), row.Line, row.Cells)), table.Notes);
    }

    /// <summary>The same from rows that are known already.</summary>
    public static ClassificationTable Of(string name, IReadOnlyList<string> header, IEnumerable<ClassificationRow> rows, IReadOnlyList<Sentence> notes)
    {
        var known = new Dictionary<string, ClassificationRow>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var id = row.Id.Normalize(NormalizationForm.FormC);
            if (id.Length == 0)
                throw FileFaults.BadText(name, FilePlace.Line(row.Line), "the row names no case. Give each row one.", "케이스 이름이 없는 행입니다. 행마다 이름을 넣으세요.");
            if (!known.TryAdd(id, row with { Id = id }))
                throw FileFaults.BadText(name, FilePlace.Line(row.Line), $"the case {id} was already on line {known[id].Line:N0}. Keep one of them.", $"케이스 {id}이(가) {known[id].Line:N0}번째 줄에 이미 있습니다. 하나만 남기세요.");
        }
        return known.Count > 0 ? new ClassificationTable(name, header, known, notes) : throw FileFaults.Empty(name);
    }

    /// <summary>The column of the reference's classes.</summary>
    public int LabelColumn() => Column(s_labels) is >= 0 and var at ? at : throw NoColumn(Name, Header, "class", "label");

    /// <summary>The column of the predicted class; −1 if there is none.</summary>
    public int PredictionColumn() => Column(s_predictions);

    /// <summary>The columns with a score for each class, or the one with the score of the positive class; empty if there are neither.</summary>
    public IReadOnlyList<int> ScoreColumns(IReadOnlyList<string> classes, string? positive)
    {
        int[] each = [.. classes.Select(name => Column([.. s_prefixes.Select(prefix => prefix + name)]))];
        if (!each.Contains(-1)) return each;
        var one = Column(positive is null ? s_scores : [.. s_scores, .. s_prefixes.Select(prefix => prefix + positive)]);
        if (one >= 0 && classes.Count == 2) return [one];
        var missing = classes.Where((_, i) => each[i] < 0).ToList();
        if (each.All(at => at < 0) && (one < 0 || PredictionColumn() >= 0)) return [];
        throw FileFaults.Because(Name, new Sentence(
            $"{Name}: there are scores, but none for {string.Join(", ", missing)}. Give each class a column of its name ({string.Join(", ", classes)}), or a column 'prediction' with the class.",
            $"{Name}: 점수 열이 있지만 {string.Join(", ", missing)}의 점수가 없습니다. 클래스마다 그 이름의 열({string.Join(", ", classes)})을 두거나 'prediction' 열에 클래스를 적으세요."));
    }

    /// <summary>A cell as a number; null if it is none, NaN among them.</summary>
    public static double? Number(string cell) =>
        double.TryParse(cell.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static FileException NoColumn(string file, IReadOnlyList<string> header, string what, string name) => FileFaults.Because(file, new Sentence(
        $"{file}: no column names the {what}; there is {string.Join(", ", header)}. Name one of them '{name}'.",
        $"{file}: '{name}' 열이 없습니다. 있는 열은 {string.Join(", ", header)}입니다. 하나의 이름을 '{name}'로 하세요."));

    private int Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            for (var i = 0; i < Header.Count; i++)
                if (Header[i].Equals(name, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }
}
