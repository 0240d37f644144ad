using System.Text;
using Umul.Files;
using Umul.Files.Tables;
using Umul.Files.Transcripts;
using Umul.Outcomes.Pairing;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes.Kinds;

/// <summary>Transcripts as people keep them: one file with all utterances, or a folder with a text file for each.</summary>
internal static class TranscriptSource
{
    private static readonly string[] s_texts = [".txt", ".lab", ".trn"];

    /// <exception cref="UmulException">There is nothing to read there.</exception>
    public static Transcript Read(string path, string option, string? speakerColumn = null)
    {
        if (File.Exists(path)) return TranscriptFile.Of(TextFile.Read(path), speakerColumn);
        if (!Directory.Exists(path)) throw EvaluateFrame.Refusal(ReportWords.NoFolder(path, option));
        var files = FoundFile.In(path, name => s_texts.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));
        if (files.Count == 0) throw EvaluateFrame.Refusal(ReportWords.NoFiles(path, option));
        return Of(path, [.. files.Select(file => (file.Stem, (Func<FileSource>)(() => FileSource.Open(file.Path))))]);
    }

    /// <summary>A transcript whose utterances are files of their own.</summary>
    public static Transcript Of(string name, IReadOnlyList<(string Id, Func<FileSource> Open)> files)
    {
        var utterances = new List<Utterance>(files.Count);
        var notes = new List<Sentence>();
        foreach (var (id, open) in files)
        {
            using var source = open();
            // Nothing said is an empty file.
            if (source.Length == 0)
            {
                utterances.Add(new Utterance(id.Normalize(NormalizationForm.FormC), "", 0));
                continue;
            }
            var text = TextFile.Of(source.ReadAll(), source.Name);
            notes.AddRange(text.Notes);
            utterances.Add(new Utterance(id.Normalize(NormalizationForm.FormC), string.Join(' ', text.Lines().Select(l => l.Line.Trim()).Where(l => l.Length > 0)), 0));
        }
        if (utterances.GroupBy(u => u.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key is { } twice)
            throw EvaluateFrame.Refusal(ReportWords.Ambiguous(twice, [.. files.Select(f => f.Id).Where(id => id.Normalize(NormalizationForm.FormC) == twice)]));
        return new Transcript(name, "text files", utterances, [.. notes.Distinct()]);
    }
}
