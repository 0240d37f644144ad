using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Umul.Web;

namespace Umul.Artifacts;

/// <summary>
/// Bytes as objects of an S3-compatible bucket: <c>PREFIX/blobs/&lt;2 hex&gt;/&lt;SHA-256&gt;</c>. What the data folder has already is read from
/// there, so that a folder can move to a bucket without a pause; everything new goes to the bucket only.
/// </summary>
internal sealed class BucketBlobs(BucketAddress address, IAmazonS3 client, FolderBlobs local) : IBlobs, IDisposable
{
    private const int UploadsAtOnce = 8;

    public bool IsLocal => false;

    /// <summary>Larger files are sent in parts of this size; S3 takes at most 5 GB at once and 10,000 parts.</summary>
    public long PartBytes { get; init; } = 256L << 20;

    public async Task<bool> Has(string hash, CancellationToken cancellation = default)
    {
        if (await local.Has(hash, cancellation)) return true;
        try
        {
            await client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = address.Bucket, Key = Key(hash) }, cancellation);
            return true;
        }
        catch (AmazonS3Exception absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
        catch (Exception failure) when (IsOfTheBucket(failure))
        {
            throw Failed(failure);
        }
    }

    // Also if it is there already: it is young again, and a collection that runs now leaves it alone.
    public async Task Take(string hash, string file, CancellationToken cancellation = default)
    {
        try
        {
            if (new FileInfo(file).Length > PartBytes) await SendInParts(hash, file, cancellation);
            else await client.PutObjectAsync(new PutObjectRequest { BucketName = address.Bucket, Key = Key(hash), FilePath = file, UseChunkEncoding = false }, cancellation);
        }
        catch (Exception failure) when (IsOfTheBucket(failure))
        {
            throw Failed(failure);
        }
    }

    public Task TakeAll(string filesFolder, IReadOnlyCollection<string> hashes) => Parallel.ForEachAsync(
        hashes, new ParallelOptions { MaxDegreeOfParallelism = UploadsAtOnce },
        async (hash, cancellation) => await Take(hash, Path.Combine(filesFolder, hash), cancellation));

    public Stream OpenRead(string hash, long sizeBytes) =>
        File.Exists(local.FilePath(hash)) ? local.OpenRead(hash, sizeBytes) : new BucketStream(from => OpenFrom(hash, from), sizeBytes);

    public string FilePath(string hash)
    {
        var path = local.FilePath(hash);
        if (File.Exists(path)) return path;
        var partial = $"{path}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            using (var source = OpenFrom(hash, 0).GetAwaiter().GetResult())
            using (var target = new FileStream(partial, FileMode.CreateNew))
                source.CopyTo(target);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
        return path;
    }

    public async IAsyncEnumerable<Blob> All([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var request = new ListObjectsV2Request { BucketName = address.Bucket, Prefix = address.Prefix + "blobs/" };
        do
        {
            var page = await Page(request, cancellation);
            foreach (var found in page.S3Objects ?? [])
                yield return new Blob(found.Key[(found.Key.LastIndexOf('/') + 1)..], found.Size ?? 0, new DateTimeOffset((found.LastModified ?? DateTime.UnixEpoch).ToUniversalTime()));
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
        await foreach (var kept in local.All(cancellation)) yield return kept;
    }

    public async Task Delete(string hash)
    {
        await local.Delete(hash);
        try
        {
            await client.DeleteObjectAsync(address.Bucket, Key(hash));
        }
        catch (Exception failure) when (IsOfTheBucket(failure))
        {
            throw Failed(failure);
        }
    }

    /// <summary>
    /// Makes the prefix this data folder's own. Two folders may not share one: a collection in the one would delete what the other names.
    /// </summary>
    /// <exception cref="UmulException">The bucket cannot be reached or written, or the prefix is another folder's.</exception>
    public async Task Claim(string folderId)
    {
        var key = address.Prefix + "umul-folder.txt";
        try
        {
            using var answer = await client.GetObjectAsync(address.Bucket, key);
            using var reader = new StreamReader(answer.ResponseStream);
            if ((await reader.ReadToEndAsync()).Trim() != folderId)
                throw new UmulException(ErrorCode.WrongState, new Sentence(
                    $"{address} belongs to another data folder of Umul. Give this one a prefix of its own.",
                    $"{address}은(는) Umul의 다른 데이터 폴더가 쓰고 있습니다. 이 폴더에는 다른 접두사를 주세요."));
        }
        catch (AmazonS3Exception absent) when (absent.ErrorCode == "NoSuchKey")
        {
            await client.PutObjectAsync(new PutObjectRequest { BucketName = address.Bucket, Key = key, ContentBody = folderId, UseChunkEncoding = false });
        }
        catch (Exception failure) when (IsOfTheBucket(failure))
        {
            throw Failed(failure);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task SendInParts(string hash, string file, CancellationToken cancellation)
    {
        var begun = await client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = address.Bucket, Key = Key(hash) }, cancellation);
        try
        {
            List<PartETag> parts = [];
            var length = new FileInfo(file).Length;
            for (long at = 0; at < length; at += PartBytes)
            {
                var part = new UploadPartRequest
                {
                    BucketName = address.Bucket,
                    Key = Key(hash),
                    UploadId = begun.UploadId,
                    PartNumber = parts.Count + 1,
                    FilePath = file,
                    FilePosition = at,
                    PartSize = Math.Min(PartBytes, length - at),
                    UseChunkEncoding = false,
                };
                parts.Add(new PartETag(parts.Count + 1, (await client.UploadPartAsync(part, cancellation)).ETag));
            }
            await client.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest { BucketName = address.Bucket, Key = Key(hash), UploadId = begun.UploadId, PartETags = parts }, cancellation);
        }
        catch
        {
            // Parts that nobody completes are paid for, for ever.
            await client.AbortMultipartUploadAsync(address.Bucket, Key(hash), begun.UploadId, CancellationToken.None);
            throw;
        }
    }

    private async Task<Stream> OpenFrom(string hash, long from)
    {
        try
        {
            var request = new GetObjectRequest { BucketName = address.Bucket, Key = Key(hash), ByteRange = from > 0 ? new ByteRange($"bytes={from}-") : null };
            return (await client.GetObjectAsync(request)).ResponseStream;
        }
        catch (Exception failure) when (IsOfTheBucket(failure))
        {
            throw Failed(failure);
        }
    }

    private async Task<ListObjectsV2Response> Page(ListObjectsV2Request request, CancellationToken cancellation)
    {
        try
        {
            return await client.ListObjectsV2Async(request, cancellation);
        }
        catch (Exception failure) when (IsOfTheBucket(failure))
        {
            throw Failed(failure);
        }
    }

    private string Key(string hash) => $"{address.Prefix}blobs/{hash[..2]}/{hash}";

    private static bool IsOfTheBucket(Exception failure) => failure is AmazonClientException or AmazonServiceException or HttpRequestException;

    private UmulException Failed(Exception failure) =>
        new(ErrorCode.StorageFailed, new Sentence(
            $"The bucket {address} did not do what was asked ({failure.Message}). Nothing recorded before is harmed; send it again when the bucket is back.",
            $"버킷 {address}이(가) 요청을 처리하지 못했습니다({failure.Message}). 이미 기록한 것은 그대로입니다. 버킷이 돌아오면 다시 보내세요."), failure);
}
