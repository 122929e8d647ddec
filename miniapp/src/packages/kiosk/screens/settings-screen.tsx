import type { Direction } from '@shared/gate';
import { KIOSK } from '../words';
import { Both } from './both';

interface Props {
  directions: readonly Direction[];
  lane: Direction | null;
  onLane: (lane: Direction | null) => void;
  onFlip: () => void;
  onClose: () => void;
}

/** For the keeper: which way this lane serves, and which camera looks. */
export function SettingsScreen({ directions, lane, onLane, onFlip, onClose }: Props) {
  const lanes = directions.length > 1 ? [null, ...directions] : [];
  return (
    <div className="settings" data-screen="settings">
      {lanes.length > 0 && (
        <>
          <Both words={KIOSK.lane} className="entry__title" />
          <div className="ways" role="radiogroup" aria-label={KIOSK.lane.zh}>
            {lanes.map((way) => (
              <button
                key={way ?? 'both'}
                type="button"
                role="radio"
                aria-checked={way === lane}
                className={`ways__way${way === lane ? ' ways__way--on' : ''}`}
                onClick={() => onLane(way)}
              >
                <span aria-hidden="true">{way === lane ? '●' : '○'}</span>
                <Both words={way ? KIOSK[way] : KIOSK.laneBoth} />
              </button>
            ))}
          </div>
        </>
      )}
      <button type="button" className="wide wide--second" onClick={onFlip}>
        <Both words={KIOSK.flip} />
      </button>
      <button type="button" className="wide" onClick={onClose}>
        <Both words={KIOSK.close} />
      </button>
    </div>
  );
}
