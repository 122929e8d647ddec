import { useEffect, useState } from 'react';
import type { Judgement } from '@shared/device/gatekeeper';
import { play } from '../sounds';
import { KIOSK } from '../words';
import { Both, said } from './both';
import { Keypad } from './keypad';
import { Sign } from './sign';
import { useSecondsLeft } from './use-seconds-left';

interface Props {
  judgement: Judgement;
  photo: string | null;
  until: number;
  /** tenths; says whether it can be a temperature */
  onMeasured: (tenths: number) => boolean;
  onCancel: () => void;
}

const DIGITS = 3;
const EMPTY = '––.–';

/** 365 typed is 36.5 shown: nobody looks for a decimal point. */
const shown = (typed: string): string => {
  const padded = typed.padEnd(DIGITS, '–');
  return typed === '' ? EMPTY : `${padded.slice(0, 2)}.${padded.slice(2)}`;
};

export function TemperatureScreen({ judgement, photo, until, onMeasured, onCancel }: Props) {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const seconds = useSecondsLeft(until);
  useEffect(() => play('info'), []);
  const type = (digit: string): void => {
    setWrong(false);
    setTyped((before) => (before.length < DIGITS ? before + digit : before));
  };
  const confirm = (): void => {
    if (!onMeasured(Number(typed))) {
      setWrong(true);
      setTyped('');
    }
  };
  return (
    <div className="entry" data-screen="measure">
      <div className={`entry__side${photo ? ' entry__side--photo' : ''}`}>
        <Sign tone="info" />
        <Both words={KIOSK.temperature} className="entry__title" />
        {judgement.maskedName && <span className="entry__name">{judgement.maskedName}</span>}
        {photo && <img className="entry__photo" src={photo} alt={said(KIOSK.photo)} />}
        <Both words={KIOSK.secondsLeft} facts={{ seconds }} className="entry__left" />
      </div>
      <div className="entry__main">
        <output className={`entry__value${isWrong ? ' entry__value--wrong' : ''}`}>
          {shown(typed)}
          <span className="entry__unit">°C</span>
        </output>
        <Both
          words={isWrong ? KIOSK.implausible : KIOSK.temperatureHint}
          className={isWrong ? 'entry__fault' : 'entry__hint'}
        />
        <Keypad
          onDigit={type}
          onErase={() => setTyped((before) => before.slice(0, -1))}
          onConfirm={confirm}
          canConfirm={typed.length === DIGITS}
        />
        <button type="button" className="wide wide--second" onClick={onCancel}>
          <Both words={KIOSK.cancel} />
        </button>
      </div>
    </div>
  );
}
