using System.Text;
using Umul.Outcomes.Pairing;

namespace Umul.Tests.Outcomes;

public sealed class CasePairingTests
{
    [Theory]
    [InlineData("P1.png", "P1.nii.gz", "Path", "P1")]
    [InlineData("P1_mask.png", "P1_pred.png", "WithoutSuffix", "P1")]
    [InlineData("P1-GT.nii.gz", "P1_prediction.nii.gz", "WithoutSuffix", "P1")]
    [InlineData("hospital-a/P1_seg.nii.gz", "out/P1.nii.gz", "Name", "P1")]
    [InlineData("P1/reference.nii.gz", "P1/output.nii.gz", "Folder", "P1")]
    [InlineData("1.2.840.113.nii.gz", "1.2.840.113.png", "Path", "1.2.840.113")]
    public void Of_NamesThatMeanTheSameCase_ArePaired(string reference, string prediction, string rule, string name)
    {
        var pairing = CasePairing.Of(Files(reference), Files(prediction));
        Assert.Equal((rule, 1, name), (pairing.Rule.ToString(), pairing.Paired, pairing.Pairs[0].Case));
    }

    [Fact]
    public void Of_KoreanNameFromAMac_IsTheSameCase()
    {
        var pairing = CasePairing.Of(Files("환자1_마스크.png"), [.. Files("환자1_마스크.png".Normalize(NormalizationForm.FormD))]);
        Assert.Equal(1, pairing.Paired);
    }

    [Fact]
    public void Of_MissingPartners_StayInTheList()
    {
        var pairing = CasePairing.Of(Files("P1.png", "P2.png"), Files("P2.png", "P3.png"));
        Assert.Equal(["P1", "P2", "P3"], pairing.Pairs.Select(p => p.Case));
        Assert.Equal("P1", Assert.Single(pairing.WithoutPrediction).Case);
        Assert.Equal("P3", Assert.Single(pairing.WithoutReference).Case);
    }

    [Fact]
    public void Of_TwoFilesForOneCase_ChoosesNeitherAndNamesBoth()
    {
        var pairing = CasePairing.Of(Files("P1.png", "P2.png"), Files("P1.png", "P1.nii.gz", "P2.png"));
        var (name, files) = Assert.Single(pairing.Ambiguous);
        Assert.Equal("P1", name);
        Assert.Equal(3, files.Count);
        Assert.Equal(1, pairing.Paired);
        Assert.Equal(3, pairing.Pairs.Count(p => p.Case == "P1"));
    }

    [Fact]
    public void In_HiddenAndOtherFiles_AreLeftOut()
    {
        var folder = Directory.CreateTempSubdirectory("umul-pairing-");
        try
        {
            foreach (var name in (string[])["b.png", "a.png", ".hidden.png", "notes.txt"]) File.WriteAllText(Path.Combine(folder.FullName, name), "");
            Directory.CreateDirectory(Path.Combine(folder.FullName, ".git"));
            File.WriteAllText(Path.Combine(folder.FullName, ".git", "c.png"), "");
            Assert.Equal(["a.png", "b.png"], FoundFile.In(folder.FullName, name => name.EndsWith(".png", StringComparison.Ordinal)).Select(f => f.Name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // As FoundFile.In gives them: composed.
    private static FoundFile[] Files(params string[] names) => [.. names.Select(name => new FoundFile("/data/" + name, name.Normalize()))];
}
