export type PictureSource = 'album' | 'camera';

/** Lets the person choose or take one picture. @returns its path on the phone; null when they changed their mind */
export declare const choosePicture: (source: PictureSource) => Promise<string | null>;

/** A smaller copy, its long side at most `longSide` pixels; the picture itself where the phone cannot make one. */
export declare const shrunk: (path: string, longSide: number) => Promise<string>;

/** The picture is of no use any more. */
export declare const dropPicture: (path: string) => void;
