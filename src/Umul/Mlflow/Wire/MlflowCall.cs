using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Umul.Mlflow.Wire;

/// <summary>One request being answered: its fields, and the few shapes that an answer can have.</summary>
internal sealed class MlflowCall(HttpContext http, MlflowFields fields)
{
    private const string JsonType = "application/json";
    private const int FlushBytes = 64 * 1024;

    private static readonly ReadOnlyMemory<byte> EmptyObject = "{}"u8.ToArray();

    public HttpContext Http { get; } = http;

    public MlflowFields Fields { get; } = fields;

    public CancellationToken Cancelled => Http.RequestAborted;

    public string RouteText(string name) => Http.Request.RouteValues[name] as string ?? "";

    /// <summary>A field that a path may carry, at its end, instead of the body.</summary>
    /// <remarks>The web server decodes all but %2F, so that a percent sign that is left may be encoded or not: then only the address as sent tells.</remarks>
    public string RequiredFromPath(string name) => RouteText(name) switch
    {
        "" => Fields.RequiredText(name),
        var text when !text.Contains('%') => text,
        _ => Uri.UnescapeDataString(Http.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0].Split('/')[^1]),
    };

    /// <summary>The run that a message is about: run_id, or its deprecated twin run_uuid.</summary>
    public string RunId() => Fields.Text("run_id") is { Length: > 0 } id ? id
        : Fields.Text("run_uuid") is { Length: > 0 } twin ? twin
        : throw MlflowException.Missing("run_id");

    /// <summary>Answers <c>{}</c>: success is exactly 200 with a JSON object.</summary>
    public static Task Empty(HttpContext http)
    {
        Prepare(http.Response, StatusCodes.Status200OK);
        http.Response.ContentLength = EmptyObject.Length;
        return http.Response.Body.WriteAsync(EmptyObject, http.RequestAborted).AsTask();
    }

    public Task Empty() => Empty(Http);

    /// <summary>Answers one JSON object whose members <paramref name="write"/> writes.</summary>
    public async Task Object(Action<Utf8JsonWriter> write)
    {
        Prepare(Http.Response, StatusCodes.Status200OK);
        var writer = new Utf8JsonWriter(Http.Response.BodyWriter, MlflowJson.WriteOptions);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        await Http.Response.BodyWriter.FlushAsync(Cancelled).ConfigureAwait(false);
    }

    /// <summary>Answers an object with one long array, sending it on as it grows; <paramref name="end"/> writes what follows the array.</summary>
    public async Task Stream<T>(string arrayName, IEnumerable<T> items, Action<Utf8JsonWriter, T> writeItem, Action<Utf8JsonWriter>? end = null)
    {
        Prepare(Http.Response, StatusCodes.Status200OK);
        var writer = new Utf8JsonWriter(Http.Response.BodyWriter, MlflowJson.WriteOptions);
        await using var _ = writer.ConfigureAwait(false);
        writer.WriteStartObject();
        var isOpen = false;
        foreach (var item in items)
        {
            if (!isOpen)
                writer.WriteStartArray(arrayName);
            isOpen = true;
            writeItem(writer, item);
            if (writer.BytesPending > FlushBytes)
            {
                await writer.FlushAsync(Cancelled).ConfigureAwait(false);
                await Http.Response.BodyWriter.FlushAsync(Cancelled).ConfigureAwait(false);
            }
        }
        if (isOpen)
            writer.WriteEndArray();
        end?.Invoke(writer);
        writer.WriteEndObject();
        await writer.FlushAsync(Cancelled).ConfigureAwait(false);
    }

    /// <summary>Answers an object with one long array whose rows write themselves as bytes: for a hundred thousand points at a time.</summary>
    public async Task Rows(string arrayName, IReadOnlyList<RowSource> sources, string? nextPageToken)
    {
        Prepare(Http.Response, StatusCodes.Status200OK);
        var buffer = ArrayPool<byte>.Shared.Rent(FlushBytes + sources.Select(s => s.MaximumBytes + 1).DefaultIfEmpty().Max());
        var used = Encoding.UTF8.GetBytes($"{{\"{arrayName}\":[", buffer);
        var isFirst = true;
        foreach (var source in sources)
        {
            for (var row = source.First; row < source.End; row++)
            {
                if (!isFirst) buffer[used++] = (byte)',';
                isFirst = false;
                used += source.Write(buffer.AsSpan(used), row);
                if (used < FlushBytes) continue;
                await Http.Response.Body.WriteAsync(buffer.AsMemory(0, used), Cancelled).ConfigureAwait(false);
                used = 0;
            }
        }
        used += Encoding.UTF8.GetBytes(nextPageToken is null ? "]}" : $"],\"next_page_token\":\"{nextPageToken}\"}}", buffer.AsSpan(used));
        await Http.Response.Body.WriteAsync(buffer.AsMemory(0, used), Cancelled).ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Answers an error in MLflow's shape: exactly the two keys that every client version knows.</summary>
    public static async Task Error(HttpContext http, MlflowException error)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        http.Response.Clear();
        Prepare(http.Response, error.Status);
        if (error.Status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"mlflow\"";
        var writer = new Utf8JsonWriter(http.Response.BodyWriter, MlflowJson.WriteOptions);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("error_code"u8, error.Code);
            writer.WriteString("message"u8, error.Message);
            writer.WriteEndObject();
        }
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }

    private static void Prepare(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = JsonType;
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
