using Umul.Datasets;
using Umul.Web;

namespace Umul.Tests.Datasets;

/// <summary>Looking at a folder: what is taken for a case, what is left over, what must be asked; nothing is saved.</summary>
public sealed class DatasetDraftingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("umul-draft-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void UsualFolders_ImagesAndMasks_AreCases_AndWhatIsLeftOverIsSaid()
    {
        Files("images/P1.png", "images/P2.png", "masks/P1_mask.png", "notes.json", ".hidden/P3.png", "images/readme.docx");
        var draft = Look();
        Assert.Equal(["P1", "P2"], draft.Cases.Select(c => c.Id));
        Assert.Equal([("image", 2), ("reference", 1)], draft.Roles);
        Assert.Equal(["notes.json"], draft.Unmatched);
        Assert.Equal(Path.GetFileName(_folder), draft.Name);
    }

    [Fact]
    public void UsualEndings_MaskBesideImage_AndNnunetChannels_AreOneCase()
    {
        Files("a/benign (1).png", "a/benign (1)_mask.png", "b/case_0000.nii.gz", "b/case_0001.nii.gz", "labelsTr/case.nii.gz");
        var draft = Look();
        Assert.Equal(["a/benign (1)", "b/case", "case"], draft.Cases.Select(c => c.Id));
        Assert.Equal(["image", "reference"], draft.Cases[0].Files.Select(f => f.Role));
        Assert.Equal(["image", "image_0001"], draft.Cases[1].Files.Select(f => f.Role));
    }

    [Fact]
    public void SeveralMasksOfOneImage_AreOneCase_AndItIsSaid()
    {
        Files("x.png", "x_mask.png", "x_mask_1.png");
        var draft = Look();
        Assert.Equal(3, Assert.Single(draft.Cases).Files.Count);
        Assert.Contains(draft.Notes, note => note.English.Contains("several files of one role", StringComparison.Ordinal));
    }

    [Fact]
    public void Patterns_CaseAndGroup_AreTakenFromThePath()
    {
        Files("P1/scan_a.png", "P1/scan_b.png", "P2/scan_a.png", "truth/P1/a.png");
        var draft = Look(new DraftRequest { Project = "p", Folder = _folder, Patterns = ["{group}/scan_{case}.png", "reference=truth/{group}/{case}.png"] });
        Assert.Equal(["a", "b"], draft.Cases.Select(c => c.Id)); // the same name under two patients is one case: the pattern must tell them apart
        draft = Look(new DraftRequest { Project = "p", Folder = _folder, Patterns = ["{case}.png"] });
        Assert.Equal(["P1/scan_a", "P1/scan_b", "P2/scan_a", "truth/P1/a"], draft.Cases.Select(c => c.Id));
    }

    [Theory]
    [InlineData("case,patient,image,split\nc1,P1,i1.png,train\nc2,P1,i2.png,test\n")]
    [InlineData("\uFEFFcase;patient;image;split\r\nc1;P1;i1.png;train\r\nc2;P1;.\\i2.png;test\r\n")]
    [InlineData("case\tpatient\timage\tsplit\nc1\tP1\ti1.png\ttrain\nc2\tP1\t./i2.png\ttest\n")]
    public void Manifest_NamesCasesGroupsSplitsAndFiles(string text)
    {
        Files("i1.png", "i2.png", "i3.png");
        File.WriteAllText(Path.Combine(_folder, "metadata.csv"), text);
        var draft = Look();
        Assert.Equal([("c1", "P1", "train", "i1.png"), ("c2", "P1", "test", "i2.png")], draft.Cases.Select(c => (c.Id, c.Group, c.Split, c.Files[0].Path)));
        Assert.Equal(["i3.png"], draft.Unmatched);
        Assert.Null(draft.Question);
    }

    [Fact]
    public void Manifest_FileThatIsNotThere_IsNamedAndTheCaseStays()
    {
        Files("i1.png");
        var draft = Look(Manifest("case,image,age\nc1,i1.png,40\nc2,gone.png,41\n"));
        Assert.Equal(["gone.png"], draft.Missing);
        Assert.Equal(["c1", "c2"], draft.Cases.Select(c => c.Id));
        Assert.Equal(["age"], draft.Columns);
    }

    [Fact]
    public void IdentifierColumnWithFewerValuesThanRows_IsAsked_AndTheAnswerIsTaken()
    {
        const string text = "case,study_id\nc1,S1\nc2,S1\nc3,S2\n";
        Assert.Equal(("study_id", 2, 3), Asked(Look(Manifest(text))));
        Assert.Equal(["S1", "S1", "S2"], Look(Manifest(text) with { Group = "study_id" }).Cases.Select(c => c.Group));
        var alone = Look(Manifest(text) with { Group = "none" });
        Assert.Equal((null, 0), (alone.Question, alone.Groups));
        Assert.Null(Look(Manifest("case,study_id\nc1,S1\nc2,S2\n")).Question); // as many values as rows: nothing to ask
    }

    [Fact]
    public void KoreanIdentifierColumn_IsAskedToo() => Assert.Equal(("환자번호", 2, 3), Asked(Look(Manifest("case,환자번호\nc1,A\nc2,A\nc3,B\n"))));

    [Theory]
    [InlineData("{\"no\": \"cases\"}", "not a list of cases")]
    [InlineData("[{\"case\": ", "not JSON")]
    [InlineData("[{\"age\": 3}]", "no column names the case")]
    public void ManifestThatIsNone_IsRefusedWithItsName(string json, string said)
    {
        var refusal = Assert.Throws<UmulException>(() => Look(new DraftRequest { Project = "p", Folder = _folder, ManifestName = "m.json", Manifest = json }));
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("m.json", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderThatIsNotThere_OrWithoutCases_IsRefused()
    {
        Assert.Equal(ErrorCode.NotFound, Assert.Throws<UmulException>(() => Look(new DraftRequest { Project = "p", Folder = Path.Combine(_folder, "gone") })).Code);
        Assert.Contains("no cases were found", Assert.Throws<UmulException>(() => Look()).Message, StringComparison.Ordinal);
    }

    private static (string, int, int) Asked(DatasetDraft draft) => draft.Question is { } q ? (q.Column, q.Values, q.Rows) : ("", 0, 0);

    private DraftRequest Manifest(string text) => new() { Project = "p", Folder = _folder, ManifestName = "m.csv", Manifest = text };

    private DatasetDraft Look(DraftRequest? request = null) => DatasetDrafting.Look(request ?? new DraftRequest { Project = "p", Folder = _folder });

    private void Files(params string[] names)
    {
        foreach (var name in names)
        {
            var path = Path.Combine(_folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, name);
        }
    }
}
