using Umul.Access;
using Umul.Database;
using Umul.Web;

namespace Umul.Runs;

/// <summary>Finds the run that a person means: by its id, the beginning of its id, or its name.</summary>
internal sealed class RunLookup(UmulDatabase database)
{
    private const int ShortestPrefix = 4;
    private const int Shown = 10;

    /// <summary>The id of the one run that is meant. Runs in the bin are found by their whole id only.</summary>
    /// <param name="text">What the person wrote.</param>
    /// <param name="projectId">The project that is spoken of: names of its runs come before those of others.</param>
    /// <exception cref="UmulException">No run is meant, or several could be.</exception>
    public string Require(string text, long? projectId = null)
    {
        var candidates = Candidates(text);
        var here = candidates.Where(run => run.Project == projectId).ToList();
        var found = here.Count > 0 ? here : candidates;
        if (found.Exists(run => run.Id == text)) return text;
        if (found.Count == 1) return found[0].Id;
        if (found.Count == 0)
        {
            throw new UmulException(ErrorCode.NotFound, new Sentence(
                $"There is no run '{text}'. 'umul runs' lists them.",
                $"실행 '{text}'이(가) 없습니다. 'umul runs'로 목록을 볼 수 있습니다."));
        }
        var list = string.Join(Environment.NewLine, found.Take(Shown).Select(run => $"  {run.Id}  {run.Name}"));
        throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"'{text}' could mean several runs; give more of the id:{Environment.NewLine}{list}",
            $"'{text}'에 맞는 실행이 여럿입니다. id를 더 길게 주세요:{Environment.NewLine}{list}"));
    }

    private List<(string Id, string Name, long Project)> Candidates(string text)
    {
        List<(string, string, long)> found = [];
        // An id is of letters, digits, '_' and '-': what begins with the text lies between it and it with something greater than all of these.
        var end = text.Length >= ShortestPrefix ? text + "~" : text;
        using var connection = database.OpenRead();
        using var reader = connection.Read(
            """
            SELECT id, name, project_id FROM runs
            WHERE id = @p0 OR deleted_ms IS NULL AND (name = @p0 OR id > @p0 AND id < @p1) ORDER BY id LIMIT 200
            """, text, end);
        while (reader.Read())
            if (Caller.MayRead(reader.GetInt64(2))) found.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
        return found;
    }
}
