import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import qrcode from 'qrcode-generator';
import sharp, { type Sharp } from 'sharp';
import { CodeSigner } from '../../test/device-stage';
import { readPicture } from './picture';

const folder = mkdtempSync(join(tmpdir(), 'campus-pictures-'));
const code = new CodeSigner().code();
const DOT_PIXELS = 4;
const QUIET_DOTS = 4;

/** As it stands on a phone, white around it. */
const drawn = (text: string): Sharp => {
  const picture = qrcode(0, 'M');
  picture.addData(text);
  picture.make();
  const dots = picture.getModuleCount() + 2 * QUIET_DOTS;
  const isInside = (at: number): boolean => at >= 0 && at < picture.getModuleCount();
  const grey = Buffer.alloc(dots * dots, 255);
  grey.forEach((_, at) => {
    const [row, column] = [Math.floor(at / dots) - QUIET_DOTS, (at % dots) - QUIET_DOTS];
    if (isInside(row) && isInside(column) && picture.isDark(row, column)) {
      grey[at] = 0;
    }
  });
  return sharp(grey, { raw: { width: dots, height: dots, channels: 1 } }).resize(dots * DOT_PIXELS, null, {
    kernel: 'nearest',
  });
};
/** Drawn first, then turned or blurred. */
const seen = async (change: (picture: Sharp) => Sharp): Promise<Sharp> =>
  change(sharp(await drawn(code).png().toBuffer()));
const saved = async (picture: Sharp, name: string): Promise<string> => {
  const file = join(folder, name);
  await picture.toFile(file);
  return file;
};

afterAll(() => rmSync(folder, { recursive: true }));

describe('a code in a picture', () => {
  it.each(['code.png', 'code.jpg'])('is read from %s', async (name) => {
    expect(await readPicture(await saved(drawn(code), name))).toBe(code);
  });

  it.each([7, 45, 90, 135])('is read when the phone is turned by %p degrees', async (angle) => {
    const turned = await seen((picture) => picture.rotate(angle, { background: 'white' }));
    expect(await readPicture(await saved(turned, `turned-${angle}.png`))).toBe(code);
  });

  it('is read when it is blurred a little', async () => {
    expect(await readPicture(await saved(await seen((picture) => picture.blur(1.4)), 'blurred.png'))).toBe(code);
  });

  it('is not found where there is none', async () => {
    const nothing = sharp({ create: { width: 300, height: 300, channels: 3, background: '#888888' } });
    expect(await readPicture(await saved(nothing, 'nothing.png'))).toBeNull();
  });

  it('is not looked for in what is no picture', async () => {
    const file = join(folder, 'words.png');
    writeFileSync(file, 'not a picture');
    await expect(readPicture(file)).rejects.toThrow();
  });
});
