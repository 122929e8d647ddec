import { useRef, useState, useSyncExternalStore } from 'react';
import { phoneNow } from '@/clock';
import { Showings } from '../camera/showings';
import { useCamera, type Camera, type Facing } from '../camera/use-camera';
import { Viewfinder } from '../camera/viewfinder';
import type { KioskService } from '../service';
import { allowSound } from '../sounds';
import { useWakeLock } from '../use-wake-lock';
import { KIOSK } from '../words';
import { Both } from './both';
import { CameraPanel } from './camera-panel';
import { Message } from './message';
import { NumberScreen } from './number-screen';
import { SettingsScreen } from './settings-screen';
import { StateLine } from './state-line';
import { TemperatureScreen } from './temperature-screen';
import { VerdictScreen } from './verdict-screen';

type Panel = 'none' | 'number' | 'settings';

/** A terminal at work. The camera goes on looking behind everything that lies over it. */
export function ServingScreen({ service }: { service: KioskService }) {
  const state = useSyncExternalStore(service.subscribe, service.snapshot);
  const [panel, setPanel] = useState<Panel>('none');
  const [facing, setFacing] = useState<Facing>('user');
  const { camera, retry } = useCamera(facing);
  const showings = useRef(new Showings());
  useWakeLock();
  const { screen, gate, lane, photo } = state;
  const directions = lane ? [lane] : gate.directions;
  const onSight = (text: string): void => {
    if (showings.current.isNew(text, phoneNow()) && panel === 'none') {
      service.showCode(text);
    }
  };
  return (
    <div className="serving" onPointerDown={allowSound}>
      <StateLine state={state} onSettings={() => setPanel('settings')} />
      <Scene camera={camera} facing={facing} onSight={onSight} onRetry={retry} isAsking={screen.is === 'asking'} />
      <button type="button" className="wide serving__number" onClick={() => setPanel('number')}>
        <Both words={KIOSK.numberButton} />
      </button>
      {panel === 'settings' && (
        <SettingsScreen
          directions={gate.directions}
          lane={lane}
          onLane={(way) => void service.serveLane(way)}
          onFlip={() => setFacing(facing === 'user' ? 'environment' : 'user')}
          onClose={() => setPanel('none')}
        />
      )}
      {panel === 'number' && screen.is === 'ready' && (
        <NumberScreen
          directions={directions}
          isCodeNeeded={gate.needsBooking && !state.online}
          onNumber={(number, direction) => {
            setPanel('none');
            service.showNumber(number, direction);
          }}
          onClose={() => setPanel('none')}
        />
      )}
      {screen.is === 'measure' && (
        <TemperatureScreen
          judgement={screen.judgement}
          photo={photo}
          until={screen.until}
          onMeasured={(tenths) => service.measure(tenths)}
          onCancel={service.dismiss}
        />
      )}
      {screen.is === 'verdict' && (
        <VerdictScreen judgement={screen.judgement} photo={photo} onDismiss={service.dismiss} />
      )}
      {screen.is === 'trouble' && (
        <div className="cover">
          <Message tone="warn" title={KIOSK.trouble} text={{ zh: screen.code, en: screen.code }} />
        </div>
      )}
    </div>
  );
}

interface SceneProps {
  camera: Camera;
  facing: Facing;
  onSight: (text: string) => void;
  onRetry: () => void;
  isAsking: boolean;
}

function Scene({ camera, facing, onSight, onRetry, isAsking }: SceneProps) {
  if (camera.is === 'running') {
    return (
      <div className="scene">
        <Viewfinder stream={camera.stream} facing={facing} onSight={onSight} />
        <div className={`scene__frame${isAsking ? ' scene__frame--busy' : ''}`} />
        <Both words={isAsking ? KIOSK.asking : KIOSK.hold} className="scene__hint" />
      </div>
    );
  }
  return (
    <div className="scene scene--dark">
      <CameraPanel camera={camera} onRetry={onRetry} />
    </div>
  );
}
