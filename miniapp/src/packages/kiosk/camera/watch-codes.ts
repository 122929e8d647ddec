import type { decodeQR } from 'qr/decode.js';

/** Pixels of the square that is looked at; a code of 65 squares has nine to each. */
const LOOK_PIXELS = 720;
const PAUSE_MS = 80;
/** For the second and third look at one frame. */
const PATIENCE_MS = 60;

/** The middle of the picture, as large as it fits: where the frame on the screen is. */
const middleOf = ({ videoWidth, videoHeight }: HTMLVideoElement) => {
  const side = Math.min(videoWidth, videoHeight);
  return { x: (videoWidth - side) / 2, y: (videoHeight - side) / 2, side };
};

const look = (video: HTMLVideoElement, pen: CanvasRenderingContext2D, decode: typeof decodeQR): string | null => {
  const { x, y, side } = middleOf(video);
  const size = Math.min(LOOK_PIXELS, side);
  pen.canvas.width = size;
  pen.canvas.height = size;
  pen.drawImage(video, x, y, side, side, 0, 0, size, size);
  const { data } = pen.getImageData(0, 0, size, size);
  try {
    return decode({ width: size, height: size, data }, { format: 'RGBX', timeLimit: PATIENCE_MS });
  } catch {
    return null;
  }
};

/** Reads every code that the camera sees, frame by frame. @returns what ends it */
export const watchCodes = (video: HTMLVideoElement, onSight: (text: string) => void): (() => void) => {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const next = (decode: typeof decodeQR): void => {
    if (isOver || !pen) {
      return;
    }
    const text = video.videoWidth > 0 ? look(video, pen, decode) : null;
    if (text !== null) {
      onSight(text);
    }
    timer = setTimeout(() => next(decode), PAUSE_MS);
  };
  // a chunk of its own: whoever types numbers needs no decoder
  void import(/* webpackChunkName: "code-decoder" */ 'qr/decode.js').then(({ decodeQR: decode }) => next(decode));
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
};
