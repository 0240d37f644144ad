using SQLitePCL;

namespace Umul.Database;

/// <summary>
/// Looks after SQLite's write-ahead log between commits: keeps room in it, and copies it into the database file when it is long.
/// </summary>
/// <remarks>
/// A commit is a sync of the log. Where the log has to grow, the file system must also write its own journal, with whatever else waits
/// there: 0.5–7 ms on a busy disk, against 0.1 ms for the same bytes in a place that was written before. So zeros are written ahead of
/// the log, which SQLite takes for the end of it. Copying comes after the callers were answered, and not inside somebody's commit.
/// </remarks>
internal sealed class SqliteLog(sqlite3 database, string file)
{
    private const int FrameBytes = 4096 + 24;
    private const int StepBytes = 4 << 20;

    // 32 MB: copied more rarely, a stop takes longer; more often, the same pages are written again and again.
    private const int FramesThatHurry = 8_000;

    private static readonly byte[] s_zeros = new byte[1 << 16];

    private long _frames;
    private long _room;

    /// <summary>Only in the writer's turn, when no transaction is open.</summary>
    public void Tend()
    {
        raw.sqlite3_db_status(database, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, 1);
        _frames += written;
        if (_frames >= FramesThatHurry) Copy();
        else if ((_frames * FrameBytes) + (StepBytes / 4) > _room && _room < (long)FramesThatHurry * FrameBytes) MakeRoom();
    }

    /// <summary>Before the end: copies all of it and gives its room back, which SQLite does by itself only if no reader is left.</summary>
    public void Empty()
    {
        raw.sqlite3_busy_timeout(database, 500);
        _ = raw.sqlite3_wal_checkpoint_v2(database, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
    }

    // A failure is no harm: nothing that was acknowledged depends on it, and it is tried again after as many frames more.
    private void Copy()
    {
        _ = raw.sqlite3_wal_checkpoint_v2(database, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
        _frames = 0;
    }

    private void MakeRoom()
    {
        try
        {
            using var log = File.OpenHandle(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            var end = RandomAccess.GetLength(log);
            _room = Math.Max(end, _frames * FrameBytes) + StepBytes;
            try
            {
                for (var at = end; at < _room; at += s_zeros.Length) RandomAccess.Write(log, s_zeros.AsSpan(0, (int)Math.Min(s_zeros.Length, _room - at)), at);
            }
            catch (IOException)
            {
                RandomAccess.SetLength(log, end); // the disk is nearly full: it has better uses for its last bytes
            }
        }
        catch (IOException)
        {
            _room = long.MaxValue; // without room it works too
        }
    }
}
