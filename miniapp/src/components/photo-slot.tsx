import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { UploadView } from '@shared/upload';
import type { PictureSource } from '@/platform/pictures';
import { useProblemWords } from '@/words/use-problem-words';
import { useWords } from '@/words/use-words';
import { EvidencePhoto } from './evidence-photo';
import { FieldError } from './field-error';
import { ProgressBar } from './progress-bar';
import { Samples, type Sample } from './samples';
import { TextButton } from './text-button';
import type { PhotoWork } from './use-photo-sending';

interface Props {
  id: string;
  title: string;
  help: string;
  /** whether the photo is there, is on its way or is missing, as a tag */
  state: ReactNode;
  sample: Sample;
  /** something was handed in here */
  isThere: boolean;
  /** what can be shown of it */
  photo: UploadView | null;
  /** what goes on; null where nothing does */
  work: PhotoWork | null;
  isWrong: boolean;
  fault: string | null;
  onChoose: (source: PictureSource) => void;
  onRetry: () => void;
  onCancel: () => void;
  /** absent: what stands here is replaced, never taken away */
  onRemove?: () => void;
  /** what is asked before the photo */
  children?: ReactNode;
}

/** One photo that is handed in: what it must show, its way to the server, and what can be done about it. */
export function PhotoSlot(props: Props) {
  const { t } = useWords();
  const { id, title, help, state, sample, isThere, photo, work, isWrong, fault, onChoose, onRemove, children } = props;
  return (
    <View id={`field-${id}`} className={isWrong ? 'card slot field--wrong' : 'card slot'}>
      <View className="row row--apart row--wrap">
        <Text className="title">{title}</Text>
        {state}
      </View>
      <Text className="field__hint">{help}</Text>
      {children}
      {photo && work?.status !== 'sending' ? (
        <EvidencePhoto photo={{ uploadId: photo.id, addresses: photo.addresses }} variant="thumbnail" label={title} />
      ) : (
        !work && <Samples sample={sample} />
      )}
      <Work work={work} onRetry={props.onRetry} onCancel={props.onCancel} />
      {(work === null || work.status === 'failed') && (
        <View className="slot__actions">
          <TextButton icon="photo" onClick={() => onChoose('album')}>
            {t(isThere ? 'photo.replace' : 'photo.choose')}
          </TextButton>
          <TextButton icon="camera" onClick={() => onChoose('camera')}>
            {t('photo.shoot')}
          </TextButton>
          {onRemove && (
            <TextButton icon="close" onClick={onRemove}>
              {t('photo.remove')}
            </TextButton>
          )}
        </View>
      )}
      <FieldError>{fault}</FieldError>
    </View>
  );
}

/** The way of a photo to the server, or why it did not get there. */
function Work({ work, onRetry, onCancel }: { work: PhotoWork | null; onRetry: () => void; onCancel: () => void }) {
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
            {t('photo.retry')}
          </TextButton>
        )}
      </View>
    );
  }
  const words = work.status === 'preparing' ? t('photo.preparing') : t('photo.sending', { percent: work.percent });
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
