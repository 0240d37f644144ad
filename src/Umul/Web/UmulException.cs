namespace Umul.Web;

/// <summary>What went wrong, in the product's words; mapped once to problem+json and once to MLflow's error shape.</summary>
internal enum ErrorCode
{
    /// <summary>The request breaks a rule; sending it again unchanged cannot help. HTTP 400.</summary>
    Invalid,

    /// <summary>The thing named does not exist. HTTP 404.</summary>
    NotFound,

    /// <summary>The name is taken. HTTP 409.</summary>
    AlreadyExists,

    /// <summary>The thing exists but its state forbids this, such as writing to a run in the bin. HTTP 409.</summary>
    WrongState,

    /// <summary>No or wrong credentials. HTTP 401.</summary>
    Unauthenticated,

    /// <summary>The account may not do this. HTTP 403.</summary>
    Forbidden,

    /// <summary>More than a limit allows. HTTP 413.</summary>
    TooLarge,

    /// <summary>The disk is full or cannot be written; nothing recorded before is harmed. HTTP 507.</summary>
    StorageFailed,
}

/// <summary>A broken product rule. The message names the thing, the place and the remedy.</summary>
internal class UmulException : Exception
{
    private readonly Sentence? _sentence;

    public UmulException(ErrorCode code, Sentence sentence, Exception? inner = null)
        : this(code, sentence.English, inner) => _sentence = sentence;

    /// <summary>With a message that is not Umul's own, or was said in the reader's language already.</summary>
    public UmulException(ErrorCode code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>The kind of error.</summary>
    public ErrorCode Code { get; }

    /// <summary>The message in the reader's language, where it exists in both.</summary>
    public virtual string In(Language language) => _sentence?.In(language) ?? Message;
}
