using System.Globalization;

namespace Umul.Runs.Search;

internal enum FilterTokenKind
{
    Word,
    Quoted,
    Number,
    Comparator,
    Open,
    Close,
    Comma,
    Junk,
}

/// <summary>A piece of a filter. <see cref="Raw"/> is as written, <see cref="Text"/> without quotes and, in a dotted name, without the entity.</summary>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Raw, string Text, int Position)
{
    /// <summary>The entity before the first dot, or null where the name has none.</summary>
    public string? Entity { get; init; }

    public bool Is(string word) => Kind == FilterTokenKind.Word && Entity is null && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts a filter into tokens. Names may be dotted, and their parts quoted with backticks or double quotes.</summary>
internal static class FilterLexer
{
    private const string ComparatorCharacters = "=!<>";

    public static List<FilterToken> Read(string filter)
    {
        var tokens = new List<FilterToken>();
        var at = 0;
        while (at < filter.Length)
        {
            if (char.IsWhiteSpace(filter[at]))
            {
                at++;
                continue;
            }
            var token = ReadOne(filter, at);
            tokens.Add(token);
            at += token.Raw.Length;
        }
        return tokens;
    }

    private static FilterToken ReadOne(string filter, int start)
    {
        var c = filter[start];
        if (c is '(' or ')' or ',')
        {
            var kind = c switch { '(' => FilterTokenKind.Open, ')' => FilterTokenKind.Close, _ => FilterTokenKind.Comma };
            return new(kind, filter[start..(start + 1)], "", start);
        }
        if (ComparatorCharacters.Contains(c, StringComparison.Ordinal))
        {
            var end = start + 1;
            while (end < filter.Length && ComparatorCharacters.Contains(filter[end], StringComparison.Ordinal))
                end++;
            return new(FilterTokenKind.Comparator, filter[start..end], filter[start..end], start);
        }
        if (c is '\'' or '"' or '`')
            return ReadQuoted(filter, start);
        if (NumberLength(filter.AsSpan(start)) is var digits and > 0 && !ContinuesName(filter, start + digits))
            return new(FilterTokenKind.Number, filter[start..(start + digits)], filter[start..(start + digits)], start);
        return IsNameCharacter(c) ? ReadName(filter, start) : new(FilterTokenKind.Junk, filter[start..(start + 1)], "", start);
    }

    /// <summary>A value in quotes, unless a dot follows: then it is the first part of a name.</summary>
    private static FilterToken ReadQuoted(string filter, int start)
    {
        if (ClosingQuote(filter, start) is not { } close)
            return new(FilterTokenKind.Junk, filter[start..], "", start);
        if (filter[start] != '\'' && close + 1 < filter.Length && filter[close + 1] == '.')
            return ReadName(filter, start);
        var kind = filter[start] == '`' ? FilterTokenKind.Word : FilterTokenKind.Quoted;
        return new(kind, filter[start..(close + 1)], Unquote(filter, start, close), start);
    }

    private static FilterToken ReadName(string filter, int start)
    {
        var at = start;
        string? entity = null;
        if (filter[at] is '`' or '"')
        {
            var close = ClosingQuote(filter, at)!.Value;
            entity = Unquote(filter, at, close);
            at = close + 2;
        }
        else
        {
            while (at < filter.Length && IsNameCharacter(filter[at]) && filter[at] != '.')
                at++;
            if (at == filter.Length || filter[at] != '.')
                return new(FilterTokenKind.Word, filter[start..at], filter[start..at], start);
            entity = filter[start..at];
            at++;
        }
        return ReadKey(filter, start, at, entity);
    }

    /// <summary>The part after the first dot: quoted as a whole, or plain characters that may hold further dots.</summary>
    private static FilterToken ReadKey(string filter, int start, int at, string entity)
    {
        var keyStart = at;
        if (at < filter.Length && filter[at] is '`' or '"' && ClosingQuote(filter, at) is { } close)
            return new(FilterTokenKind.Word, filter[start..(close + 1)], Unquote(filter, at, close), start) { Entity = entity };
        while (at < filter.Length && IsNameCharacter(filter[at]))
            at++;
        return new(FilterTokenKind.Word, filter[start..at], filter[keyStart..at], start) { Entity = entity };
    }

    private static int? ClosingQuote(string filter, int open)
    {
        var quote = filter[open];
        for (var at = open + 1; at < filter.Length; at++)
        {
            if (filter[at] != quote)
                continue;
            if (quote == '\'' && at + 1 < filter.Length && filter[at + 1] == quote)
                at++;
            else
                return at;
        }
        return null;
    }

    private static string Unquote(string filter, int open, int close)
    {
        var inner = filter[(open + 1)..close];
        return filter[open] == '\'' ? inner.Replace("''", "'", StringComparison.Ordinal) : inner;
    }

    private static bool ContinuesName(string filter, int at) => at < filter.Length && IsNameCharacter(filter[at]);

    private static bool IsNameCharacter(char c)
        => c is '_' or '.' || char.IsLetterOrDigit(c) || char.IsSurrogate(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Length of the decimal number at the start of the text, with sign and exponent; 0 if there is none.</summary>
    private static int NumberLength(ReadOnlySpan<char> text)
    {
        var at = text[0] is '+' or '-' ? 1 : 0;
        var first = at;
        at = SkipDigits(text, at);
        var digits = at - first;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = SkipDigits(text, at + 1) - at - 1;
            digits += fraction;
            at += fraction + 1;
        }
        if (digits == 0)
            return 0;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var exponent = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            var end = SkipDigits(text, exponent);
            if (end > exponent)
                at = end;
        }
        return at;
    }

    private static int SkipDigits(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }
}
