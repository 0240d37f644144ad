using System.Text;
using Umul.Import.Wire;

namespace Umul.Import.TensorBoard;

/// <summary>Turns one summary value of either dialect into a point, a medium or params.</summary>
/// <remarks>
/// PyTorch's SummaryWriter writes plain numbers, images and sounds (the dialect of TensorFlow 1); TensorFlow 2 and Keras write tensors
/// whose meaning is the plugin that the first value of the tag names.
/// </remarks>
internal sealed class ValueConverter(IRunSink sink, ImportReport report)
{
    private const int ImageBytesTag = (4 << 3) | WireType.Bytes;
    private const int AudioBytesTag = (4 << 3) | WireType.Bytes;

    /// <summary>False: the checksum held but the content is not what its kind says.</summary>
    public bool TryConvert(in EventRecord record, in SummaryValue value, Series series)
    {
        switch (value.Payload)
        {
            case SummaryPayload.Simple:
                return Point(record, series, value.Simple);
            case SummaryPayload.Image:
                return TryBlob(record, series, value.Body, MediaKind.Image, ImageBytesTag);
            case SummaryPayload.Audio:
                return TryBlob(record, series, value.Body, MediaKind.Audio, AudioBytesTag);
            case SummaryPayload.Histogram:
                return TryHistogram(record, series, HistogramJson.FromProto(value.Body));
            case SummaryPayload.Tensor when series.Plugin == "hparams":
            case SummaryPayload.None when series.Plugin == "hparams":
                // All of it is in the metadata; the tensor is an empty placeholder.
                return HParams.TryRead(value.PluginContent, sink);
            case SummaryPayload.Tensor:
                return TryTensor(record, series, value.Body);
            default:
                return true;
        }
    }

    private bool Point(in EventRecord record, Series series, double number)
    {
        sink.Point(series.Key, record.Step, record.WallTime, number);
        report.Points++;
        return true;
    }

    private bool TryTensor(in EventRecord record, Series series, ReadOnlySpan<byte> body)
    {
        if (!TensorValue.TryDecode(body, out var tensor))
            return false;
        switch (series.Plugin)
        {
            case "scalars":
            case "" when tensor is { Rank: 0, IsText: false }:
                return tensor.TryScalar(out var number) && Point(record, series, number);
            case "images":
                return TryImages(record, series, tensor);
            case "audio":
                return TryAudio(record, series, tensor);
            case "text":
                return TryText(record, series, tensor);
            case "histograms":
                return TryHistogram(record, series, HistogramJson.FromTensor(tensor));
            default:
                report.Left(series.Plugin.Length == 0 ? "tensor" : series.Plugin);
                return true;
        }
    }

    private bool TryBlob(in EventRecord record, Series series, ReadOnlySpan<byte> body, MediaKind kind, int bytesTag)
    {
        ReadOnlySpan<byte> bytes = default;
        var reader = new ProtoReader(body);
        while (reader.Next())
        {
            if (reader.Tag == bytesTag)
                bytes = reader.Bytes;
        }
        if (reader.IsMalformed || bytes.IsEmpty)
            return false;
        Media(record, series, kind, bytes, 0);
        return true;
    }

    /// <summary>Width and height as text, then the encoded images of the batch.</summary>
    private bool TryImages(in EventRecord record, Series series, in TensorValue tensor)
    {
        var index = 0;
        foreach (var bytes in tensor)
        {
            if (index >= 2 && !bytes.IsEmpty)
                Media(record, series, MediaKind.Image, bytes, index - 2);
            index++;
        }
        return index >= 2;
    }

    /// <summary>Sounds one after another, or rows of sound and label.</summary>
    private bool TryAudio(in EventRecord record, Series series, in TensorValue tensor)
    {
        var stride = tensor.Rank == 2 && tensor.LastAxis is > 0 and < 16 ? (int)tensor.LastAxis : 1;
        var index = 0;
        foreach (var bytes in tensor)
        {
            if (index % stride == 0 && !bytes.IsEmpty)
                Media(record, series, MediaKind.Audio, bytes, index / stride);
            index++;
        }
        return index > 0;
    }

    /// <summary>One text, or cells of a table, which become lines with tabs.</summary>
    private bool TryText(in EventRecord record, Series series, in TensorValue tensor)
    {
        var text = new StringBuilder();
        var index = 0L;
        foreach (var bytes in tensor)
        {
            if (index > 0)
                text.Append(tensor.Rank >= 2 && tensor.LastAxis > 0 && index % tensor.LastAxis != 0 ? '\t' : '\n');
            text.Append(Encoding.UTF8.GetString(bytes));
            index++;
        }
        if (index > 0)
            Emit(record, series, MediaKind.Text, "text/plain", Encoding.UTF8.GetBytes(text.ToString()), 0);
        return index > 0;
    }

    private bool TryHistogram(in EventRecord record, Series series, byte[]? json)
    {
        if (json is null)
            return false;
        Emit(record, series, MediaKind.Histogram, "application/json", json, 0);
        return true;
    }

    private void Media(in EventRecord record, Series series, MediaKind kind, ReadOnlySpan<byte> bytes, int index) =>
        Emit(record, series, kind, kind == MediaKind.Image ? ContentTypes.OfImage(bytes) : ContentTypes.OfAudio(bytes), bytes, index);

    private void Emit(in EventRecord record, Series series, MediaKind kind, string type, ReadOnlySpan<byte> bytes, int index)
    {
        sink.Media(new ImportedMedia
        {
            Kind = kind,
            Key = series.Key,
            Step = record.Step,
            WallTime = record.WallTime,
            Index = index,
            ContentType = type,
            Bytes = bytes,
        });
        report.Files++;
    }
}
