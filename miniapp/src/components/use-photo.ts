import { useEffect, useRef, useState } from 'react';
import type { UploadAddresses, UploadVariant } from '@shared/upload';
import { authorization, ORIGIN, withRenewal } from '@/api/client';
import { asProblem, ProblemError, type FailureCode } from '@/api/problem-error';
import { getUpload } from '@/api/uploads';
import { bringPicture, releasePicture } from '@/platform/picture-source';

export interface PhotoRef {
  uploadId: string;
  /** may have run out: fresh ones are asked for then */
  addresses: UploadAddresses;
}

export type PhotoState = { status: 'busy' } | { status: 'failed' } | { status: 'here'; source: string };

const REFUSALS: Record<number, FailureCode> = { 401: 'SIGN_IN_REQUIRED', 403: 'UPLOAD_ADDRESS_INVALID' };

/** @throws ProblemError, `UPLOAD_ADDRESS_INVALID` where the address has run out */
export const bringPhoto = (path: string): Promise<string> =>
  withRenewal(async () => {
    const { statusCode, source } = await bringPicture(ORIGIN + path, authorization());
    if (statusCode === 200) {
      return source;
    }
    throw new ProblemError({ code: REFUSALS[statusCode] ?? 'ANSWER_UNREADABLE', status: statusCode });
  });

/** The picture by its address, or by a fresh one where that has run out. */
const bringFresh = async ({ uploadId, addresses }: PhotoRef, variant: UploadVariant): Promise<string> => {
  try {
    return await bringPhoto(addresses[variant]);
  } catch (error) {
    if (asProblem(error).code !== 'UPLOAD_ADDRESS_INVALID') {
      throw error;
    }
    return bringPhoto((await getUpload(uploadId)).addresses[variant]);
  }
};

/** Brings a photo that only signed-in people with the right may see; lets go of it when it is no longer shown. */
export const usePhoto = (photo: PhotoRef, variant: UploadVariant) => {
  const [state, setState] = useState<PhotoState>({ status: 'busy' });
  const [tries, setTries] = useState(0);
  const latest = useRef(photo);
  latest.current = photo;
  useEffect(() => {
    let shown = true;
    let held: string | null = null;
    setState({ status: 'busy' });
    bringFresh(latest.current, variant).then(
      (source) => {
        if (!shown) {
          return releasePicture(source);
        }
        held = source;
        setState({ status: 'here', source });
      },
      () => shown && setState({ status: 'failed' }),
    );
    return () => {
      shown = false;
      if (held !== null) {
        releasePicture(held);
      }
    };
  }, [photo.uploadId, variant, tries]);
  return { state, retry: () => setTries(tries + 1) };
};
