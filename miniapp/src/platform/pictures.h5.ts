export { choosePicture } from './choose-picture';

const QUALITY = 0.85;

/** Turned the right way round by the browser, on white where it was transparent. */
const drawn = (picture: ImageBitmap, longSide: number): Promise<Blob | null> => {
  const scale = Math.min(1, longSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext('2d');
  if (!pen) {
    return Promise.resolve(null);
  }
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
};

export const shrunk = async (path: string, longSide: number): Promise<string> => {
  try {
    const picture = await createImageBitmap(await (await fetch(path)).blob(), { imageOrientation: 'from-image' });
    const small = await drawn(picture, longSide);
    picture.close();
    return small ? URL.createObjectURL(small) : path;
  } catch {
    // not a picture after all: the server says so in its own words
    return path;
  }
};

export const dropPicture = (path: string): void => {
  if (path.startsWith('blob:')) {
    URL.revokeObjectURL(path);
  }
};
