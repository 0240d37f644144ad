using Microsoft.AspNetCore.WebUtilities;
using Umul.Web;

namespace Umul.Artifacts;

/// <summary>Where a bucket is: <c>s3://BUCKET/PREFIX?endpoint=http://…&amp;region=…</c>. Without an endpoint it is Amazon's.</summary>
internal sealed record BucketAddress(string Bucket, string Prefix, Uri? Endpoint, string Region)
{
    private const string Example = "s3://my-bucket/umul?endpoint=http://127.0.0.1:9000";

    /// <exception cref="UmulException">It is not such an address.</exception>
    public static BucketAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != "s3" || uri.Host.Length == 0)
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"'{text}' is not an address of a bucket; it should look like {Example}.",
                $"'{text}'은(는) 버킷 주소가 아닙니다. {Example}과 같은 모양이어야 합니다."));
        var options = QueryHelpers.ParseQuery(uri.Query);
        if (options.Keys.FirstOrDefault(key => key is not ("endpoint" or "region")) is { } odd)
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"The bucket's address has an option '{odd}'; allowed are endpoint and region. Keys are read from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
                $"버킷 주소에 '{odd}' 옵션이 있습니다. 쓸 수 있는 것은 endpoint와 region입니다. 키는 AWS_ACCESS_KEY_ID와 AWS_SECRET_ACCESS_KEY에서 읽습니다."));
        Uri? endpoint = null;
        if (options.TryGetValue("endpoint", out var given) && !(Uri.TryCreate(given.ToString(), UriKind.Absolute, out endpoint) && endpoint.Scheme is "http" or "https"))
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"The endpoint '{given}' is not a link; the address should look like {Example}.",
                $"endpoint '{given}'이(가) 링크가 아닙니다. 주소는 {Example}과 같은 모양이어야 합니다."));
        var prefix = uri.AbsolutePath.Trim('/');
        var region = options.TryGetValue("region", out var named) ? named.ToString() : Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1";
        return new BucketAddress(uri.Host, prefix.Length == 0 ? "" : prefix + "/", endpoint, region);
    }

    public override string ToString() => $"s3://{Bucket}/{Prefix.TrimEnd('/')}" + (Endpoint is null ? "" : $" at {Endpoint.Authority}");
}
