import { mkdtempSync, rmSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

const SIZE = { width: 1280, height: 720 };
const PIXELS = SIZE.width * SIZE.height;
const CHANNELS = 3;
const HEAD = `YUV4MPEG2 W${SIZE.width} H${SIZE.height} F15:1 Ip A1:1 C420\nFRAME\n`;
const NOBODY = '#7d858c';

/** Film for a browser without a camera: one frame, which it reads from the file over and over. */
export class Camera {
  private readonly folder = mkdtempSync(join(tmpdir(), 'camera-'));
  private readonly film = join(this.folder, 'film.y4m');

  private constructor() {}

  static async start(): Promise<Camera> {
    const camera = new Camera();
    await writeFile(camera.film, HEAD + '\0'.repeat((PIXELS * 3) / 2));
    await camera.seeNobody();
    return camera;
  }

  get flags(): string[] {
    return [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${this.film}`,
    ];
  }

  /** Somebody holds this up, as high as the picture of the camera. */
  async see(picture: Buffer): Promise<void> {
    await this.expose(
      await sharp(picture)
        .resize({ ...SIZE, fit: 'contain', background: NOBODY })
        .toBuffer(),
    );
  }

  async seeNobody(): Promise<void> {
    await this.expose(
      await sharp({ create: { ...SIZE, channels: CHANNELS, background: NOBODY } })
        .png()
        .toBuffer(),
    );
  }

  end(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** In place: the browser holds the file open. */
  private async expose(frame: Buffer): Promise<void> {
    const rgb = await sharp(frame).flatten().removeAlpha().raw().toBuffer();
    const file = await open(this.film, 'r+');
    await file.write(yuvOf(rgb), 0, undefined, HEAD.length);
    await file.close();
  }
}

/** BT.601: every pixel has its light, every four pixels share their two colours. */
const yuvOf = (rgb: Buffer): Buffer => {
  const yuv = Buffer.alloc((PIXELS * 3) / 2);
  let colourAt = PIXELS;
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    const [red, green, blue] = rgb.subarray(pixel * CHANNELS) as unknown as [number, number, number];
    yuv[pixel] = 16 + 0.257 * red + 0.504 * green + 0.098 * blue;
    const [x, y] = [pixel % SIZE.width, Math.floor(pixel / SIZE.width)];
    if (x % 2 === 0 && y % 2 === 0) {
      yuv[colourAt] = 128 - 0.148 * red - 0.291 * green + 0.439 * blue;
      yuv[colourAt + PIXELS / 4] = 128 + 0.439 * red - 0.368 * green - 0.071 * blue;
      colourAt += 1;
    }
  }
  return yuv;
};
