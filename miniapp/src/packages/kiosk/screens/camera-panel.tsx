import type { Bilingual } from '@shared/bilingual';
import type { Camera, CameraTrouble } from '../camera/use-camera';
import { KIOSK } from '../words';
import { Both } from './both';
import { Message } from './message';

const TROUBLES: Record<CameraTrouble, { title: Bilingual; text: Bilingual }> = {
  insecure: { title: KIOSK.cameraInsecure, text: KIOSK.cameraInsecureText },
  refused: { title: KIOSK.cameraRefused, text: KIOSK.cameraRefusedText },
  absent: { title: KIOSK.cameraAbsent, text: KIOSK.cameraAbsentText },
  busy: { title: KIOSK.cameraBusy, text: KIOSK.cameraBusyText },
};

/** In the place of the picture: why there is none, and what to do. */
export function CameraPanel({ camera, onRetry }: { camera: Exclude<Camera, { is: 'running' }>; onRetry: () => void }) {
  if (camera.is === 'starting') {
    return <Both words={KIOSK.cameraStarting} className="scene__hint" />;
  }
  return (
    <Message tone="warn" {...TROUBLES[camera.is]}>
      <button type="button" className="wide wide--second" onClick={onRetry}>
        <Both words={KIOSK.retry} />
      </button>
    </Message>
  );
}
