namespace Umul.Tests.Browser;

/// <summary>This test tries, in a real browser, what a newcomer tries in the first ten minutes: the interaction of that number in <see cref="FirstTenMinutes"/>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class FirstTenMinutesAttribute(int number) : Attribute
{
    public int Number { get; } = number;
}
