using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using Umul.Database;

namespace Umul.Benchmarks.Load;

/// <summary>
/// What this machine can do at best, below the figures of <see cref="LoadBenchmarks"/>: a sync of a growing and of a recycled file, a
/// one-row commit of the database as Umul configures it, and a request over loopback that does nothing.
/// </summary>
internal static class Floor
{
    private const double Seconds = 2;

    public static int Run(string[] args)
    {
        var folder = Directory.CreateDirectory(Path.Combine(args.Length > 0 ? args[0] : Path.GetTempPath(), $"umul-floor-{Guid.NewGuid():n}")).FullName;
        try
        {
            Print("write 4 KiB and sync, file grows", Sync(Path.Combine(folder, "grows"), recycled: false));
            Print("write 4 KiB and sync, within 4 MiB written before", Sync(Path.Combine(folder, "recycled"), recycled: true));
            Print("database commit of one row, as Umul writes it", Commit(Path.Combine(folder, "floor.db")));
            Print("TCP round trip over loopback between two threads, blocking", RoundTrip());
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Sync(string path, bool recycled)
    {
        const int Recycled = 4 << 20;
        using SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        if (recycled) RandomAccess.Write(file, new byte[Recycled], 0);
        RandomAccess.FlushToDisk(file);
        var block = new byte[4096];
        long at = 0;
        return PerSecond(() =>
        {
            RandomAccess.Write(file, block, at);
            RandomAccess.FlushToDisk(file);
            at += block.Length;
            if (recycled) at %= Recycled;
        });
    }

    private static double Commit(string path)
    {
        using var connection = new SqliteWriteConnection((SqliteConnection)new SqliteSource(path).OpenWriter());
        connection.Execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, points BLOB NOT NULL)", []);
        var points = new byte[20];
        return PerSecond(() =>
        {
            connection.Begin();
            connection.Execute("INSERT INTO rows (points) VALUES (@p0)", [points]);
            connection.Commit();
            connection.Rest();
        });
    }

    private static double RoundTrip()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.Connect(listener.LocalEndpoint);
        var far = listener.AcceptSocket();
        far.NoDelay = true;
        new Thread(() =>
        {
            var bytes = new byte[512];
            while (far.Receive(bytes) is var count and > 0) far.Send(bytes.AsSpan(0, count));
            far.Dispose();
        })
        { IsBackground = true }.Start();
        var request = new byte[300];
        return PerSecond(() =>
        {
            near.Send(request);
            near.Receive(request);
        });
    }

    private static double PerSecond(Action work)
    {
        for (var i = 0; i < 200; i++) work();
        var count = 0;
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed.TotalSeconds < Seconds; count++) work();
        return count / watch.Elapsed.TotalSeconds;
    }

    private static void Print(string what, double perSecond) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {perSecond:N0}/s | {1e6 / perSecond:0} µs |"));
}
