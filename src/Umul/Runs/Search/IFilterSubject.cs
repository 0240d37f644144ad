namespace Umul.Runs.Search;

/// <summary>Something a filter can be asked about. Each kind of thing that can be searched has its own.</summary>
internal interface IFilterSubject
{
    /// <summary>The number in a field, or null where the field is absent or not a number. NaN is present.</summary>
    double? Number(FilterField field);

    /// <summary>The text in a field, or null where the field is absent.</summary>
    string? Text(FilterField field);

    /// <summary>Whether a tag that is absent differs from every value. Runs say no, the registry's models yes.</summary>
    bool AbsentTagDiffers => false;

    /// <summary>Every text of a field that can have several: the data sets of one run.</summary>
    IEnumerable<string> Texts(FilterField field) => Text(field) is { } text ? [text] : [];
}
