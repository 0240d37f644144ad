using Umul.Database;

namespace Umul.Runs;

/// <summary>What the run table asks of a project's columns as a whole.</summary>
internal sealed class ColumnStore(UmulDatabase database)
{
    /// <summary>Keys of the params that are not the same in all runs that have them: the columns worth showing first.</summary>
    public IReadOnlySet<long> VaryingParams(long projectId)
    {
        using var connection = database.OpenRead();
        using var reader = connection.Read(
            """
            SELECT k.id FROM keys k WHERE k.project_id = @p0 AND k.kind = @p1
            AND (SELECT MIN(v.value) FROM params v WHERE v.key_id = k.id) <> (SELECT MAX(v.value) FROM params v WHERE v.key_id = k.id)
            """,
            projectId, (int)KeyKind.Param);
        var varying = new HashSet<long>();
        while (reader.Read()) varying.Add(reader.GetInt64(0));
        return varying;
    }
}
