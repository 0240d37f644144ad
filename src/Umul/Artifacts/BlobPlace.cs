using Amazon.Runtime;
using Amazon.S3;
using Umul.Database;
using Umul.Web;

namespace Umul.Artifacts;

/// <summary>
/// Which place a data folder's bytes have. Said once with <c>umul up --artifacts</c> and kept in the folder, so that commands without a
/// server and later starts find the same bytes.
/// </summary>
internal static class BlobPlace
{
    /// <exception cref="UmulException">The folder has another place, or the bucket cannot be used.</exception>
    public static async Task<IBlobs> Open(DataFolder folder, string? given)
    {
        var local = new FolderBlobs(folder.Blobs);
        var kept = Kept(folder.Path);
        if (given is null && kept is null) return local;
        if (given is not null && kept is not null && kept.Value.Address != given)
        {
            throw new UmulException(
                ErrorCode.WrongState,
                new Sentence(
                    $"The files of {folder.Path} lie in {kept.Value.Address}. To move them, write a backup and restore it into a new data folder that is started with --artifacts {given}.",
                    $"{folder.Path}의 파일은 {kept.Value.Address}에 있습니다. 옮기려면 백업을 만들어, --artifacts {given}으로 시작한 새 데이터 폴더에 복원하세요."));
        }
        var (address, id) = kept ?? (given!, Guid.NewGuid().ToString("N"));
        var bucket = Connect(BucketAddress.Parse(address), local);
        try
        {
            await bucket.Claim(id);
        }
        catch
        {
            bucket.Dispose();
            throw;
        }
        if (kept is null) await File.WriteAllLinesAsync(FileIn(folder.Path), [address, id]);
        return bucket;
    }

    /// <summary>The address of the bucket and the folder's id in it, or null if the bytes lie in the folder.</summary>
    public static (string Address, string Id)? Kept(string folder) =>
        File.Exists(FileIn(folder)) && File.ReadAllLines(FileIn(folder)) is [var address, var id, ..] ? (address, id) : null;

    /// <summary>Looks whether the folder's bucket answers and is its own.</summary>
    /// <exception cref="UmulException">It does not, or is not.</exception>
    public static async Task Look(string folder)
    {
        if (Kept(folder) is not { } kept) return;
        using var bucket = Connect(BucketAddress.Parse(kept.Address), new FolderBlobs(Path.Combine(folder, "blobs")));
        await bucket.Claim(kept.Id);
    }

    private static string FileIn(string folder) => Path.Combine(folder, "umul.artifacts");

    // Keys from the environment only: the SDK's other ways ask files and the network for some that nobody named.
    private static BucketBlobs Connect(BucketAddress address, FolderBlobs local)
    {
        var (key, secret) = (Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID"), Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"));
        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(secret))
            throw new UmulException(ErrorCode.Unauthenticated, new Sentence(
                $"The bucket {address} needs keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN if there is one.",
                $"버킷 {address}에는 키가 필요합니다. AWS_ACCESS_KEY_ID와 AWS_SECRET_ACCESS_KEY를, 있으면 AWS_SESSION_TOKEN도 설정하세요."));
        var token = Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN");
        AWSCredentials credentials = string.IsNullOrEmpty(token) ? new BasicAWSCredentials(key, secret) : new SessionAWSCredentials(key, secret, token);
        var config = new AmazonS3Config
        {
            AuthenticationRegion = address.Region,
            // The hash that names an object is the hash that its upload is signed with; other checksums are more than some servers know.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (address.Endpoint is { } endpoint) (config.ServiceURL, config.ForcePathStyle) = (endpoint.ToString(), true);
        else config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(address.Region);
        return new BucketBlobs(address, new AmazonS3Client(credentials, config), local);
    }
}
