using System.Buffers.Binary;
using System.IO.Hashing;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Umul.Ingest;

namespace Umul.Tests.Ingest;

/// <summary>A writer of the client protocol, as docs/client-protocol.md describes it, for tests that say their records as JSON.</summary>
internal sealed class SpoolWriter(HttpClient client, string run, string writer = "writer-1")
{
    private long _sequence;

    public string Run => run;

    public static string NewRun() => Guid.NewGuid().ToString("N");

    /// <summary>Frames of the records, numbered on from the last.</summary>
    public byte[] Frames(params string[] records) => [.. records.SelectMany(record => Frame(++_sequence, record))];

    public static byte[] Frame(long sequence, string record)
    {
        var payload = Encoding.UTF8.GetBytes(record);
        var frame = new byte[20 + payload.Length];
        "umf1"u8.CopyTo(frame);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(12), sequence);
        payload.CopyTo(frame, 20);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), Crc32.HashToUInt32(frame.AsSpan(12)));
        return frame;
    }

    public static string Start(string project = "p", string more = "") =>
        $$"""{"kind":"start","time":1000,"project":"{{project}}","name":"n","primary":true{{more}}}""";

    public static string Log(long step, string metrics) => $$"""{"kind":"log","time":{{2000 + step}},"step":{{step}},"metrics":{{metrics}}}""";

    public Task<HttpResponseMessage> Post(byte[] body, string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        return client.PostAsync(new Uri($"/api/ingest?run={run}&writer={writer}", UriKind.Relative), content);
    }

    /// <summary>Sends records and expects them to be taken.</summary>
    public async Task<IngestAnswer> Send(params string[] records) => await SendBytes(Frames(records));

    /// <summary>Sends a body and expects it to be taken.</summary>
    public async Task<IngestAnswer> SendBytes(byte[] body)
    {
        using var response = await Post(body);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<IngestAnswer>(JsonSerializerOptions.Web))!;
    }
}
