"""Writes the images that Umul's readers are tested with, by programs that are not Umul.

PNG: pypng 0.20220715 and Pillow 9.4; NIfTI: nibabel 5.0.0; NPY and NPZ: NumPy 1.24.2. All from Debian 12. Every image follows one formula,
so that the tests know each value without this script: plane(y, x, c) = 31 y + 17 x + 59 c + x y, volume(z, y, x) = x + 7 y + 31 z.
"""
import os
import struct
import numpy as np
import png
import nibabel as nib
from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))
H, W = 13, 21


def plane(channels, bits):
    y, x, c = np.meshgrid(np.arange(H), np.arange(W), np.arange(channels), indexing="ij")
    return (31 * y + 17 * x + 59 * c + x * y) % (1 << bits)


def out(name):
    path = os.path.join(HERE, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def pngs():
    kinds = {"grey": (True, False, [1, 2, 4, 8, 16]), "greyalpha": (True, True, [8, 16]), "rgb": (False, False, [8, 16]), "rgba": (False, True, [8, 16])}
    for name, (grey, alpha, depths) in kinds.items():
        channels = (1 if grey else 3) + (1 if alpha else 0)
        for bits in depths:
            for interlace in (False, True):
                rows = plane(channels, bits).reshape(H, -1).tolist()
                writer = png.Writer(W, H, greyscale=grey, alpha=alpha, bitdepth=bits, interlace=interlace)
                with open(out(f"png/{name}{bits}{'i' if interlace else ''}.png"), "wb") as f:
                    writer.write_array(f, sum(rows, [])) if interlace else writer.write(f, rows)
    for bits in (1, 2, 4, 8):
        palette = [((i * 40) % 256, (i * 90 + 5) % 256, (i * 13 + 7) % 256) for i in range(1 << bits)]
        writer = png.Writer(W, H, palette=palette, bitdepth=bits)
        with open(out(f"png/palette{bits}.png"), "wb") as f:
            writer.write(f, plane(1, bits).reshape(H, -1).tolist())
    # Pillow chooses a filter for each row, so that all five occur.
    y, x = np.meshgrid(np.arange(64), np.arange(96), indexing="ij")
    smooth = ((np.sin(x / 9.0) + np.cos(y / 7.0)) * 60 + 128).astype(np.uint8)
    Image.fromarray(np.stack([smooth, np.roll(smooth, 3, 1), smooth[::-1]], -1)).save(out("png/filters.png"), optimize=True)
    np.save(out("png/filters.npy"), np.stack([smooth, np.roll(smooth, 3, 1), smooth[::-1]], -1))


def volume(dtype):
    z, y, x = np.meshgrid(np.arange(3), np.arange(4), np.arange(5), indexing="ij")
    return np.ascontiguousarray((x + 7 * y + 31 * z).astype(dtype).T)  # nibabel counts x, y, z


def niftis():
    affine = np.array([[0, 0, -3.3, 10], [-0.5, 0, 0, 20], [0, 0.75, 0, -30], [0, 0, 0, 1.0]])
    for dtype in ("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"):
        for order in "<>":
            header = nib.Nifti1Header(endianness=order)
            image = nib.Nifti1Image(volume(dtype), affine, header, dtype=np.dtype(dtype))
            image.header.set_data_dtype(np.dtype(dtype))
            nib.save(image, out(f"nifti/{dtype}{'le' if order == '<' else 'be'}.nii"))
    nib.save(nib.Nifti1Image(volume("u1"), affine), out("nifti/volume.nii.gz"))
    nib.save(nib.Nifti2Image(volume("i2"), affine), out("nifti/second.nii"))
    nib.save(nib.Nifti1Pair(volume("i2"), affine), out("nifti/pair.hdr"))
    image = nib.Nifti1Image(volume("u1"), None)
    image.set_qform(affine, code=1)
    image.set_sform(None, code=0)
    nib.save(image, out("nifti/qform.nii"))
    # nibabel resets the slope of integers on saving, so it is set in the file: scl_slope at byte 112, scl_inter at 116.
    nib.save(nib.Nifti1Image(volume("i2"), affine, dtype=np.int16), out("nifti/scaled.nii"))
    with open(out("nifti/scaled.nii"), "r+b") as f:
        f.seek(112)
        f.write(struct.pack("<ff", 0.5, -3))
    nib.save(nib.Nifti1Image(volume("u1")[..., None], affine), out("nifti/singleton.nii"))
    nib.save(nib.Nifti1Image(np.stack([volume("u1")] * 2, -1), affine), out("nifti/four.nii"))
    nib.save(nib.Nifti1Image(plane(1, 8)[..., 0].astype("u1").T, np.diag([0.2, 0.3, 1, 1])), out("nifti/plane.nii"))


def npys():
    cube = volume("i4").T
    for dtype in ("u1", "i1", "<u2", ">u2", "<i2", "<i4", ">i4", "<u8", "<i8", "<f4", ">f8", "<f8", "?", "<f2"):
        np.save(out(f"npy/{dtype.replace('<', 'le').replace('>', 'be').replace('?', 'bool')}.npy"), (cube % 2 if dtype == "?" else cube).astype(dtype))
    np.save(out("npy/fortran.npy"), np.asfortranarray(cube.astype("<i4")))
    np.save(out("npy/plane.npy"), cube[0].astype("<i4"))
    np.save(out("npy/rgb.npy"), plane(3, 8).astype("u1"))
    np.save(out("npy/onefirst.npy"), cube[None].astype("<f4"))
    np.save(out("npy/four.npy"), np.stack([cube, cube]).astype("<f4"))
    np.savez_compressed(out("npy/one.npz"), mask=cube.astype("u1"))
    np.savez_compressed(out("npy/two.npz"), mask=cube.astype("u1"), image=cube.astype("<f4"))


if __name__ == "__main__":
    pngs()
    niftis()
    npys()
