using System.Collections.Concurrent;
using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Datasets;

/// <summary>A dataset to be added.</summary>
/// <param name="Name">Its name within the project.</param>
/// <param name="Folder">Where the files' paths start; "" if the files are kept in Umul.</param>
/// <param name="IsCopied">Whether the files' bytes are among the artifacts.</param>
/// <param name="Content">What it holds.</param>
internal sealed record NewDataset(string Name, string Folder, bool IsCopied, DatasetContent Content)
{
    /// <summary>What its groups are called: the column that named them; "" if nobody said.</summary>
    public string GroupName { get; init; } = "";
}

/// <summary>All SQL about datasets. A version is written once and never changed, so that its content may be kept in memory.</summary>
internal sealed class DatasetStore
{
    private const int MostInMemory = 16;

    private const string Columns =
        "id AS Id, project_id AS ProjectId, name AS Name, version AS Version, fingerprint AS Fingerprint, folder AS Folder, is_copied AS IsCopied, "
        + "case_count AS Cases, group_count AS Groups, file_count AS Files, file_bytes AS FileBytes, created_ms AS CreatedMs, group_name AS GroupName";

    private readonly UmulDatabase _database;
    private readonly LiveFeed _feed;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<long, DatasetContent> _contents = new();

    public DatasetStore(UmulDatabase database, LiveFeed feed, TimeProvider clock)
    {
        (_database, _feed, _clock) = (database, feed, clock);
        database.Replaced += _contents.Clear;
    }

    /// <summary>A project has a new version of a dataset. After the commit.</summary>
    public event Action<long>? Added;

    /// <summary>Adds a version; if the newest has the same content, that one is the answer and nothing changes.</summary>
    public async Task<Dataset> Add(long projectId, NewDataset added)
    {
        var (content, fingerprint) = (added.Content, added.Content.Fingerprint());
        var packed = PackedText.Pack(new PackedContent([.. content.Columns], [.. content.Cases]));
        var splits = content.Splits.Select(split => (Split: split, Content: PackedText.Pack(split.Cases))).ToList();
        var files = content.Cases.SelectMany(c => c.Files).ToList();
        var id = await _database.Writer.Write(scope =>
        {
            ProjectStore.RequireActive(scope, projectId);
            long version = 1;
            long? same = null;
            using (var reader = scope.Read(
                "SELECT id, version, fingerprint, folder, is_copied FROM datasets WHERE project_id = @p0 AND name = @p1 ORDER BY version DESC LIMIT 1", projectId, added.Name))
            {
                if (reader.Read())
                {
                    var isSamePlace = reader.GetString(3) == added.Folder && reader.GetInt64(4) == (added.IsCopied ? 1 : 0);
                    if (reader.GetString(2) == fingerprint && isSamePlace) same = reader.GetInt64(0);
                    version = reader.GetInt64(1) + 1;
                }
            }
            if (same is { } known)
            {
                if (added.GroupName.Length > 0) scope.Execute("UPDATE datasets SET group_name = @p0 WHERE id = @p1", added.GroupName, known);
                return known;
            }
            var inserted = Convert.ToInt64(scope.Scalar(
                """
                INSERT INTO datasets (project_id, name, version, fingerprint, folder, is_copied, case_count, group_count, file_count, file_bytes, created_ms, content, group_name)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12) RETURNING id
                """,
                projectId, added.Name, version, fingerprint, added.Folder, added.IsCopied ? 1 : 0, content.Cases.Count, content.GroupCount, files.Count,
                files.Sum(f => f.SizeBytes), _clock.UnixMs, packed, added.GroupName), null);
            foreach (var (split, cases) in splits) PutSplit(scope, inserted, split, GroupsIn(content, split), cases);
            scope.AfterCommit(() =>
            {
                _feed.Tell(new RunChange(projectId, "", "datasets"));
                Added?.Invoke(projectId);
            });
            return inserted;
        });
        return Find(id)!;
    }

    /// <summary>The version of that number; null if there is none.</summary>
    public Dataset? Find(long id) => Query("id = @id", new { id }).FirstOrDefault();

    /// <summary>A version by name; the newest if no number is given.</summary>
    public Dataset? Find(long projectId, string name, int? version = null) =>
        Query("project_id = @projectId AND name = @name AND (@version IS NULL OR version = @version) ORDER BY version DESC LIMIT 1", new { projectId, name, version = (long?)version }).FirstOrDefault();

    /// <summary>The newest version whose content has that fingerprint, or one that begins so.</summary>
    public Dataset? FindByFingerprint(long projectId, string fingerprint) => fingerprint.Length < 8
        ? null
        : Query("project_id = @projectId ORDER BY id DESC", new { projectId }).FirstOrDefault(d => d.Fingerprint.StartsWith(fingerprint, StringComparison.OrdinalIgnoreCase));

    /// <summary>All versions of all datasets of a project, newest first.</summary>
    public IReadOnlyList<Dataset> All(long projectId) => Query("project_id = @projectId ORDER BY id DESC", new { projectId });

    /// <summary>The newest version that has a split of that name, one with references before others; null if there is none.</summary>
    public Dataset? WithSplit(long projectId, string split) =>
        WithSplit(projectId, split, content => content.Cases.Any(c => c.File(FileRoles.Reference) is not null) ? 2 : 1);

