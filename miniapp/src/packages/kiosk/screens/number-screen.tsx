import { useState } from 'react';
import type { Direction } from '@shared/gate';
import { TERMINAL_LIMITS } from '@shared/terminal';
import { KIOSK } from '../words';
import { Both } from './both';
import { Keypad } from './keypad';

interface Props {
  directions: readonly Direction[];
  /** the way in asks for a booking, and nobody can be asked who has one */
  isCodeNeeded: boolean;
  onNumber: (number: string, direction: Direction) => void;
  onClose: () => void;
}

/** Numbers of some schools carry letters: a card reader types them. */
const SIGNS = /^[A-Za-z-]$/;

/** For whoever has no phone with them. */
export function NumberScreen({ directions, isCodeNeeded, onNumber, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const [direction, setDirection] = useState<Direction | null>(
    directions.length === 1 ? (directions[0] ?? null) : null,
  );
  return (
    <div className="entry" data-screen="number">
      <div className="entry__side">
        <Both words={KIOSK.number} className="entry__title" />
        <Both
          words={isCodeNeeded && direction !== 'out' ? KIOSK.numberAtDoor : KIOSK.numberHint}
          className="entry__hint"
        />
        {directions.length > 1 && (
          <div className="ways" role="radiogroup" aria-label={KIOSK.direction.zh}>
            {directions.map((way) => (
              <button
                key={way}
                type="button"
                role="radio"
                aria-checked={way === direction}
                className={`ways__way${way === direction ? ' ways__way--on' : ''}`}
                onClick={() => setDirection(way)}
              >
                <span aria-hidden="true">{way === direction ? '●' : '○'}</span>
                <Both words={KIOSK[way]} />
              </button>
            ))}
          </div>
        )}
      </div>
      <div className="entry__main">
        <output className="entry__value entry__value--number">{typed === '' ? '––––' : typed}</output>
        <Keypad
          accepts={SIGNS}
          onDigit={(digit) =>
            setTyped((before) => (before.length < TERMINAL_LIMITS.longestNumber ? before + digit : before))
          }
          onErase={() => setTyped((before) => before.slice(0, -1))}
          onConfirm={() => direction && onNumber(typed, direction)}
          canConfirm={typed !== '' && direction !== null}
        />
        <button type="button" className="wide wide--second" onClick={onClose}>
          <Both words={KIOSK.close} />
        </button>
      </div>
    </div>
  );
}
