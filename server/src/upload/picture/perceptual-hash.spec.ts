import sharp, { type Sharp } from 'sharp';
import { draws, Drawing, pictureOf } from '../../../test/pictures';
import { LOOKALIKE_BITS, piecesOf } from './perceptual-hash';
import { PictureService } from './picture.service';

const pictures = new PictureService();
const GREEN = [10, 150, 70] as const;
const WHITE = [255, 255, 255] as const;
const GREY = [60, 60, 60] as const;

const title = (drawing: Drawing): void => {
  const page = draws(1);
  drawing.rect(0, 0, drawing.width, 250, [40, 140, 110]);
  drawing.signs(page, 80, 90, 8, 60, WHITE);
  for (let line = 0; line < 4; line += 1) {
    drawing.signs(page, 100, drawing.height - 480 + line * 90, 16, 44, [150, 150, 150]);
  }
};

/** A health code: one page for everybody, with a name, a time and a code of one's own. */
const healthCode = (person: number, { code = person } = {}): Promise<Buffer> => {
  const drawing = new Drawing(1080, 2160, [245, 247, 250]);
  title(drawing);
  drawing.rect(60, 340, 960, 1300, WHITE);
  const own = draws(person);
  drawing.signs(own, 120, 400, 3, 64, [30, 30, 30]);
  drawing.signs(own, 560, 510, 8, 40, GREY);
  const dots = draws(code + 5_000);
  for (let at = 0; at < 33 * 33; at += 1) {
    if (dots() < 0.5) {
      drawing.rect(210 + (at % 33) * 20, 700 + Math.floor(at / 33) * 20, 20, 20, GREEN);
    }
  }
  return drawing.jpeg();
};

/** An itinerary: one page for everybody, with a number, a time and a few cities of one's own. */
const itinerary = (person: number): Promise<Buffer> => {
  const drawing = new Drawing(1080, 1920, WHITE);
  title(drawing);
  drawing.rect(100, 300, 880, 900, [45, 160, 90]);
  const own = draws(person);
  drawing.signs(own, 150, 520, 11, 48, WHITE);
  drawing.signs(own, 150, 620, 16, 44, WHITE);
  for (let city = 0; city < 1 + own() * 3; city += 1) {
    drawing.signs(own, 150, 760 + city * 80, 3 + Math.floor(own() * 8), 48, WHITE);
  }
  return drawing.jpeg();
};

/** What happens to a picture between two phones. */
const COPIES: Record<string, (picture: Sharp) => Sharp> = {
  'saved again': (picture) => picture.jpeg({ quality: 60 }),
  'saved badly': (picture) => picture.jpeg({ quality: 40 }),
  'scaled down': (picture) => picture.resize(720).jpeg({ quality: 80 }),
  'scaled down and saved badly': (picture) => picture.resize(540).jpeg({ quality: 60 }),
  'made a PNG': (picture) => picture.png(),
};

const hashOf = async (bytes: Buffer): Promise<Buffer> => (await pictures.redraw(bytes)).perceptualHash;
const distance = (one: Buffer, other: Buffer): number =>
  one.reduce((sum, byte, at) => sum + (byte ^ (other[at] ?? 0)).toString(2).replaceAll('0', '').length, 0);
const shared = (one: Buffer, other: Buffer, school = 'school'): number => {
  const pieces = new Set(piecesOf(school, one));
  return piecesOf('school', other).filter((piece) => pieces.has(piece)).length;
};
const closest = (hashes: Buffer[]): number =>
  Math.min(...hashes.flatMap((one, at) => hashes.slice(0, at).map((other) => distance(one, other))));
const PEOPLE = [1, 2, 3, 4, 5, 6, 7, 8];

describe('what makes two pictures look the same', () => {
  it.each([
    ['a health code', healthCode],
    ['an itinerary', itinerary],
    ['a photo', pictureOf],
  ])('finds %s again after it was passed on', async (_, draw) => {
    for (const person of PEOPLE.slice(0, 3)) {
      const original = await draw(person);
      const hash = await hashOf(original);
      for (const [name, copy] of Object.entries(COPIES)) {
        const again = await hashOf(await copy(sharp(original)).toBuffer());
        expect({ name, person, isNear: distance(hash, again) <= LOOKALIKE_BITS }).toEqual({
          name,
          person,
          isNear: true,
        });
        expect(shared(hash, again)).toBeGreaterThan(0);
      }
    }
  });

  it('tells the codes of two people apart, with room to spare', async () => {
    const hashes = await Promise.all(PEOPLE.map((person) => healthCode(person).then(hashOf)));
    expect(closest(hashes)).toBeGreaterThan(10 * LOOKALIKE_BITS);
  });

  it('tells the itineraries of two people apart', async () => {
    const hashes = await Promise.all(PEOPLE.map((person) => itinerary(person).then(hashOf)));
    expect(closest(hashes)).toBeGreaterThan(3 * LOOKALIKE_BITS);
  });

  it('tells two pages apart on which only the name and the time differ', async () => {
    const hashes = await Promise.all(PEOPLE.map((person) => healthCode(person, { code: 1 }).then(hashOf)));
    expect(closest(hashes)).toBeGreaterThan(LOOKALIKE_BITS);
  });

  it('finds by its pieces whatever differs in as many bits as it may, wherever these are', () => {
    const draw = draws(11);
    for (let round = 0; round < 200; round += 1) {
      const hash = Buffer.from(Array.from({ length: 128 }, () => Math.floor(draw() * 256)));
      const near = Buffer.from(hash);
      for (let flips = 0; flips < LOOKALIKE_BITS; flips += 1) {
        const bit = Math.floor(draw() * 1024);
        near[bit >> 3] = (near[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      }
      expect(shared(hash, near)).toBeGreaterThan(0);
      expect(shared(hash, near, 'another school')).toBe(0);
    }
  });
});
