export { choosePicture } from './choose-picture';

interface AlipayBridge {
  compressImage: (options: {
    apFilePaths: string[];
    compressLevel: number;
    maxWidth: number;
    maxHeight: number;
    success: (answer: { apFilePaths: string[] }) => void;
    fail: () => void;
  }) => void;
}
declare const my: AlipayBridge;

/** High quality: what is written on the picture stays readable. */
const LEVEL = 3;

export const shrunk = (path: string, longSide: number): Promise<string> =>
  new Promise((resolve) => {
    my.compressImage({
      apFilePaths: [path],
      compressLevel: LEVEL,
      maxWidth: longSide,
      maxHeight: longSide,
      success: ({ apFilePaths }) => resolve(apFilePaths[0] ?? path),
      fail: () => resolve(path),
    });
  });

export const dropPicture = (): void => undefined;
