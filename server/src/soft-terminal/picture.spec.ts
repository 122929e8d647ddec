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

/** As it stands on a phone, white around it. */
const drawn = (text: string): Sharp => {
  const picture = qrcode(0, 'M');
  picture.addData(text);
  picture.make();
  const svg = picture.createSvgTag({ cellSize: DOT_PIXELS, margin: DOT_PIXELS * 4 });
  return sharp(Buffer.from(svg)).flatten({ background: 'white' });
};
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
    const turned = drawn(code).rotate(angle, { background: 'white' });
    expect(await readPicture(await saved(turned, `turned-${angle}.png`))).toBe(code);
  });

  it('is read when it is blurred a little', async () => {
    expect(await readPicture(await saved(drawn(code).blur(1.4), 'blurred.png'))).toBe(code);
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
