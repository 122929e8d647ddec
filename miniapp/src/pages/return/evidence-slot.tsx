import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { EvidenceSlot as Slot } from '@shared/return';
import { Choice } from '@/components/choice';
import { EvidencePhoto } from '@/components/evidence-photo';
import { FieldError } from '@/components/field-error';
import { ProgressBar } from '@/components/progress-bar';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import type { PictureSource } from '@/platform/pictures';
import { useProblemWords } from '@/words/use-problem-words';
import { useWords } from '@/words/use-words';
import { Samples } from './samples';
import type { Evidence, SlotWork } from './use-evidence';
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
  const view = evidence.viewOf(key);
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
  const wrong = unpicked || missing || again || work?.status === 'failed';
  const faultWords = again
    ? t('returning.needAgain')
    : unpicked || (missing && choice)
      ? t('returning.needPaper')
      : missing
        ? t('returning.needPhoto')
        : null;
  return (
    <View id={`field-${key}`} className={wrong ? 'card slot field--wrong' : 'card slot'}>
      <View className="row row--apart row--wrap">
        <Text className="title">{pick(slot.title)}</Text>
        <SlotState
          has={Boolean(choice)}
          again={again}
          required={slot.required}
          busy={work !== null && work.status !== 'failed'}
        />
      </View>
      <Text className="field__hint">{pick(slot.help)}</Text>
      {papers.length > 1 && (
        <Choice
          label={t('returning.paper')}
          options={papers.map((one) => ({ value: one.key, word: pick(one.label) }))}
          chosen={paper ? [paper] : []}
          onToggle={choosePaper}
        />
      )}
      {view && work?.status !== 'sending' ? (
        <EvidencePhoto
          photo={{ uploadId: view.id, addresses: view.addresses }}
          variant="thumbnail"
          label={pick(slot.title)}
        />
      ) : (
        !work && <Samples sample={slot.sample} />
      )}
      <Work work={work} onRetry={() => void evidence.retry(key)} onCancel={() => evidence.cancel(key)} />
      {(work === null || work.status === 'failed') && (
        <View className="slot__actions">
          <TextButton icon="photo" onClick={() => choose('album')}>
            {t(choice ? 'returning.replace' : 'returning.choose')}
          </TextButton>
          <TextButton icon="camera" onClick={() => choose('camera')}>
            {t('returning.shoot')}
          </TextButton>
          {choice && (
            <TextButton icon="close" onClick={() => evidence.remove(key)}>
              {t('returning.remove')}
            </TextButton>
          )}
        </View>
      )}
      <FieldError>{faultWords}</FieldError>
    </View>
  );
}

function SlotState({ has, again, required, busy }: { has: boolean; again: boolean; required: boolean; busy: boolean }) {
  const { t } = useWords();
  if (busy) {
    return (
      <Tag tone="info" icon="clock">
        {t('returning.slotBusy')}
      </Tag>
    );
  }
  if (again) {
    return (
      <Tag tone="danger" icon="edit">
        {t('returning.slotAgain')}
      </Tag>
    );
  }
  if (has) {
    return (
      <Tag tone="good" icon="done">
        {t('returning.slotDone')}
      </Tag>
    );
  }
  return (
    <Tag tone={required ? 'warn' : 'plain'} icon={required ? 'warning' : 'info'}>
      {t(required ? 'returning.slotOpen' : 'checkIn.optional')}
    </Tag>
  );
}

/** The way of a photo to the server, or why it did not get there. */
function Work({ work, onRetry, onCancel }: { work: SlotWork | null; onRetry: () => void; onCancel: () => void }) {
  const { t } = useWords();
  const wordsOf = useProblemWords();
  if (work === null) {
    return null;
  }
  if (work.status === 'failed') {
    const { title, next } = wordsOf(work.problem);
    return (
      <View className="slot__refusal tone--danger" ariaRole="alert">
        <Text className="callout__title">{title}</Text>
        <Text className="callout__text">{next}</Text>
        {work.again && (
          <TextButton icon="refresh" onClick={onRetry}>
            {t('returning.retry')}
          </TextButton>
        )}
      </View>
    );
  }
  const words =
    work.status === 'preparing' ? t('returning.preparing') : t('returning.sending', { percent: work.percent });
  return (
    <View className="slot__work">
      <View className="row row--apart">
        <Text className="figures">{words}</Text>
        {work.status === 'sending' && (
          <TextButton icon="close" onClick={onCancel}>
            {t('app.cancel')}
          </TextButton>
        )}
      </View>
      <ProgressBar percent={work.status === 'preparing' ? 0 : work.percent} label={words} />
    </View>
  );
}
