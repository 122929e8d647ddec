import sharp from 'sharp';
import { UPLOAD_LIMITS } from '@shared/upload';
import { Drawing, pictureOf } from '../../../test/pictures';
import { PictureService } from './picture.service';

const pictures = new PictureService();
const refusalOf = (bytes: Buffer): Promise<string> =>
  pictures.redraw(bytes).then(
    () => 'taken',
    (error: { code: string }) => error.code,
  );
const metadataOf = (bytes: Buffer) => sharp(bytes).metadata();
const drawing = (width: number, height: number): Drawing => {
  const drawn = new Drawing(width, height, [250, 250, 250]);
  drawn.rect(0, 0, width / 2, height / 2, [200, 0, 0]);
  return drawn;
};

describe('a picture that was sent', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is kept as a JPEG of our own when it came as %s', async (format) => {
    const kept = await pictures.redraw(await drawing(500, 400).sharp().toFormat(format).toBuffer());
    expect(await metadataOf(kept.photo)).toMatchObject({ format: 'jpeg', width: 500, height: 400 });
    expect(await metadataOf(kept.thumbnail)).toMatchObject({ format: 'jpeg', width: 240, height: 192 });
    expect(kept).toMatchObject({ width: 500, height: 400 });
  });

  it('leaves where and with what it was taken behind', async () => {
    const tagged = await drawing(400, 500)
      .sharp()
      .withExif({
        IFD0: { Make: 'CanaryPhone', Copyright: 'canary-owner' },
        IFD3: { GPSLatitude: '40/1 50/1 0/1', GPSLatitudeRef: 'N' },
      })
      .withIccProfile('p3')
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">canary-xmp</x:xmpmeta>')
      .jpeg()
      .toBuffer();
    expect(await metadataOf(tagged)).toMatchObject({
      exif: expect.any(Buffer),
      icc: expect.any(Buffer),
      xmp: expect.any(Buffer),
    });
    for (const bytes of Object.values(await pictures.redraw(tagged)).filter((part) => Buffer.isBuffer(part))) {
      expect(bytes.includes('anary')).toBe(false);
    }
    const { exif, icc, xmp, iptc } = await metadataOf((await pictures.redraw(tagged)).photo);
    expect([exif, icc, xmp, iptc]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('stands upright whatever way the phone was held', async () => {
    const lying = await drawing(600, 400).sharp().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { photo, width, height } = await pictures.redraw(lying);
    expect({ width, height }).toEqual({ width: 400, height: 600 });
    const { data, info } = await sharp(photo).raw().toBuffer({ resolveWithObject: true });
    const topRight = (10 * info.width + info.width - 10) * 3;
    expect((data[topRight] ?? 0) - (data[topRight + 1] ?? 0)).toBeGreaterThan(100);
  });

  it('is scaled down to what is kept, never up', async () => {
    const { width, height } = await pictures.redraw(await drawing(3000, 1500).jpeg());
    expect({ width, height }).toEqual({ width: UPLOAD_LIMITS.keptLongSide, height: UPLOAD_LIMITS.keptLongSide / 2 });
  });

  it('gets a white ground where it was transparent', async () => {
    const clear = await sharp({
      create: { width: 400, height: 400, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const { data } = await sharp((await pictures.redraw(clear)).photo)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(Math.min(...data.subarray(0, 300))).toBeGreaterThan(250);
  });

  it('is refused when its shorter side can show nothing', async () => {
    const { minShortSide } = UPLOAD_LIMITS;
    expect(await refusalOf(await drawing(minShortSide - 1, 900).jpeg())).toBe('UPLOAD_TOO_SMALL');
    expect(await refusalOf(await drawing(minShortSide, 900).jpeg())).toBe('taken');
  });

  it('is refused when it is cut off anywhere after a good header', async () => {
    const whole = await pictureOf(1);
    for (const part of [0.3, 0.6, 0.9, 0.99]) {
      const cut = whole.subarray(0, Math.floor(whole.length * part));
      expect([part, (await metadataOf(cut)).format]).toEqual([part, 'jpeg']);
      expect([part, await refusalOf(cut)]).toEqual([part, 'UPLOAD_UNREADABLE']);
    }
    for (const format of ['png', 'webp'] as const) {
      const drawn = await sharp(whole).toFormat(format).toBuffer();
      expect([format, await refusalOf(drawn.subarray(0, Math.floor(drawn.length / 2)))]).toEqual([
        format,
        'UPLOAD_UNREADABLE',
      ]);
    }
  });
});
