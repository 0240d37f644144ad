using Umul.Web;

namespace Umul.Runs;

/// <summary>What the run table changes in place: name, note, tags, and what lies in the bin.</summary>
internal static class RunEditEndpoints
{
    private const string NoteTag = "mlflow.note.content";
    private const int MaximumName = 500;
    private const int MaximumText = 8000;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapRunEdits()
        {
            routes.MapPost("/api/runs/{id}/name", Rename);
            routes.MapPost("/api/runs/{id}/note", Note);
            routes.MapPost("/api/runs/{id}/tags", Tag);
            routes.MapPost("/api/runs/delete", Delete);
            routes.MapPost("/api/runs/restore", Restore);
        }
    }

    private static async Task<IResult> Rename(string id, NameChange change, RunStore runs)
    {
        var name = change.Name.Trim();
        if (name.Length is 0 or > MaximumName) throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"A run's name has 1 to {MaximumName} characters; this one has {name.Length}.",
            $"실행 이름은 1자에서 {MaximumName}자까지입니다. 이 이름은 {name.Length}자입니다."));
        await runs.Update(id, name: name);
        return TypedResults.NoContent();
    }

    private static Task<IResult> Note(string id, NoteChange change, RunStore runs) => SetTag(runs, id, NoteTag, change.Note);

    private static async Task<IResult> Tag(string id, TagChange change, RunStore runs)
    {
        var key = change.Key.Trim();
        if (key.Length is 0 or > 250) throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"A tag's name has 1 to 250 characters; this one has {key.Length}.",
            $"태그 이름은 1자에서 250자까지입니다. 이 이름은 {key.Length}자입니다."));
        if (change.Value is { } value) return await SetTag(runs, id, key, value);
        await runs.DeleteTag(id, key);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> SetTag(RunStore runs, string id, string key, string value)
    {
        if (value.Length > MaximumText) throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"A text of {value.Length} characters; at most {MaximumText} are kept.",
            $"글이 {value.Length}자입니다. {MaximumText}자까지 남길 수 있습니다."));
        await runs.Append(id, new RunBatch { Tags = [new(key, value)] });
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Delete(RunList list, RunStore runs)
    {
        foreach (var id in list.Runs) await runs.Delete(id);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Restore(RunList list, RunStore runs)
    {
        foreach (var id in list.Runs) await runs.Restore(id);
        return TypedResults.NoContent();
    }

    internal sealed record NameChange(string Name);

    internal sealed record NoteChange(string Note);

    internal sealed record TagChange(string Key, string? Value);

    internal sealed record RunList(IReadOnlyList<string> Runs);
}
