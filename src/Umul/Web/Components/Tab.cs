namespace Umul.Web.Components;

/// <summary>One tab: a page of its own with an address of its own.</summary>
public sealed record Tab(string Text, string Href, bool Current, long? Count = null);
