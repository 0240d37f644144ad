namespace Umul.Web;

/// <summary>The two languages that every text exists in.</summary>
internal enum Language
{
    English,
    Korean,
}
