import { useEffect, useRef } from 'react';
import type { Facing } from './use-camera';
import { watchCodes } from './watch-codes';

interface Props {
  stream: MediaStream;
  facing: Facing;
  onSight: (text: string) => void;
}

/** What the camera sees, as in a mirror where it looks at the person. */
export function Viewfinder({ stream, facing, onSight }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onSight);
  told.current = onSight;
  useEffect(() => {
    const { current } = video;
    if (!current) {
      return undefined;
    }
    current.srcObject = stream;
    void current.play().catch(() => undefined);
    return watchCodes(current, (text) => told.current(text));
  }, [stream]);
  return <video ref={video} className={`viewfinder viewfinder--${facing}`} muted playsInline autoPlay />;
}
