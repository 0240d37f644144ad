namespace Umul.Access;

/// <summary>Someone, or some program, that may use this server.</summary>
internal sealed record Account
{
    /// <summary>Number inside the database; never shown.</summary>
    public required long Id { get; init; }

    /// <summary>The name that is typed at sign-in.</summary>
    public required string Name { get; init; }

    /// <summary>Hash of the password, or null if the account has tokens only.</summary>
    public string? Password { get; init; }

    /// <summary>The role in every project.</summary>
    public required Role Role { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long CreatedMs { get; init; }

    /// <summary>Roles in single projects, over and above <see cref="Role"/>.</summary>
    public IReadOnlyDictionary<long, Role> ProjectRoles { get; init; } = new Dictionary<long, Role>();

    /// <summary>The account's role in a project.</summary>
    public Role In(long projectId) => ProjectRoles.TryGetValue(projectId, out var role) && role > Role ? role : Role;

    /// <summary>The greatest role that it has anywhere.</summary>
    public Role Highest => ProjectRoles.Values.Append(Role).Max();
}
