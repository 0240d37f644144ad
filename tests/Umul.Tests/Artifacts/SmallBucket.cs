using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Umul.Tests.Artifacts;

/// <summary>
/// The part of S3's protocol that Umul speaks, in memory (docs.aws.amazon.com/AmazonS3/latest/API): objects, ranges, lists by page and uploads in
/// parts. It refuses what is not signed with version 4, and a body that is not the one its signature names.
/// </summary>
internal sealed class SmallBucket : IAsyncDisposable
{
    private const int KeysAPage = 3;
    private static readonly XNamespace s_space = "http://s3.amazonaws.com/doc/2006-03-01/";
    private readonly ConcurrentDictionary<string, byte[]> _parts = new();
    private readonly WebApplication _application;

    private SmallBucket(WebApplication application) => _application = application;

    /// <summary>Objects by key, without the bucket's name.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    /// <summary>When objects are said to have come.</summary>
    public DateTime Modified { get; set; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>True: every request is answered 503.</summary>
    public bool IsDown { get; set; }

    /// <summary>What came, as <c>METHOD key</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Link => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public string Address(string prefix) => $"s3://lab/{prefix}?endpoint={Link}";

    public static async Task<SmallBucket> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel((KestrelServerOptions kestrel) => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        var bucket = new SmallBucket(builder.Build());
        bucket._application.Run(bucket.Answer);
        await bucket._application.StartAsync();
        return bucket;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var key = http.Request.Path.Value!.StartsWith("/lab/", StringComparison.Ordinal) ? http.Request.Path.Value["/lab/".Length..] : "";
        Requests.Enqueue($"{http.Request.Method} {key}");
        if (IsDown) await Refuse(http, 503, "ServiceUnavailable");
        else if (!IsSigned(http.Request, body.ToArray())) await Refuse(http, 403, "SignatureDoesNotMatch");
        else await Act(http, key, body.ToArray());
    }

    private static bool IsSigned(HttpRequest request, byte[] body)
    {
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith("AWS4-HMAC-SHA256 Credential=lab-key/", StringComparison.Ordinal)
            && authorization.Contains("SignedHeaders=", StringComparison.Ordinal) && authorization.Contains("Signature=", StringComparison.Ordinal)
            && request.Headers.ContainsKey("x-amz-date")
            && request.Headers["x-amz-content-sha256"].ToString() == Convert.ToHexStringLower(SHA256.HashData(body));
    }

    private Task Act(HttpContext http, string key, byte[] body)
    {
        var query = http.Request.Query;
        switch (http.Request.Method)
        {
            case "PUT" when query.TryGetValue("partNumber", out var part):
                _parts[$"{query["uploadId"]}/{int.Parse(part!, CultureInfo.InvariantCulture):D5}"] = body;
                http.Response.Headers.ETag = "\"part\"";
                return Task.CompletedTask;
            case "PUT":
                Objects[key] = body;
                http.Response.Headers.ETag = "\"whole\"";
                return Task.CompletedTask;
            case "POST" when query.ContainsKey("uploads"):
                return Xml(http, new XElement(s_space + "InitiateMultipartUploadResult", new XElement(s_space + "UploadId", Guid.NewGuid().ToString("N"))));
            case "POST":
                Objects[key] = [.. _parts.Where(p => p.Key.StartsWith(query["uploadId"] + "/", StringComparison.Ordinal)).OrderBy(p => p.Key).SelectMany(p => p.Value)];
                return Xml(http, new XElement(s_space + "CompleteMultipartUploadResult", new XElement(s_space + "ETag", "\"whole\"")));
            case "DELETE":
                Objects.TryRemove(key, out _);
                http.Response.StatusCode = 204;
                return Task.CompletedTask;
            case "GET" when query.ContainsKey("list-type"):
                return List(http, query["prefix"]!, query["continuation-token"]);
            default:
                return Objects.TryGetValue(key, out var found) ? Send(http, found) : Refuse(http, 404, "NoSuchKey");
        }
    }

    private async Task Send(HttpContext http, byte[] found)
    {
        var from = http.Request.Headers.Range.ToString() is { Length: > 0 } range ? int.Parse(range["bytes=".Length..].Split('-')[0], CultureInfo.InvariantCulture) : 0;
        http.Response.StatusCode = from > 0 ? 206 : 200;
        http.Response.Headers.LastModified = Modified.ToString("R", CultureInfo.InvariantCulture);
        http.Response.ContentLength = found.Length - from;
        if (http.Request.Method != "HEAD") await http.Response.Body.WriteAsync(found.AsMemory(from));
    }

    private Task List(HttpContext http, string prefix, string? after)
    {
        var keys = Objects.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0).Order(StringComparer.Ordinal).ToList();
        var page = keys.Take(KeysAPage).ToList();
        var list = new XElement(s_space + "ListBucketResult", new XElement(s_space + "IsTruncated", keys.Count > page.Count), page.Select(key => new XElement(
            s_space + "Contents", new XElement(s_space + "Key", key), new XElement(s_space + "Size", Objects[key].Length), new XElement(s_space + "LastModified", Modified))));
        if (keys.Count > page.Count) list.Add(new XElement(s_space + "NextContinuationToken", page[^1]));
        return Xml(http, list);
    }

    private static Task Refuse(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        return http.Request.Method == "HEAD" ? Task.CompletedTask : Xml(http, new XElement("Error", new XElement("Code", code), new XElement("Message", code)));
    }

    private static Task Xml(HttpContext http, XElement element)
    {
        http.Response.ContentType = "application/xml";
        return http.Response.WriteAsync(element.ToString());
    }
}
