using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Umul.Web;

/// <summary>
/// Styles, scripts and pictures of the pages, embedded in the executable so that one file is the whole program.
/// An address carries the hash of its content, so a browser may keep it for ever.
/// </summary>
internal static class PageAssets
{
    private const string Prefix = "wwwroot/";

    private static readonly FrozenSet<string> Names = typeof(PageAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..])
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Asset> Loaded = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Styles { get; } = [.. Names.Where(name => name.EndsWith(".css", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The address of an embedded file, or null where the build left it out.</summary>
    public static string? Url(string name) => Names.Contains(name) ? $"/assets/{name}?v={Load(name).Hash}" : null;

    public static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{**name}", Send);

    private static IResult Send(string name, HttpContext context)
    {
        if (!Names.Contains(name))
            return Results.NotFound();
        var asset = Load(name);
        var headers = context.Response.Headers;
        headers[HeaderNames.CacheControl] = context.Request.Query["v"] == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        headers[HeaderNames.Vary] = HeaderNames.AcceptEncoding;
        var compressed = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal) && asset.Compressed.Length < asset.Plain.Length;
        if (compressed)
            headers[HeaderNames.ContentEncoding] = "br";
        var tag = new EntityTagHeaderValue(compressed ? $"\"{asset.Hash}-br\"" : $"\"{asset.Hash}\"");
        return Results.Bytes(compressed ? asset.Compressed : asset.Plain, asset.ContentType, entityTag: tag);
    }

    private static Asset Load(string name) => Loaded.GetOrAdd(name, static name =>
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(Prefix + name)!;
        var plain = new byte[stream.Length];
        stream.ReadExactly(plain);
        var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(plain);
        return new Asset(plain, packed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(plain))[..12], TypeOf(name));
    });

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        ".json" or ".map" => "application/json",
        _ => "application/octet-stream",
    };

    private sealed record Asset(byte[] Plain, byte[] Compressed, string Hash, string ContentType);
}