    /// <summary>Of the newest versions that have a split of that name, the one that fits best; null if none fits at all.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="split">Name of the split.</param>
    /// <param name="fit">How many of the cases in question a version knows.</param>
    public Dataset? WithSplit(long projectId, string split, Func<DatasetContent, int> fit) => Query(
        "project_id = @projectId AND id IN (SELECT dataset FROM dataset_splits WHERE name = @split) ORDER BY id DESC", new { projectId, split })
        .DistinctBy(d => d.Name).Select(d => (Dataset: d, Fit: fit(Content(d)))).Where(d => d.Fit > 0).OrderByDescending(d => d.Fit).Select(d => d.Dataset).FirstOrDefault();

    /// <summary>Cases and splits of a version.</summary>
    /// <exception cref="UmulException">A split's cases are not those that its lock names.</exception>
    public DatasetContent Content(Dataset dataset)
    {
        if (_contents.TryGetValue(dataset.Id, out var known)) return known;
        using var connection = _database.OpenRead();
        var packed = PackedText.Unpack<PackedContent>(connection.QuerySingle<byte[]>("SELECT content FROM datasets WHERE id = @Id", new { dataset.Id }));
        var splits = connection.Query<(string Name, long Role, string Hash, byte[] Content)>(
            "SELECT name, role, hash, content FROM dataset_splits WHERE dataset = @Id", new { dataset.Id }).Select(Unlock).ToList();
        var content = DatasetContent.Of(packed.Columns, packed.Cases, splits);
        if (_contents.Count >= MostInMemory) _contents.Clear();
        return _contents[dataset.Id] = content;
    }

    /// <summary>Says which version a digest of <c>mlflow.log_input</c> means.</summary>
    public Task Link(Dataset dataset, string digest) => _database.Writer.Write(scope =>
    {
        ProjectStore.RequireActive(scope, dataset.ProjectId);
        scope.Execute(
            "INSERT INTO dataset_digests (project_id, digest, dataset) VALUES (@p0, @p1, @p2) ON CONFLICT (project_id, digest) DO UPDATE SET dataset = excluded.dataset",
            dataset.ProjectId, digest, dataset.Id);
    });

    /// <summary>The version that a logged digest means: as a person said, or because the digest begins a fingerprint; null if neither.</summary>
    public Dataset? OfDigest(long projectId, string digest)
    {
        if (!Caller.MayRead(projectId)) return null;
        using var connection = _database.OpenRead();
        var linked = connection.QuerySingleOrDefault<long?>("SELECT dataset FROM dataset_digests WHERE project_id = @projectId AND digest = @digest", new { projectId, digest });
        return linked is { } id ? Find(id) : FindByFingerprint(projectId, digest);
    }

    private static DatasetSplit Unlock((string Name, long Role, string Hash, byte[] Content) row)
    {
        var split = new DatasetSplit(row.Name, (SplitRole)row.Role, PackedText.Unpack<string[]>(row.Content));
        return split.Hash == row.Hash
            ? split
            : throw new UmulException(ErrorCode.WrongState, new Sentence(
                $"The split '{row.Name}' does not hold the cases that it was locked with. Restore a backup, or add the dataset again.",
                $"'{row.Name}' 분할의 케이스가 잠글 때와 다릅니다. 백업을 복원하거나 데이터셋을 다시 추가하세요."));
    }

    private static void PutSplit(WriteScope scope, long dataset, DatasetSplit split, int groups, byte[] cases) => scope.Execute(
        "INSERT INTO dataset_splits (dataset, name, role, case_count, group_count, hash, content) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
        dataset, split.Name, (int)split.Role, split.Cases.Count, groups, split.Hash, cases);

    private static int GroupsIn(DatasetContent content, DatasetSplit split)
    {
        var ids = split.Cases.ToHashSet(StringComparer.Ordinal);
        return content.Cases.Where(c => ids.Contains(c.Id) && c.Group.Length > 0).Select(c => c.Group).Distinct(StringComparer.Ordinal).Count();
    }

    private List<Dataset> Query(string condition, object parameters)
    {
        using var connection = _database.OpenRead();
        return [.. connection.Query<Row>($"SELECT {Columns} FROM datasets WHERE {condition}", parameters).Where(row => Caller.MayRead(row.ProjectId)).Select(row => row.ToDataset())];
    }

    private sealed record PackedContent(string[] Columns, DatasetCase[] Cases);

    private sealed record Row
    {
        public long Id { get; init; }

        public long ProjectId { get; init; }

        public string Name { get; init; } = "";

        public long Version { get; init; }

        public string Fingerprint { get; init; } = "";

        public string Folder { get; init; } = "";

        public long IsCopied { get; init; }

        public long Cases { get; init; }

        public long Groups { get; init; }

        public long Files { get; init; }

        public long FileBytes { get; init; }

        public long CreatedMs { get; init; }

        public string GroupName { get; init; } = "";

        public Dataset ToDataset() => new()
        {
            Id = Id,
            ProjectId = ProjectId,
            Name = Name,
            Version = (int)Version,
            Fingerprint = Fingerprint,
            Folder = Folder,
            IsCopied = IsCopied != 0,
            Cases = (int)Cases,
            Groups = (int)Groups,
            Files = (int)Files,
            FileBytes = FileBytes,
            CreatedMs = CreatedMs,
            GroupName = GroupName,
        };
    }
}
