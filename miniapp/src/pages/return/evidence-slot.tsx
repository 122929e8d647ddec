import { useState } from 'react';
import type { EvidenceSlot as Slot } from '@shared/return';
import { Choice } from '@/components/choice';
import { PhotoSlot } from '@/components/photo-slot';
import { Tag } from '@/components/tag';
import type { PictureSource } from '@/platform/pictures';
import { useWords } from '@/words/use-words';
import type { Evidence } from './use-evidence';
import type { ReturnEditor } from './use-return-draft';

interface Props {
  slot: Slot;
  editor: ReturnEditor;
  evidence: Evidence;
  /** asked for again by the approver and not replaced since */
  again: boolean;
  /** the person has tried to go on without it */
  missing: boolean;
}

/** One photo of the application: what it must show, its state, and what can be done about it. */
export function EvidenceSlot({ slot, editor, evidence, again, missing }: Props) {
  const { t, pick } = useWords();
  const { key, papers } = slot;
  const choice = editor.draft.evidence?.[key];
  const [picked, setPicked] = useState(choice?.paper ?? null);
  const paper = papers.length === 1 ? (papers[0]?.key ?? null) : picked;
  const [unpicked, setUnpicked] = useState(false);
  const work = evidence.workOf(key);
  const choosePaper = (value: string): void => {
    setPicked(value);
    setUnpicked(false);
    evidence.namePaper(key, value);
  };
  const choose = (source: PictureSource): void => {
    const needsPaper = papers.length > 0 && paper === null;
    setUnpicked(needsPaper);
    if (!needsPaper) {
      void evidence.choose(key, paper, source);
    }
  };
  const faultWords = again
    ? t('returning.needAgain')
    : unpicked || (missing && choice)
      ? t('returning.needPaper')
      : missing
        ? t('returning.needPhoto')
        : null;
  return (
    <PhotoSlot
      id={key}
      title={pick(slot.title)}
      help={pick(slot.help)}
      state={
        <SlotState
          has={Boolean(choice)}
          again={again}
          required={slot.required}
          busy={work !== null && work.status !== 'failed'}
        />
      }
      sample={slot.sample}
      isThere={Boolean(choice)}
      photo={evidence.viewOf(key)}
      work={work}
      isWrong={unpicked || missing || again || work?.status === 'failed'}
      fault={faultWords}
      onChoose={choose}
      onRetry={() => void evidence.retry(key)}
      onCancel={() => evidence.cancel(key)}
      onRemove={choice ? () => evidence.remove(key) : undefined}
    >
      {papers.length > 1 && (
        <Choice
          label={t('returning.paper')}
          options={papers.map((one) => ({ value: one.key, word: pick(one.label) }))}
          chosen={paper ? [paper] : []}
          onToggle={choosePaper}
        />
      )}
    </PhotoSlot>
  );
}

function SlotState({ has, again, required, busy }: { has: boolean; again: boolean; required: boolean; busy: boolean }) {
  const { t } = useWords();
  if (busy) {
    return (
      <Tag tone="info" icon="clock">
        {t('photo.busy')}
      </Tag>
    );
  }
  if (again) {
    return (
      <Tag tone="danger" icon="edit">
        {t('photo.askedAgain')}
      </Tag>
    );
  }
  if (has) {
    return (
      <Tag tone="good" icon="done">
        {t('photo.done')}
      </Tag>
    );
  }
  return (
    <Tag tone={required ? 'warn' : 'plain'} icon={required ? 'warning' : 'info'}>
      {t(required ? 'photo.open' : 'checkIn.optional')}
    </Tag>
  );
}
