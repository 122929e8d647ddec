import { useState, type FormEvent } from 'react';
import { allowSound } from '../sounds';
import type { EnrolmentFault } from '../use-kiosk';
import { KIOSK } from '../words';
import { Both, said } from './both';

interface Props {
  onEnrol: (code: string) => Promise<EnrolmentFault | null>;
}

const FAULT_WORDS = { code: KIOSK.enrolWrong, network: KIOSK.enrolNetwork, other: KIOSK.enrolOther };

export function EnrolScreen({ onEnrol }: Props) {
  const [code, setCode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<EnrolmentFault | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    allowSound();
    setBusy(true);
    setFault(await onEnrol(code.trim()));
    setBusy(false);
  };
  return (
    <form className="enrol" onSubmit={(event) => void submit(event)}>
      <Both words={KIOSK.enrolTitle} className="enrol__title" />
      <Both words={KIOSK.enrolText} className="enrol__text" />
      <label className="enrol__field">
        <Both words={KIOSK.enrolCode} />
        <input
          className="enrol__code"
          value={code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-label={said(KIOSK.enrolCode)}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      {fault && (
        <p className="enrol__fault" role="alert">
          <span aria-hidden="true">▲</span>
          <Both words={FAULT_WORDS[fault]} />
        </p>
      )}
      <button type="submit" className="wide" disabled={isBusy || code.trim() === ''}>
        <Both words={isBusy ? KIOSK.enrolBusy : KIOSK.enrol} />
      </button>
    </form>
  );
}
