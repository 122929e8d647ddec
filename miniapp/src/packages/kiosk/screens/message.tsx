import type { ReactNode } from 'react';
import type { Bilingual } from '@shared/bilingual';
import type { Tone } from '../tone';
import { Both } from './both';
import { Sign } from './sign';

interface Props {
  tone: Tone;
  title: Bilingual;
  text: Bilingual;
  children?: ReactNode;
}

/** What is the matter, and what to do about it. */
export function Message({ tone, title, text, children }: Props) {
  return (
    <div className={`message message--${tone}`} role="alert">
      <Sign tone={tone} />
      <Both words={title} className="message__title" />
      <Both words={text} className="message__text" />
      {children}
    </div>
  );
}
