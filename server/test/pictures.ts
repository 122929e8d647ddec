import sharp, { type Sharp } from 'sharp';

/** Numbers that look random and are the same at every run. */
export const draws = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

type Colour = readonly [number, number, number];

/** Rectangles on raw pixels: no loader but the three of the product is open in this process. */
export class Drawing {
  private readonly pixels: Buffer;

  constructor(
    readonly width: number,
    readonly height: number,
    background: Colour,
  ) {
    this.pixels = Buffer.alloc(width * height * 3, Buffer.from(background));
  }

  rect(left: number, top: number, width: number, height: number, colour: Colour): void {
    const line = Buffer.alloc(Math.max(0, Math.round(width)) * 3, Buffer.from(colour));
    for (let y = Math.round(top); y < Math.round(top + height); y += 1) {
      line.copy(this.pixels, (y * this.width + Math.round(left)) * 3);
    }
  }

  /** Something like a line of writing: `count` signs of 7 × 7 dots. */
  signs(draw: () => number, left: number, top: number, count: number, size: number, colour: Colour): void {
    const dot = size / 7;
    for (let sign = 0; sign < count; sign += 1) {
      for (let at = 0; at < 49; at += 1) {
        if (draw() < 0.45) {
          this.rect(
            left + sign * size * 1.1 + (at % 7) * dot,
            top + Math.floor(at / 7) * dot,
            dot + 1,
            dot + 1,
            colour,
          );
        }
      }
    }
  }

  sharp(): Sharp {
    return sharp(this.pixels, { raw: { width: this.width, height: this.height, channels: 3 } });
  }

  jpeg(quality = 90): Promise<Buffer> {
    return this.sharp().jpeg({ quality }).toBuffer();
  }
}

/** A small picture that differs from seed to seed. */
export const pictureOf = (seed: number, { width = 480, height = 640 } = {}): Promise<Buffer> => {
  const draw = draws(seed);
  const drawing = new Drawing(width, height, [240, 240, 240]);
  for (let at = 0; at < 60; at += 1) {
    const colour: Colour = [draw() * 255, draw() * 255, draw() * 255];
    drawing.rect(draw() * width * 0.8, draw() * height * 0.8, width * 0.2, height * 0.2, colour);
  }
  return drawing.jpeg();
};

const GRAIN = 1_000_003;

/** As large and as full of grain as a telephone makes them. */
export const grainyPhoto = (width: number, height: number): Promise<Buffer> => {
  const draw = draws(width);
  const grain = Uint8Array.from({ length: GRAIN }, () => draw() * 40);
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 1) {
    pixels[at] = ((at % (width * 3)) >> 6) + (grain[at % GRAIN] ?? 0);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
};
