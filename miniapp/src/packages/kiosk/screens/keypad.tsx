import { useEffect, useRef } from 'react';
import { KIOSK } from '../words';
import { Both, said } from './both';

interface Props {
  onDigit: (digit: string) => void;
  onErase: () => void;
  onConfirm: () => void;
  canConfirm: boolean;
  /** what a keyboard or a card reader may type beside digits */
  accepts?: RegExp;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const NOTHING = /^$/;

/** Big keys, and the same from a keyboard or from a card reader that types. */
export function Keypad({ onDigit, onErase, onConfirm, canConfirm, accepts = NOTHING }: Props) {
  const last = useRef({ onDigit, onErase, onConfirm, canConfirm, accepts });
  last.current = { onDigit, onErase, onConfirm, canConfirm, accepts };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { current } = last;
      if (/^\d$/.test(event.key) || current.accepts.test(event.key)) {
        current.onDigit(event.key);
      } else if (event.key === 'Backspace') {
        current.onErase();
      } else if (event.key === 'Enter' && current.canConfirm) {
        current.onConfirm();
      } else {
        return;
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="keypad">
      {DIGITS.map((digit) => (
        <button key={digit} type="button" className="keypad__key" onClick={() => onDigit(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" className="keypad__key keypad__key--word" aria-label={said(KIOSK.erase)} onClick={onErase}>
        <Both words={KIOSK.erase} />
      </button>
      <button type="button" className="keypad__key" onClick={() => onDigit('0')}>
        0
      </button>
      <button
        type="button"
        className="keypad__key keypad__key--word keypad__key--main"
        aria-label={said(KIOSK.confirm)}
        disabled={!canConfirm}
        onClick={onConfirm}
      >
        <Both words={KIOSK.confirm} />
      </button>
    </div>
  );
}
