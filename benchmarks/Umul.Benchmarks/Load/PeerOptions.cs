using System.Globalization;

namespace Umul.Benchmarks.Load;

/// <summary>A server of the MLflow protocol that is running already, to measure beside ours. On this machine: its network is not what is compared.</summary>
internal sealed record PeerOptions(int Port, int? ProcessId, int Runs)
{
    private const int DefaultRuns = 2000;

    /// <summary>Takes <c>--peer URL [--peer-pid PID] [--runs N]</c> out of the arguments; null where no peer is named.</summary>
    public static PeerOptions? Take(ref string[] args)
    {
        var rest = args.ToList();
        var url = Value(rest, "--peer");
        var process = Value(rest, "--peer-pid");
        var runs = Value(rest, "--runs");
        args = [.. rest];
        if (url is null) return null;
        var address = new Uri(url);
        if (!address.IsLoopback) throw new ArgumentException($"The peer must be on this machine, as Umul is; '{url}' is not.", nameof(args));
        return new PeerOptions(address.Port, Number(process), Number(runs) ?? DefaultRuns);
    }

    private static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static string? Value(List<string> args, string name)
    {
        var at = args.IndexOf(name);
        if (at < 0 || at + 1 >= args.Count) return null;
        var value = args[at + 1];
        args.RemoveRange(at, 2);
        return value;
    }
}
