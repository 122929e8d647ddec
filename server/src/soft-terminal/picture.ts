import { readFile } from 'node:fs/promises';
import { decodeQR } from 'qr/decode.js';
import sharp from 'sharp';

const LARGEST_PIXELS = 40_000_000;
const PATIENCE_MS = 2_000;
/** Degrees: whoever holds a phone exactly between upright and flat is read a little turned. */
const TURNS = [0, 20];

/** What the QR code in a PNG or JPEG says; null where there is none to be read. */
export const readPicture = async (file: string): Promise<string | null> => {
  const picture = await sharp(await readFile(file), { limitInputPixels: LARGEST_PIXELS })
    .rotate()
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  for (const turn of TURNS) {
    const turned = sharp(picture).rotate(turn, { background: 'white' }).ensureAlpha().raw();
    const { data, info } = await turned.toBuffer({ resolveWithObject: true });
    const text = decoded({ width: info.width, height: info.height, data });
    if (text !== null) {
      return text;
    }
  }
  return null;
};

const decoded = (picture: Parameters<typeof decodeQR>[0]): string | null => {
  try {
    return decodeQR(picture, { format: 'RGBA', timeLimit: PATIENCE_MS });
  } catch {
    return null;
  }
};
