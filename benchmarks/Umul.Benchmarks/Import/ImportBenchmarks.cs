using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Umul.Import;
using Umul.Import.TensorBoard;
using Umul.Import.Wire;

namespace Umul.Benchmarks.Import;

/// <summary>Imports generated TensorBoard scalars into an empty data folder; the time is until every point is stored, durably.</summary>
internal static class ImportBenchmarks
{
    private const int Tags = 10;
    private const int Repeats = 5;

    public static int Run(string[] args)
    {
        var scalars = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("umul-bench-").FullName;
        try
        {
            var log = Path.Combine(folder, "log", "events.out.tfevents.1.bench");
            Write(log, scalars);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scalars:N0} scalars of {Tags} tags, {new FileInfo(log).Length / 1e6:F1} MB"));
            for (var i = 0; i < Repeats; i++)
                Import(Path.Combine(folder, "data" + i), Path.GetDirectoryName(log)!, scalars).GetAwaiter().GetResult();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Import(string data, string log, int scalars)
    {
        var stores = await LocalStores.Open(data, null, TimeProvider.System);
        var report = new ImportReport();
        var watch = Stopwatch.StartNew();
        new TensorBoardImport(log, new ImportSession(new StoreTarget(stores.Services), report, TimeProvider.System)).ReadAll();
        var stored = watch.Elapsed;
        await stores.DisposeAsync();
        if (report.Points != scalars)
            throw new InvalidOperationException($"{report.Points} of {scalars} points were imported.");
        watch.Restart();
        new TensorBoardRunReader(new ImportReport(), _ => -1).Read([.. Directory.GetFiles(log)], NoSink.Instance, CancellationToken.None);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"stored in {stored.TotalSeconds:F2} s (reading alone, both passes, {watch.Elapsed.TotalSeconds:F2} s); {new FileInfo(Path.Combine(data, "umul.db")).Length / (double)scalars:F1} bytes a point"));
    }

    /// <summary>As PyTorch's SummaryWriter.add_scalar writes them: one event a value.</summary>
    private static void Write(string path, int scalars)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        var names = Enumerable.Range(0, Tags).Select(i => Encoding.UTF8.GetBytes($"metrics/train_loss_{i}")).ToArray();
        Span<byte> summary = stackalloc byte[128];
        Span<byte> record = stackalloc byte[192];
        var random = new Random(1);
        for (var i = 0; i < scalars; i++)
        {
            var name = names[i % Tags];
            summary[0] = 0x0A;
            summary[1] = (byte)name.Length;
            name.CopyTo(summary[2..]);
            summary[2 + name.Length] = 0x15;
            BinaryPrimitives.WriteSingleLittleEndian(summary[(3 + name.Length)..], 1f / (1 + i / Tags) + random.NextSingle() * 0.01f);
            var valueLength = 7 + name.Length;
            record[0] = 0x09;
            BinaryPrimitives.WriteDoubleLittleEndian(record[1..], 1_700_000_000 + i * 0.0123);
            var length = 9;
            record[length++] = 0x10;
            for (var step = (uint)(i / Tags); ; step >>= 7)
            {
                record[length++] = (byte)(step >= 0x80 ? step | 0x80 : step);
                if (step < 0x80)
                    break;
            }
            record[length++] = 0x2A;
            record[length++] = (byte)(valueLength + 2);
            record[length++] = 0x0A;
            record[length++] = (byte)valueLength;
            summary[..valueLength].CopyTo(record[length..]);
            Record(file, record[..(length + valueLength)]);
        }
    }

    private static void Record(Stream file, ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(header, data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Checksums.MaskedCrc32C(header[..8]));
        file.Write(header);
        file.Write(data);
        BinaryPrimitives.WriteUInt32LittleEndian(header, Checksums.MaskedCrc32C(data));
        file.Write(header[..4]);
    }
}
