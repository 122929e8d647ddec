import sharp from 'sharp';
import type { EvidenceSlot } from '@shared/return';
import { drawn } from './draw';

/** What a picture shows. */
export type Motif = EvidenceSlot['sample'] | 'portrait';

type Colour = readonly [number, number, number];

const WIDTH = 480;
const HEIGHT = 854;
const INK: Colour = [40, 48, 56];
const PALE: Colour = [244, 246, 248];
const GREEN: Colour = [22, 150, 84];
const BLUE: Colour = [38, 98, 196];
const RED: Colour = [198, 52, 52];

/** Rectangles on raw pixels: pictures that show what a photo is of, and nothing of anybody. */
class Sheet {
  private readonly pixels = Buffer.alloc(WIDTH * HEIGHT * 3, Buffer.from(PALE));

  rect(left: number, top: number, width: number, height: number, colour: Colour): void {
    const line = Buffer.alloc(Math.max(0, Math.min(width, WIDTH - left)) * 3, Buffer.from(colour));
    for (let y = top; y < Math.min(HEIGHT, top + height); y += 1) {
      line.copy(this.pixels, (y * WIDTH + left) * 3);
    }
  }

  oval(middle: number, centre: number, wide: number, tall: number, colour: Colour): void {
    for (let y = -tall; y <= tall; y += 1) {
      const half = Math.round(wide * Math.sqrt(1 - (y / tall) ** 2));
      this.rect(middle - half, centre + y, 2 * half, 1, colour);
    }
  }

  /** Something like a line of writing that differs from key to key. */
  writing(key: string, left: number, top: number, count: number, size: number, colour: Colour = INK): void {
    const dot = Math.max(1, Math.floor(size / 7));
    for (let at = 0; at < count * 7; at += 1) {
      // one draw a row of dots: ninety pictures are drawn before the demo opens
      const dots = drawn(`${key}/${at}`, 128);
      for (let column = 0; column < 7; column += 1) {
        if ((dots >> column) % 2 === 1) {
          this.rect(left + Math.floor(at / 7) * dot * 8 + column * dot, top + (at % 7) * dot, dot, dot, colour);
        }
      }
    }
  }

  jpeg(): Promise<Buffer> {
    return sharp(this.pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .jpeg({ quality: 85 })
      .toBuffer();
  }
}

const MODULES = 29;

const drawCode = (sheet: Sheet, key: string): void => {
  sheet.rect(0, 0, WIDTH, 110, GREEN);
  sheet.writing(`${key}/title`, 40, 40, 6, 35, PALE);
  sheet.writing(`${key}/name`, 40, 150, 4, 28);
  sheet.writing(`${key}/time`, 40, 200, 10, 21);
  for (let at = 0; at < MODULES ** 2; at += 1) {
    if (drawn(`${key}/module/${at}`, 2) === 0) {
      sheet.rect(66 + (at % MODULES) * 12, 270 + Math.floor(at / MODULES) * 12, 12, 12, GREEN);
    }
  }
  sheet.writing(`${key}/foot`, 40, 700, 12, 21);
};

const drawList = (sheet: Sheet, key: string): void => {
  sheet.rect(0, 0, WIDTH, 90, BLUE);
  sheet.writing(`${key}/title`, 40, 30, 7, 28, PALE);
  for (let day = 0; day < 14; day += 1) {
    const top = 120 + day * 50;
    sheet.rect(30, top + 40, WIDTH - 60, 2, [210, 214, 220]);
    sheet.writing(`${key}/day/${day}`, 40, top, 5, 21);
    sheet.writing(`${key}/place/${day}`, 220, top, 6 + drawn(`${key}/length/${day}`, 4), 21);
  }
};

const drawPaper = (sheet: Sheet, key: string): void => {
  sheet.rect(24, 40, WIDTH - 48, HEIGHT - 80, [255, 255, 252]);
  sheet.writing(`${key}/title`, 120, 80, 6, 35);
  for (let line = 0; line < 11; line += 1) {
    sheet.writing(`${key}/line/${line}`, 60, 170 + line * 42, 10 + drawn(`${key}/length/${line}`, 5), 21);
  }
  for (let turn = 0; turn < 360; turn += 1) {
    const angle = (turn * Math.PI) / 180;
    sheet.rect(340 + Math.round(70 * Math.cos(angle)), 690 + Math.round(70 * Math.sin(angle)), 6, 6, RED);
  }
};

const BACKGROUND: Colour = [196, 220, 242];
const HAIR: Colour = [44, 38, 34];
const SKIN: Colour = [232, 202, 176];

/** Somebody as a child would draw them: nobody. */
const drawPortrait = (sheet: Sheet, key: string): void => {
  const [middle, wide] = [WIDTH / 2, 96 + drawn(`${key}/face`, 16)];
  sheet.rect(0, 0, WIDTH, HEIGHT, BACKGROUND);
  sheet.oval(middle, 820, 210, 240, [40 + drawn(`${key}/coat`, 80), 90, 130]);
  sheet.rect(middle - 34, 480, 68, 110, SKIN);
  sheet.oval(middle, 350, wide + 22, 170, HAIR);
  sheet.oval(middle, 390, wide, 150, SKIN);
  for (const side of [-1, 1]) {
    sheet.oval(middle + side * 42, 370, 9, 9, INK);
    sheet.rect(middle + side * 42 - 18, 344, 36, 6, HAIR);
  }
  sheet.rect(middle - 24, 468, 48, 7, RED);
};

const DRAW: Record<Motif, (sheet: Sheet, key: string) => void> = {
  code: drawCode,
  list: drawList,
  paper: drawPaper,
  portrait: drawPortrait,
};

/** A made-up screenshot, paper or face: the same for a key at every run. */
export const drawnPicture = (motif: Motif, key: string): Promise<Buffer> => {
  const sheet = new Sheet();
  DRAW[motif](sheet, key);
  return sheet.jpeg();
};
