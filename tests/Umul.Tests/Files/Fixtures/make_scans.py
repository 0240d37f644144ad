"""Writes DICOM, MetaImage, NRRD, TIFF and JPEG for the tests of Umul's readers, by programs that are not Umul.

DICOM: pydicom 2.3.1 (with its own RLE encoder); MetaImage and NRRD: ITK 5.2 through plastimatch
1.9.4, VTK 9.1 and teem 1.12; TIFF and JPEG: Pillow 9.4. All from
Debian 12. Values follow make.py's formulas: plane(y, x) = 31 y + 17 x + x y, volume(z, y, x) = x + 7 y + 31 z.
"""
import os
import subprocess
import numpy as np
import pydicom
import vtk
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import (DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless)
from PIL import Image
from make import H, W, out, plane, volume


def dicom(name, pixels, syntax=ExplicitVRLittleEndian, **attributes):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    meta.MediaStorageSOPInstanceUID = "1.2.3.4"
    meta.TransferSyntaxUID = ExplicitVRLittleEndian if syntax == RLELossless else syntax
    data = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID, data.SOPInstanceUID, data.SeriesInstanceUID = meta.MediaStorageSOPClassUID, "1.2.3.4", "1.2.3"
    data.PatientName, data.Modality = "Test", "OT"
    bits = pixels.dtype.itemsize * 8
    colour = pixels.shape[-1] == 3
    data.SamplesPerPixel = 3 if colour else 1
    data.PhotometricInterpretation = "RGB" if colour else "MONOCHROME2"
    if colour:
        data.PlanarConfiguration = 0
    data.Rows, data.Columns = pixels.shape[-3:-1] if colour else pixels.shape[-2:]
    data.BitsAllocated = data.BitsStored = bits
    data.HighBit = bits - 1
    data.PixelRepresentation = 1 if pixels.dtype.kind == "i" else 0
    data.ReferencedImageSequence = [pydicom.Dataset()]
    data.ReferencedImageSequence[0].Rows = 7
    if pixels.ndim == 3 and not colour:
        data.NumberOfFrames = pixels.shape[0]
    for key, value in attributes.items():
        setattr(data, key, value)
    raw = pixels.byteswap().tobytes() if syntax == ExplicitVRBigEndian else pixels.tobytes()
    data.PixelData = raw + b"\0" * (len(raw) % 2)
    data["PixelData"].VR = "OB" if bits == 8 else "OW"
    data.is_little_endian, data.is_implicit_VR = syntax != ExplicitVRBigEndian, syntax == ImplicitVRLittleEndian
    if syntax == RLELossless:
        data.compress(RLELossless, encoding_plugin="pydicom")
    data.save_as(out(f"dicom/{name}.dcm"), write_like_original=False)


def dicoms():
    words = plane(1, 12)[..., 0].astype("<u2")
    for name, syntax in (("explicit", ExplicitVRLittleEndian), ("implicit", ImplicitVRLittleEndian), ("big", ExplicitVRBigEndian), ("rle", RLELossless), ("deflated", DeflatedExplicitVRLittleEndian)):
        dicom(name, words, syntax, PixelSpacing=[0.5, 0.25], SliceThickness=2, WindowCenter=40, WindowWidth=400)
    dicom("rgb", plane(3, 8).astype("u1"))
    dicom("rgbrle", plane(3, 8).astype("u1"), RLELossless)
    dicom("planar", np.ascontiguousarray(plane(3, 8).astype("u1").transpose(2, 0, 1)).reshape(H, W, 3), PlanarConfiguration=1)
    dicom("scaled", words.astype("<i2"), RescaleSlope=2, RescaleIntercept=-1024)
    dicom("twelve", ((words << 4) | 5).astype("<u2"), BitsStored=12, HighBit=15)
    dicom("inverted", words, PhotometricInterpretation="MONOCHROME1")
    cube = volume("u2").T.astype("<u2")
    dicom("frames", np.ascontiguousarray(cube))
    dicom("framesrle", np.ascontiguousarray(cube), RLELossless)
    # A series whose file names and numbers run against the patient.
    for z in range(3):
        dicom(f"series/{'cab'[z]}", np.ascontiguousarray(cube[z]), PixelSpacing=[0.5, 0.25], SliceThickness=1, InstanceNumber=9 - z,
              ImagePositionPatient=[-10, -20, 30 + 2.5 * z], ImageOrientationPatient=[1, 0, 0, 0, 1, 0])


def itk():
    for name in ("raw.mha", "raw.nrrd"):
        subprocess.run(["plastimatch", "convert", "--input", out("nifti/i2le.nii"), "--output-img", out(f"itk/{name}"), "--output-type", "short"], check=True, stdout=subprocess.DEVNULL)
    reader = vtk.vtkMetaImageReader()
    reader.SetFileName(out("itk/raw.mha"))
    for name in ("packed.mha", "apart.mhd"):
        writer = vtk.vtkMetaImageWriter()
        writer.SetInputConnection(reader.GetOutputPort())
        writer.SetFileName(out(f"itk/{name}"))
        writer.SetCompression(name == "packed.mha")
        if name == "apart.mhd":
            writer.SetRAWFileName("apart.raw")
        writer.Write()
    for name, encoding, endian in (("packed.nrrd", "gzip", "little"), ("text.nrrd", "ascii", "little"), ("big.nrrd", "raw", "big"), ("apart.nhdr", "raw", "little")):
        subprocess.run(["teem-unu", "save", "-f", "nrrd", "-e", encoding, "-en", endian, "-i", "raw.nrrd", "-o", name], check=True, cwd=os.path.dirname(out("itk/raw.nrrd")))


def pictures():
    Image.fromarray(plane(3, 8).astype("u1")).save(out("vips/rgb.tif"))
    Image.fromarray(plane(1, 16)[..., 0].astype("u2")).save(out("vips/grey16.tif"))
    pages = [Image.fromarray(page) for page in volume("u1").T]
    pages[0].save(out("vips/pages.tif"), save_all=True, append_images=pages[1:])
    Image.new("RGB", (W, H), (200, 100, 50)).save(out("vips/flat.jpg"), quality=95)
    Image.fromarray(plane(3, 8).astype("u1")).save(out("vips/rgb.webp"), lossless=True)


if __name__ == "__main__":
    dicoms()
    itk()
    pictures()
