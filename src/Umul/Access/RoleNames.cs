using Umul.Web.Texts;

namespace Umul.Access;

/// <summary>Roles in the reader's language.</summary>
internal static class RoleNames
{
    /// <summary>What pages call the role.</summary>
    public static string RoleName(this AccessTexts texts, Role role) => role switch
    {
        Role.Admin => texts.RoleAdmin,
        Role.Writer => texts.RoleWriter,
        Role.Reader => texts.RoleReader,
        _ => texts.RoleNone,
    };
}
