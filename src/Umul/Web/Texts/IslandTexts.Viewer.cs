namespace Umul.Web.Texts;

/// <summary>Texts of the case viewer: planes, windows, tools, thresholds.</summary>
internal sealed partial class IslandTexts
{
    public string CaseAllPlanes => Say("Three planes", "세 단면");
    public string CasePlaneAxial => Say("Axial", "축상면");
    public string CasePlaneCoronal => Say("Coronal", "관상면");
    public string CasePlaneSagittal => Say("Sagittal", "시상면");
    public string CasePlaneZ => Say("Along z", "z축 단면");
    public string CasePlaneY => Say("Along y", "y축 단면");
    public string CasePlaneX => Say("Along x", "x축 단면");
    public string CasePlaneSlice => Say("{plane} {slice} of {depth}", "{plane} {depth}장 중 {slice}");

    public string CaseToolMove => Say("Move", "이동");
    public string CaseToolWindow => Say("Window", "밝기");
    public string CaseToolMeasure => Say("Measure", "거리");
    public string CaseZoomIn => Say("Zoom in", "확대");
    public string CaseZoomOut => Say("Zoom out", "축소");

    public string CaseWindowPreset => Say("Window preset", "밝기 범위 고르기");
    public string CaseWindowOwn => Say("Own window", "직접 정한 밝기");
    public string CaseWindowFull => Say("Full range", "전체 범위");
    public string CaseWindowUsual => Say("1st to 99th percentile", "1–99 백분위수");
    public string CaseWindowFile => Say("As the file says", "파일에 적힌 값");
    public string CaseWindowSoft => Say("CT soft tissue 40/400", "CT 연조직 40/400");
    public string CaseWindowLung => Say("CT lung −600/1500", "CT 폐 −600/1500");
    public string CaseWindowBone => Say("CT bone 400/1800", "CT 뼈 400/1800");
    public string CaseWindowBrain => Say("CT brain 40/80", "CT 뇌 40/80");

    public string CaseScore => Say("Least score", "최소 점수");
    public string CaseThresholdCurve => Say("Dice of {name} by threshold", "문턱값에 따른 {name}의 Dice");
    public string CaseThresholdDice => Say(
        "{name}: Dice of the whole case {dice} at {threshold}; best {best} at {at}.",
        "{name}: 문턱값 {threshold}에서 케이스 전체 Dice {dice}, 최고 {best} (문턱값 {at}).");
    public string CaseUnderVolume => Say(
        "x {x}, y {y}, z {z} · image {value} · reference {reference} · prediction {prediction}",
        "x {x}, y {y}, z {z} · 영상 {value} · 기준 {reference} · 예측 {prediction}");
    public string CaseOtherGrid => Say(
        "{name} has {size} voxels where the image has {base}; it cannot be laid over it.",
        "{name}은(는) {size} 복셀이고 영상은 {base} 복셀이어서 겹쳐 그릴 수 없습니다.");
    public string CaseOtherPlace => Say(
        "Spacing or orientation ({orientation}) differ from the image's ({base}); it is drawn voxel on voxel.",
        "간격이나 방향({orientation})이 영상({base})과 다릅니다. 복셀 번호대로 겹쳐 그렸습니다.");
    public string CaseTilted => Say(
        "The grid is tilted by {degrees}° against the patient; planes follow the grid.",
        "격자가 환자 축에서 {degrees}° 기울어져 있어 단면은 격자를 따릅니다.");

    public string CaseBoxHit => Say("{count} found", "찾음 {count}");
    public string CaseBoxLocalisation => Say("{count} in the wrong place", "위치 틀림 {count}");
    public string CaseBoxClass => Say("{count} of the wrong class", "종류 틀림 {count}");
    public string CaseBoxBoth => Say("{count} wrong in class and place", "종류와 위치 틀림 {count}");
    public string CaseBoxDuplicate => Say("{count} {count|duplicate|duplicates}", "중복 {count}");
    public string CaseBoxBackground => Say("{count} on background", "배경 오검출 {count}");
    public string CaseBoxBeyond => Say("{count} beyond the 100 best", "상위 100개 밖 {count}");
    public string CaseBoxMissed => Say("{count} missed", "놓침 {count}");

    public string CaseSpectrogram => Say("Spectrogram of {seconds} s up to {top} kHz; most energy at {peak} Hz.", "{seconds}초, {top} kHz까지의 스펙트로그램. 에너지가 가장 큰 주파수는 {peak} Hz입니다.");
    public string CaseAudioAxis => Say("waveform above, spectrogram 0–{top} kHz below, first of {channels} {channels|channel|channels}; click to go there", "위는 파형, 아래는 0–{top} kHz 스펙트로그램(채널 {channels}개 중 첫째). 누르면 그 시각으로 갑니다");
    public string CaseAudioLong => Say("Waveform and spectrogram are drawn for recordings of up to {minutes} minutes.", "파형과 스펙트로그램은 {minutes}분까지의 녹음에만 그립니다.");
    public string CaseAudioUnreadable => Say("The browser cannot decode this recording, so it is not drawn: {reason}", "브라우저가 이 녹음을 해석하지 못해 그리지 못했습니다: {reason}");
}
