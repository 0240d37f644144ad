using System.Reflection;
using System.Runtime.CompilerServices;

namespace Umul.Tests.Conventions;

/// <summary>Names that say what a thing is, and no more than six parameters before they become a record.</summary>
public sealed class NameTests
{
    private const int MostParameters = 6;
    private static readonly string[] s_empty = ["Manager", "Helper", "Helpers", "Utils", "Util", "Service", "Impl", "Info"];
    private static readonly string[] s_manyParameters =
    [
        "Umul.Metrics.CurveReader.FromSorted", // one branch of Read, with what Read has found so far
        "Umul.Runs.RunStore..ctor", // given by the container: what is recorded of a run lies in so many stores
    ];

    private static readonly Assembly[] s_product = [typeof(Server.UmulServer).Assembly, typeof(Evaluation.Statistics.Comparison).Assembly];

    [Fact]
    public void Types_DoNotEndInAWordThatSaysNothing()
    {
        var types = Types().Concat(typeof(NameTests).Assembly.GetTypes().Where(IsWritten)).ToList();
        Assert.True(types.Count > 500, $"only {types.Count} types were found");
        Assert.Empty(types.Where(type => s_empty.Any(word => Bare(type).EndsWith(word, StringComparison.Ordinal))).Select(type => type.FullName));
        Assert.Empty(SourceTree.Files("cs", "razor", "ts", "py")
            .Where(file => s_empty.Any(word => Path.GetFileNameWithoutExtension(file).Split('.')[0].EndsWith(word, StringComparison.Ordinal)))
            .Select(SourceTree.Name));
    }

    [Fact]
    public void MethodsAndConstructors_TakeAtMostSixParameters()
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var methods = Types().Where(type => !typeof(Delegate).IsAssignableFrom(type))
            .SelectMany(type => type.GetMethods(own).Cast<MethodBase>().Concat(IsRecord(type) ? [] : type.GetConstructors(own)))
            .Where(IsWritten).ToList();
        Assert.True(methods.Count > 2000, $"only {methods.Count} methods were found");
        Assert.Equal(s_manyParameters, methods.Where(method => method.GetParameters().Length > MostParameters)
            .Select(method => $"{method.DeclaringType}.{method.Name}").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Type> Types() => s_product.SelectMany(assembly => assembly.GetTypes()).Where(IsWritten);

    // A record is data; its constructor is its list of fields, and so is its Deconstruct.
    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null || type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static bool IsWritten(MemberInfo member) =>
        member.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !member.Name.Contains('<', StringComparison.Ordinal)
        && member.Name != "Deconstruct" && member.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is null
        && (member.DeclaringType is null || IsWritten(member.DeclaringType)) && (member as Type)?.Namespace?.StartsWith("Umul", StringComparison.Ordinal) != false;

    private static string Bare(Type type) => type.Name.Split('`')[0];
}
