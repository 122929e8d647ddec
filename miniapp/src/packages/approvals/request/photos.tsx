import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ApprovalPhoto } from '@shared/approval';
import { EvidencePhoto } from '@/components/evidence-photo';
import { Icon } from '@/components/icon';
import { Stepper } from '@/components/stepper';
import { Tag } from '@/components/tag';
import { useWords } from '@/words/use-words';
import type { RequestWay } from './use-request';
import { useSwipe } from './use-swipe';

interface Props {
  photos: ApprovalPhoto[];
  way: RequestWay;
}

/** One photo large; swiping goes through all of them and on to the next applicant, whether or not there are any. */
export function Photos({ photos, way }: Props) {
  const { t, pick } = useWords();
  const [index, setIndex] = useState(0);
  const last = photos.length - 1;
  const forward = index < last ? () => setIndex(index + 1) : way.goNext;
  const backward = index > 0 ? () => setIndex(index - 1) : way.goPrevious;
  const swipe = useSwipe(
    () => forward?.(),
    () => backward?.(),
  );
  const shown = photos[index];
  if (!shown) {
    return way.goNext || way.goPrevious ? (
      <View className="card gallery" {...swipe}>
        <Stepper
          title={t('approvals.swipeOthers')}
          previous={{ word: t('approvals.applicantBefore'), onClick: way.goPrevious }}
          next={{ word: t('approvals.applicantAfter'), onClick: way.goNext }}
        />
      </View>
    ) : null;
  }
  const label = pick(shown.label);
  return (
    <View className="card gallery">
      <View className="gallery__stage" {...swipe}>
        <EvidencePhoto
          key={shown.uploadId}
          photo={{ uploadId: shown.uploadId, addresses: shown.addresses }}
          variant="photo"
          label={label}
        />
      </View>
      <View className="gallery__caption">
        <View
          className="stepper__side"
          ariaRole="button"
          ariaLabel={t(index > 0 ? 'approvals.photoBefore' : 'approvals.applicantBefore')}
          onClick={backward ?? undefined}
        >
          {backward && <Icon name="back" />}
        </View>
        <View className="gallery__words">
          <Text className="strong">{shown.paper ? `${label} · ${pick(shown.paper)}` : label}</Text>
          <Text className="weak figures">{`${index + 1} / ${photos.length}`}</Text>
          {shown.changed && (
            <Tag tone="info" icon="edit">
              {t('approvals.photoNew')}
            </Tag>
          )}
        </View>
        <View
          className="stepper__side"
          ariaRole="button"
          ariaLabel={t(index < last ? 'approvals.photoAfter' : 'approvals.applicantAfter')}
          onClick={forward ?? undefined}
        >
          {forward && <Icon name="forward" />}
        </View>
      </View>
      {index === last && way.goNext && <Text className="field__hint gallery__hint">{t('approvals.swipeOn')}</Text>}
    </View>
  );
}
