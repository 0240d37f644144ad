using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Umul.Benchmarks.Load;

/// <summary>One keep-alive connection that sends prepared bytes and reads whole answers: a load generator that costs little itself.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[1 << 16];

    public RawClient(int port) => _socket.Connect("127.0.0.1", port);

    /// <summary>A request as it goes over the wire.</summary>
    public static byte[] Post(string path, string json) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"));

    /// <summary>A request as it goes over the wire.</summary>
    public static byte[] Get(string path) => Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    /// <summary>Sends and waits for the whole answer; its body is the answer.</summary>
    /// <exception cref="InvalidOperationException">The status was not 200.</exception>
    public ReadOnlySpan<byte> Send(ReadOnlySpan<byte> request)
    {
        while (request.Length > 0) request = request[_socket.Send(request)..];
        var read = 0;
        int head;
        while ((head = _buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8)) < 0) read += Receive(read);
        var header = Encoding.ASCII.GetString(_buffer, 0, head);
        if (!header.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            throw new InvalidOperationException(header + "\n" + Encoding.UTF8.GetString(_buffer, head, read - head));
        return header.Contains("chunked", StringComparison.OrdinalIgnoreCase) ? Chunked(head + 4, read) : Sized(header, head + 4, read);
    }

    public void Dispose() => _socket.Dispose();

    private ReadOnlySpan<byte> Sized(string header, int start, int read)
    {
        const string Name = "Content-Length:";
        var at = header.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
        var end = header.IndexOf('\r', at);
        var length = int.Parse(header.AsSpan(at, (end < 0 ? header.Length : end) - at), CultureInfo.InvariantCulture);
        while (read < start + length) read += Receive(read);
        return _buffer.AsSpan(start, length);
    }

    private Span<byte> Chunked(int start, int read)
    {
        while (!_buffer.AsSpan(0, read).EndsWith("0\r\n\r\n"u8)) read += Receive(read);
        var write = start;
        var at = start;
        while (true)
        {
            var line = at + _buffer.AsSpan(at, read - at).IndexOf("\r\n"u8);
            var length = int.Parse(Encoding.ASCII.GetString(_buffer, at, line - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0) return _buffer.AsSpan(start, write - start);
            _buffer.AsSpan(line + 2, length).CopyTo(_buffer.AsSpan(write));
            write += length;
            at = line + 2 + length + 2;
        }
    }

    private int Receive(int at)
    {
        if (at == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var received = _socket.Receive(_buffer.AsSpan(at));
        return received > 0 ? received : throw new InvalidOperationException("The server closed the connection.");
    }
}
