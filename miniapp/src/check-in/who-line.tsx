import { Text, View } from '@tarojs/components';
import type { CheckInForm } from '@shared/check-in';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { openCorrection } from '@/pages/routes';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';

interface Props {
  form: CheckInForm;
  proxy: boolean;
}

/** Whose report of which window this is. */
export function WhoLine({ form, proxy }: Props) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const { person, window, timing, campaign } = form;
  return (
    <View className="card">
      <Text className="title">{pick(window.title)}</Text>
      <Tag tone={timing === 'late' ? 'danger' : 'warn'} icon="clock">
        {t('checkIn.closes', { time: at(timing === 'late' ? window.lateUntil : window.closesAt) })}
      </Tag>
      <View className="row row--apart row--wrap who">
        <View className="fact__body">
          <View className="row row--wrap">
            <Text className="strong">{person.name}</Text>
            <Text className="figures">{person.number}</Text>
          </View>
          <Text className="weak">{pick(person.unit)}</Text>
        </View>
        {proxy ? (
          <Tag tone="info" icon="people">
            {t('checkIn.proxyFor', { name: person.name })}
          </Tag>
        ) : (
          <TextButton icon="edit" onClick={openCorrection}>
            {t('checkIn.wrong')}
          </TextButton>
        )}
      </View>
      <Text className="field__hint">
        {proxy ? t('checkIn.proxyText') : t('checkIn.legal', { ground: pick(campaign.legalGround) })}
      </Text>
    </View>
  );
}
