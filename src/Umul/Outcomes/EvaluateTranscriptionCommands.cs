using System.CommandLine;
using Umul.Evaluation.Transcription;
using Umul.Outcomes.Kinds;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary><c>umul evaluate transcription</c>.</summary>
internal sealed class EvaluateTranscriptionCommands
{
    private readonly EvaluateFrame _frame = new();

    private readonly Option<string> _normalise = new("--normalise", "--normalize")
    {
        Description = Terminal.Say("Steps done to both sides, in order: nfc, nfkc, lower, noPunctuation, singleSpaces, noSpaces; raw for none.", "양쪽에 차례로 적용할 처리: nfc, nfkc, lower, noPunctuation, singleSpaces, noSpaces. 아무것도 하지 않으려면 raw."),
        DefaultValueFactory = _ => "nfc+singleSpaces",
    };

    private readonly Option<string[]> _unit = new("--unit")
    {
        Description = Terminal.Say("What is counted: word, syllable (or character), jamo, jamoNoSilentIeung, jamoConjoining; may be repeated.", "세는 단위: word, syllable(character), jamo, jamoNoSilentIeung, jamoConjoining. 여러 번 쓸 수 있습니다."),
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["word", "character"],
    };

    private readonly Option<string> _weights = new("--weights")
    {
        Description = Terminal.Say("What an alignment minimises: unit (errors) or sclite (substitution 4, insertion and deletion 3).", "정렬할 때 줄이는 값: unit(오류 수) 또는 sclite(치환 4, 삽입과 삭제 3)."),
        DefaultValueFactory = _ => "unit",
    };

    private readonly Option<string?> _speaker = new("--speaker") { Description = Terminal.Say("Column that names the speaker, if it is not called speaker.", "화자 열의 이름이 speaker가 아니면 그 이름.") };

    public static Command Transcription() => new EvaluateTranscriptionCommands().Build();

    private Command Build() => _frame.Complete(
        new Command("transcription", Terminal.Say("Compare recognised with spoken texts: word, character and jamo error rates.", "인식한 글을 실제 말과 비교합니다. 단어, 글자, 자모 오류율."))
        {
            _normalise, _unit, _weights, _speaker,
        }, Run);

    private Task<int> Run(ParseResult result)
    {
        var (normalise, units, weights) = (result.GetRequiredValue(_normalise), result.GetRequiredValue(_unit), result.GetRequiredValue(_weights));
        if (weights is not ("unit" or "sclite")) throw EvaluateFrame.Bad("--weights", weights, "--weights sclite");
        var rules = new TranscriptionRules
        {
            Normalization = TranscriptionRules.ParseNormalization(normalise) ?? throw EvaluateFrame.Bad("--normalise", normalise, "--normalise nfc+lower+noPunctuation+singleSpaces"),
            Units = TranscriptionRules.ParseUnits(units) ?? throw EvaluateFrame.Bad("--unit", string.Join(' ', units), "--unit " + string.Join(" --unit ", TranscriptionRules.UnitWords)),
            Weights = weights == "sclite" ? EditWeights.Sclite : EditWeights.Unit,
        };
        var (reference, prediction) = (result.GetRequiredValue(_frame.Reference), result.GetRequiredValue(_frame.Prediction));
        var speaker = result.GetValue(_speaker);
        var report = TranscriptionKind.Evaluate(TranscriptSource.Read(reference, "--reference", speaker), TranscriptSource.Read(prediction, "--prediction"), rules, _frame.Threads(result));
        return _frame.Deliver(result, report, [ReportWords.CasesShared(report.Cases.Count - report.Failed)]);
    }
}
