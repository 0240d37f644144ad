using Umul.Artifacts;

namespace Umul.Tests.Artifacts;

public sealed class ArtifactPathTests
{
    [Theory]
    [InlineData("model.pt")]
    [InlineData("predictions/test/case 1.png")]
    [InlineData("병변/예측.png")]
    [InlineData("images/val/dice%step=3%timestamp=17%2f3ac9e1.png")] // as mlflow.log_image names files: '%' and then hex digits
    [InlineData("images/mask%step%23%timestamp%1795344111183%d862c210.png")] // decoded once more: '#', a control character, half a letter
    [InlineData("a%2e.txt")]
    [InlineData("100%.txt")]
    [InlineData("..hidden")]
    public void Ordinary_names_are_accepted(string path) => Assert.Equal(path, ArtifactPath.Parse(path).Value);

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a//b")]
    [InlineData("./a")]
    [InlineData("a\\..\\b")]
    [InlineData("C:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("%2fetc/passwd")]
    [InlineData("..%2fx")]
    [InlineData("%2e%2e/x")]
    [InlineData("%252e%252e%252fx")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    public void A_path_that_leaves_its_root_now_or_after_more_decoding_is_refused(string path) =>
        Assert.False(ArtifactPath.TryParse(path, out _));

    [Fact]
    public void Half_a_character_is_refused() => Assert.False(ArtifactPath.TryParse("a" + (char)0xd800, out _)); // an attribute cannot hold one
}
