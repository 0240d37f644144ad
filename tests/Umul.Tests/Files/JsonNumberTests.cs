using System.Globalization;
using System.Text;
using Umul.Files.Json;

namespace Umul.Tests.Files;

/// <summary>Decimal text becomes the same double that the framework gives, which is the nearest.</summary>
public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0.5e-3", -0.0005)]
    [InlineData("1e22", 1e22)]
    [InlineData("9007199254740993", 9007199254740992)] // half-way between two doubles: to the even one
    [InlineData("0.1", 0.1)]
    [InlineData("12345678901234567890123", 12345678901234567890123d)]
    [InlineData("5e-324", 5e-324)]
    [InlineData("1e400", double.PositiveInfinity)]
    public void Read_Number_IsTheNearestDouble(string text, double expected)
    {
        Assert.Equal(expected, JsonNumber.Read(Encoding.ASCII.GetBytes(text + ","), out var length));
        Assert.Equal(text.Length, length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData("x")]
    public void Read_WhatIsNoNumber_HasNoLength(string text)
    {
        JsonNumber.Read(Encoding.ASCII.GetBytes(text), out var length);
        Assert.Equal(0, length);
    }

    [Fact]
    public void Read_AnyDouble_ComesBackToTheBit()
    {
        var random = new Random(7);
        for (var i = 0; i < 200_000; i++)
        {
            // Doubles of every exponent, decimals of every length, and doubles moved half a step.
            var text = (i % 4) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64()).ToString("R", CultureInfo.InvariantCulture),
                1 => (random.NextDouble() * Math.Pow(10, random.Next(-20, 20))).ToString("R", CultureInfo.InvariantCulture),
                2 => string.Create(CultureInfo.InvariantCulture, $"{random.NextInt64()}e{random.Next(-70, 70)}"),
                _ => (((decimal)random.NextInt64(1L << 53, 1L << 54)) + 0.5m).ToString(CultureInfo.InvariantCulture),
            };
            if (text is "NaN" || text.Contains('∞', StringComparison.Ordinal)) continue;
            var expected = double.Parse(text, CultureInfo.InvariantCulture);
            var actual = JsonNumber.Read(Encoding.ASCII.GetBytes(text), out _);
            Assert.True(expected.Equals(actual), $"{text}: {actual:R} for {expected:R}");
        }
    }
}
