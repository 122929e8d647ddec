import { useEffect } from 'react';
import type { Judgement } from '@shared/device/gatekeeper';
import { play } from '../sounds';
import { toneOf } from '../tone';
import { KIOSK } from '../words';
import { Both, said } from './both';
import { Sign } from './sign';

interface Props {
  judgement: Judgement;
  photo: string | null;
  onDismiss: () => void;
}

/** Big enough for who stands two metres away; the keeper sees the photo where the pass came with one. */
export function VerdictScreen({ judgement, photo, onDismiss }: Props) {
  const { verdict, words, direction, maskedName } = judgement;
  const tone = toneOf(verdict);
  useEffect(() => play(tone), [tone]);
  return (
    <div className={`verdict verdict--${tone}`} role="alert" data-verdict={verdict} onClick={onDismiss}>
      <Sign tone={tone} />
      <div className="verdict__words">
        <Both words={words.title} className="verdict__title" />
        {words.next.zh !== '' && <Both words={words.next} className="verdict__next" />}
        {(maskedName ?? direction) && (
          <p className="verdict__who">
            {maskedName && <span className="verdict__name">{maskedName}</span>}
            {direction && <Both words={KIOSK[direction]} className="verdict__direction" />}
          </p>
        )}
      </div>
      {photo && (
        <figure className="verdict__photo">
          <img className="entry__photo" src={photo} alt={said(KIOSK.photo)} />
          <figcaption>
            <Both words={KIOSK.photo} />
          </figcaption>
        </figure>
      )}
    </div>
  );
}
