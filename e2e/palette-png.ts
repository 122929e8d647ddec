import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const PALETTE_SIZE = 256;
const PALETTE_COLOUR = 3;
const BEST = 9;

interface Pixels {
  width: number;
  height: number;
  /** 0xRRGGBB each, row by row */
  colours: Uint32Array;
}

/** The picture of a browser (eight bits a channel, not interlaced) with a palette of 256: a third of the bytes. */
export const withPalette = (png: Buffer): Buffer => encode(decode(png));

const chunksOf = (png: Buffer): { type: string; data: Buffer }[] => {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
};

const decode = (png: Buffer): Pixels => {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = header[9] === 6 ? 4 : 3;
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const stride = width * channels;
  const colours = new Uint32Array(width * height);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const row = unfiltered(raw[start] ?? 0, raw.subarray(start + 1, start + 1 + stride), above, channels);
    for (let x = 0; x < width; x++) {
      const at = x * channels;
      colours[y * width + x] = (byte(row, at) << 16) | (byte(row, at + 1) << 8) | byte(row, at + 2);
    }
    above = row;
  }
  return { width, height, colours };
};

const byte = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

/** Undoes the prediction of one row (PNG, section 9). */
const unfiltered = (filter: number, line: Uint8Array, above: Uint8Array, channels: number): Uint8Array<ArrayBuffer> => {
  const row = new Uint8Array(line.length);
  for (let at = 0; at < line.length; at++) {
    const left = at < channels ? 0 : byte(row, at - channels);
    const up = byte(above, at);
    const corner = at < channels ? 0 : byte(above, at - channels);
    row[at] = byte(line, at) + prediction(filter, left, up, corner);
  }
  return row;
};

const prediction = (filter: number, left: number, up: number, corner: number): number => {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
};

const paeth = (left: number, up: number, corner: number): number => {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
};

/** Similar colours share a place; the commonest of them is shown. */
const paletteOf = (colours: Uint32Array): number[] => {
  const counts = new Map<number, number>();
  for (const colour of colours) {
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const groups = new Map<number, { colour: number; count: number; all: number }>();
  for (const [colour, count] of counts) {
    const group = groups.get(colour & 0xf8f8f8);
    if (!group) {
      groups.set(colour & 0xf8f8f8, { colour, count, all: count });
      continue;
    }
    group.all += count;
    if (count > group.count) {
      Object.assign(group, { colour, count });
    }
  }
  return [...groups.values()]
    .sort((one, other) => other.all - one.all)
    .slice(0, PALETTE_SIZE)
    .map(({ colour }) => colour);
};

const distance = (one: number, other: number): number =>
  ((one >> 16) - (other >> 16)) ** 2 +
  (((one >> 8) & 255) - ((other >> 8) & 255)) ** 2 +
  ((one & 255) - (other & 255)) ** 2;

/** @returns the place of the nearest colour in the palette */
const nearestOf = (palette: readonly number[], colour: number): number => {
  let nearest = 0;
  let least = Infinity;
  for (const [place, candidate] of palette.entries()) {
    const far = distance(candidate, colour);
    if (far < least) {
      [nearest, least] = [place, far];
    }
  }
  return nearest;
};

const encode = ({ width, height, colours }: Pixels): Buffer => {
  const palette = paletteOf(colours);
  const places = new Map<number, number>();
  const placeOf = (colour: number): number => {
    const known = places.get(colour);
    if (known !== undefined) {
      return known;
    }
    const nearest = nearestOf(palette, colour);
    places.set(colour, nearest);
    return nearest;
  };
  const rows = Buffer.alloc((width + 1) * height);
  colours.forEach((colour, at) => {
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = placeOf(colour);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, PALETTE_COLOUR], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(rows, { level: BEST })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};
