/** @jest-environment node */
import sharp from 'sharp';
import { LONGEST_CODE } from '@shared/pass-code';
import { blurred, readTwice, tilted } from '../../../e2e/qr-readers';
import { qrPicture as asGif } from './qr-picture';
import { qrPicture as asSvg } from './qr-picture.h5';

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** As long as a code may be, of signs that a code has. */
const code = Array.from({ length: LONGEST_CODE }, (_sign, place) => SIGNS[(place * 37 + 11) % SIGNS.length]).join('');
/** a phone of 390 px at two device pixels each */
const SHOWN_PIXELS = 592;

const drawn = (source: string): Promise<Buffer> => {
  const [head = '', data = ''] = source.split(/,(.*)/s);
  const bytes = head.endsWith('base64') ? Buffer.from(data, 'base64') : Buffer.from(decodeURIComponent(data));
  return sharp(bytes, { density: 300 }).resize(SHOWN_PIXELS, SHOWN_PIXELS).png().toBuffer();
};

// whoever takes uploads in the same process lets photos alone be read
beforeAll(() => sharp.unblock({ operation: ['VipsForeignLoad'] }));

describe.each([
  ['GIF', asGif],
  ['SVG', asSvg],
])('a code of the longest kind as %s', (_kind, qrPicture) => {
  it('is read by two decoders: straight, tilted, and out of focus', async () => {
    const picture = await drawn(qrPicture(code));
    for (const seen of [picture, await tilted(picture), await blurred(picture, 2)]) {
      expect(await readTwice(seen)).toEqual([code, code]);
    }
  });

  it('is not read where it is not', async () => {
    const white = sharp({ create: { width: 600, height: 600, channels: 3, background: 'white' } });
    expect(await readTwice(await white.png().toBuffer())).toEqual([null, null]);
  });

  it('has room around it, as readers need', async () => {
    const { data, info } = await sharp(await drawn(qrPicture(code)))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const first = data.findIndex((grey) => grey < 128);
    expect(Math.floor(first / info.width)).toBeGreaterThanOrEqual(Math.floor((4 / 73) * SHOWN_PIXELS) - 1);
  });
});
