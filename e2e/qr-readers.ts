import { readFileSync } from 'node:fs';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

type Picture = Buffer | Uint8Array;

const pixelsOf = async (picture: Picture) => {
  const { data, info } = await sharp(picture).flatten({ background: 'white' }).ensureAlpha().raw().toBuffer({
    resolveWithObject: true,
  });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
};

const readByJsqr = async (picture: Picture): Promise<string | null> => {
  const { data, width, height } = await pixelsOf(picture);
  return jsQR(data, width, height)?.data ?? null;
};

const readByZxing = async (picture: Picture): Promise<string | null> => {
  const file = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(file).buffer }, fireImmediately: true });
  const [found] = await readBarcodes({ ...(await pixelsOf(picture)), colorSpace: 'srgb' } as ImageData, {
    formats: ['QRCode'],
  });
  return found?.text ?? null;
};

/** What two decoders that share no code read in a picture; null where one finds nothing. */
export const readTwice = async (picture: Picture): Promise<(string | null)[]> => [
  await readByJsqr(picture),
  await readByZxing(picture),
];

/** As a hand holds it. */
export const tilted = (picture: Picture): Promise<Buffer> =>
  sharp(picture).rotate(15, { background: 'white' }).png().toBuffer();

/** As a camera out of focus sees it. */
export const blurred = (picture: Picture, sigma: number): Promise<Buffer> =>
  sharp(picture).blur(sigma).png().toBuffer();
