namespace Umul.Access;

/// <summary>What an account may do; each includes those above it. Numbers are stored: never renumber.</summary>
internal enum Role
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>See what was recorded.</summary>
    Reader = 1,

    /// <summary>Also record, edit, move to the bin and restore.</summary>
    Writer = 2,

    /// <summary>Also manage accounts.</summary>
    Admin = 3,
}
