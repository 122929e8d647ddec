import { useCallback, useEffect, useState } from 'react';

/** Why there is no picture, by what to do about it. */
export type CameraTrouble = 'insecure' | 'refused' | 'absent' | 'busy';
export type Camera = { is: 'starting' } | { is: 'running'; stream: MediaStream } | { is: CameraTrouble };
export type Facing = 'user' | 'environment';

const TROUBLES: Record<string, CameraTrouble> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'absent',
  OverconstrainedError: 'absent',
  NotReadableError: 'busy',
  AbortError: 'busy',
};
const WIDE = { width: { ideal: 1280 }, height: { ideal: 720 } };

const troubleOf = (failure: unknown): CameraTrouble => TROUBLES[(failure as Error).name] ?? 'absent';

const open = (facing: Facing): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: facing }, ...WIDE } });

/** The camera for as long as the page shows it; tried again on demand, and when one is plugged in. */
export const useCamera = (facing: Facing): { camera: Camera; retry: () => void } => {
  const [camera, setCamera] = useState<Camera>({ is: 'starting' });
  const [tries, setTries] = useState(0);
  const retry = useCallback(() => setTries((count) => count + 1), []);
  useEffect(() => {
    // browsers hide it altogether where the page did not come over HTTPS
    if (!navigator.mediaDevices?.getUserMedia) {
      setCamera({ is: 'insecure' });
      return undefined;
    }
    let stream: MediaStream | null = null;
    let isOver = false;
    const stop = (): void => stream?.getTracks().forEach((track) => track.stop());
    setCamera({ is: 'starting' });
    open(facing).then(
      (opened) => {
        stream = opened;
        if (isOver) {
          stop();
          return;
        }
        opened.getVideoTracks()[0]?.addEventListener('ended', () => {
          stream = null;
          setCamera({ is: 'absent' });
        });
        setCamera({ is: 'running', stream: opened });
      },
      (failure: unknown) => !isOver && setCamera({ is: troubleOf(failure) }),
    );
    const onPlugged = (): void => {
      if (!stream) {
        retry();
      }
    };
    navigator.mediaDevices.addEventListener?.('devicechange', onPlugged);
    return () => {
      isOver = true;
      navigator.mediaDevices.removeEventListener?.('devicechange', onPlugged);
      stop();
    };
  }, [facing, tries, retry]);
  return { camera, retry };
};
